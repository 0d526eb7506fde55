// The coordinator's calls with fetch. Every answer is checked before it is used.

import { vocabulary } from '../wire/generated/values.js';
import { Fault, Members, largestInteger, parseJson } from '../wire/members.js';
import {
  ApiError,
  type CoordinatorApi,
  type CreatedSession,
  type NewSession,
  type SessionSummary,
  type TemplateSummary,
} from './coordinator_api.js';

/** Milliseconds without an answer after which the server counts as unreachable. */
const patience = 10_000;
/** The longest list that is accepted; far more than any server has. */
const mostListed = 10_000;

/** A call leaves nothing in the browser, and says nothing about the person or the page. */
const discreet = {
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Every call except `support` rejects with an ApiError if it fails. */
export class HttpCoordinator implements CoordinatorApi {
  /** `server` is the base address, which ends with a slash. `token` is sent in a header only. */
  constructor(
    private readonly server: string,
    private readonly token: string,
    private readonly fetch: Fetch = (url, init) => globalThis.fetch(url, init),
  ) {}

  async templates(): Promise<TemplateSummary[]> {
    const body = await this.json('GET', 'api/templates');
    return read(() => new Members(body).objects('templates', mostListed, readTemplate));
  }

  async sessions(): Promise<SessionSummary[]> {
    const body = await this.json('GET', 'api/sessions');
    return read(() => new Members(body).objects('sessions', mostListed, readSummary));
  }

  async create(session: NewSession): Promise<CreatedSession> {
    const title = session.title.trim();
    const body = await this.json('POST', 'api/sessions', {
      template: session.template,
      // The wire contract forbids an empty title. Without one the server uses the template's.
      ...(title === '' ? {} : { title }),
      participants: session.participants,
    });
    return read(() => readCreated(new Members(body)));
  }

  async end(id: string): Promise<void> {
    await this.call('DELETE', `api/sessions/${encodeURIComponent(id)}`);
  }

  /**
   * The support contacts that the deployer configured, as written there. Never rejects: the list is
   * empty if the call fails, because the farewell screen is shown without contacts, too.
   */
  async support(): Promise<string[]> {
    try {
      const body = await this.json('GET', 'api/support');
      return read(() => new Members(body).texts('contacts', mostListed));
    } catch {
      return [];
    }
  }

  /**
   * Whether the server answers, but refuses pages of this origin: no `--allow-origin` names it. A
   * browser does not say why a call failed, so a call that needs the server's consent is compared
   * with one that needs none. Never rejects.
   */
  async refusesThisPage(): Promise<boolean> {
    if (await this.isReadable()) return false;
    const answers = await this.fetch(new URL('api/support', this.server).href, {
      ...discreet,
      mode: 'no-cors',
      signal: AbortSignal.timeout(patience),
    }).then(
      () => true,
      () => false,
    );
    return answers && !(await this.isReadable()); // a server may come up between the two
  }

  private async isReadable(): Promise<boolean> {
    try {
      await this.call('GET', 'api/support');
      return true;
    } catch (error) {
      return !(error instanceof ApiError && error.status === 'network');
    }
  }

  private async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.call(method, path, body);
    const text = await response.text().catch(() => {
      throw new ApiError('network', 'The answer broke off.');
    });
    return read(() => parseJson(text));
  }

  private async call(method: string, path: string, body?: unknown): Promise<Response> {
    let response: Response;
    try {
      response = await this.fetch(new URL(path, this.server).href, {
        method,
        headers: {
          ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...discreet,
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      throw new ApiError('network', 'The server does not answer.');
    }
    if (!response.ok) throw new ApiError(response.status, await detailOf(response));
    return response;
  }
}

/** RFC 9457's `detail`, or a sentence with the status if there is none. */
async function detailOf(response: Response): Promise<string> {
  try {
    return new Members(parseJson(await response.text())).text('detail');
  } catch {
    return `The server said ${response.status}.`;
  }
}

/** Reports a malformed answer as a `network` ApiError. */
function read<Value>(reader: () => Value): Value {
  try {
    return reader();
  } catch (error) {
    if (error instanceof Fault)
      throw new ApiError('network', `Not the agreed answer: ${error.message}.`);
    throw error;
  }
}

function readTemplate(from: Members): TemplateSummary {
  return {
    id: from.text('id'),
    title: from.text('title'),
    summary: from.text('summary'),
    length: from.number('minutes', 0, largestInteger),
    cases: from.integer('cases', 1),
    phases: from.objects('phases', mostListed, (phase) => ({
      name: phase.text('name'),
      title: phase.text('title'),
      minutes: phase.number('minutes', 0, largestInteger),
      stepBack: phase.flag('stepBack'),
      // An earlier server leaves these out.
      eachCase: phase.has('eachCase') && phase.flag('eachCase'),
      leadersOnly: phase.has('leadersOnly') && phase.flag('leadersOnly'),
    })),
    returnMinute: from.numberOrNull('returnMinute', 0, largestInteger),
  };
}

function readSummary(from: Members): SessionSummary {
  return {
    id: from.text('id'),
    title: from.text('title'),
    template: from.text('template'),
    createdAt: from.integer('createdAt'),
    begunAt: from.timeOrNull('begunAt'),
    endedAt: from.timeOrNull('endedAt'),
    phase: from.text('phase'),
    held: from.flag('held'),
    connected: from.integer('connected'),
    lobby: from.integer('lobby'),
    circle: from.integer('circle'),
    observer: from.integer('observer'),
  };
}

function readCreated(from: Members): CreatedSession {
  const links = from.object('links');
  return {
    id: from.text('id'),
    links: {
      facilitator: links.text('facilitator'),
      coFacilitator: links.text('coFacilitator'),
      member: links.text('member'),
      observer: links.text('observer'),
      // The server leaves the list out if the request named nobody.
      participants: links.has('participants')
        ? links.objects('participants', mostListed, (person) => ({
            name: person.text('name'),
            role: person.word('role', vocabulary.role),
            link: person.text('link'),
          }))
        : [],
    },
  };
}
