import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../../plugin/web/src/client/coordinator_api.js';
import { HttpCoordinator } from '../../../../plugin/web/src/client/http_coordinator.js';
import { parsed } from '../wire/golden.js';

interface Asked {
  url: string;
  init: RequestInit;
}

/** A coordinator whose server answers each call with this. */
function coordinator(status: number, body: unknown, server = 'https://balint.example/') {
  const asked: Asked[] = [];
  const api = new HttpCoordinator(server, 'a.b.c', (url, init) => {
    asked.push({ url, init });
    const text = body === null ? null : typeof body === 'string' ? body : JSON.stringify(body);
    return Promise.resolve(new Response(text, { status }));
  });
  return { api, asked };
}

function bodyOf(asked: Asked | undefined): unknown {
  const body = asked?.init.body;
  if (typeof body !== 'string') throw new Error('no text was sent');
  return parsed(body);
}

const summary = {
  id: 's1',
  title: 'Thursday group',
  template: 'cmh-60',
  createdAt: 1_763_999_400_000,
  begunAt: null,
  endedAt: null,
  phase: 'gathering',
  held: false,
  connected: 2,
  lobby: 1,
  circle: 1,
  observer: 0,
};

describe('the templates', () => {
  it('come with their phases, the step back and the return point', async () => {
    const { api, asked } = coordinator(200, {
      templates: [
        {
          id: 'x',
          title: 'X',
          summary: 'An hour.',
          minutes: 60,
          cases: 1,
          returnMinute: 45,
          phases: [
            {
              name: 'discussion',
              title: 'Discussion',
              minutes: 28.5,
              stepBack: true,
              eachCase: true,
              leadersOnly: false,
            },
            { name: 'debrief', title: 'Of an earlier server', minutes: 7, stepBack: false },
          ],
        },
      ],
    });
    expect(await api.templates()).toEqual([
      {
        id: 'x',
        title: 'X',
        summary: 'An hour.',
        length: 60,
        cases: 1,
        phases: [
          {
            name: 'discussion',
            title: 'Discussion',
            minutes: 28.5,
            stepBack: true,
            eachCase: true,
            leadersOnly: false,
          },
          {
            name: 'debrief',
            title: 'Of an earlier server',
            minutes: 7,
            stepBack: false,
            eachCase: false,
            leadersOnly: false,
          },
        ],
        returnMinute: 45,
      },
    ]);
    expect(asked[0]?.url).toBe('https://balint.example/api/templates');
  });
});

describe('a session', () => {
  it('is listed with counts', async () => {
    const { api, asked } = coordinator(200, { sessions: [{ ...summary, mood: 'calm' }] });
    expect(await api.sessions()).toEqual([summary]);
    expect(asked[0]?.init.headers).toEqual({ authorization: 'Bearer a.b.c' });
    expect(asked[0]?.url).not.toContain('a.b.c');
  });

  it('is made with a title, or without one', async () => {
    const links = {
      facilitator: 'https://balint.example/#join=f.f.f',
      coFacilitator: 'https://balint.example/#join=c.c.c',
      member: 'https://balint.example/#join=m.m.m',
      observer: 'https://balint.example/#join=o.o.o',
    };
    const farid = { name: 'Farid', role: 'member' as const };
    const named = { ...farid, link: 'https://balint.example/#join=p.p.p' };
    const created = { id: 's1', links: { ...links, participants: [named] }, tokens: {} };
    const { api, asked } = coordinator(201, created);
    const wish = { template: 'cmh-60', title: ' Thursday ', participants: [farid] };
    expect(await api.create(wish)).toEqual({ id: 's1', links: created.links });
    expect(asked[0]).toMatchObject({
      url: 'https://balint.example/api/sessions',
      init: { method: 'POST', headers: { 'content-type': 'application/json' } },
    });
    const sent = (index: number): unknown => bodyOf(asked[index]);
    expect(sent(0)).toEqual({ ...wish, title: 'Thursday' });
    await api.create({ ...wish, title: '  ' });
    expect(sent(1)).toEqual({ template: 'cmh-60', participants: [farid] });

    const shared = coordinator(201, { id: 's2', links });
    const made = await shared.api.create({ ...wish, participants: [] });
    expect(made.links.participants).toEqual([]);
  });

  it('is ended, whatever its id looks like, below the base address', async () => {
    const { api, asked } = coordinator(204, null, 'https://balint.example/groups/');
    await api.end('a/../b?c');
    expect(asked[0]).toMatchObject({
      url: 'https://balint.example/groups/api/sessions/a%2F..%2Fb%3Fc',
      init: { method: 'DELETE' },
    });
  });
});

describe('what goes wrong', () => {
  it('is said with the server’s sentence', async () => {
    const { api } = coordinator(422, {
      status: 422,
      detail: '/title: expected 1 to 100 characters',
    });
    const refused = api.create({ template: 'x', title: 'x', participants: [] });
    await expect(refused).rejects.toEqual(
      new ApiError(422, '/title: expected 1 to 100 characters'),
    );
    await expect(refused).rejects.toMatchObject({ status: 422 });
  });

  it('is said without one, too', async () => {
    await expect(coordinator(502, '<html>').api.sessions()).rejects.toMatchObject({ status: 502 });
    await expect(coordinator(404, '').api.end('s1')).rejects.toMatchObject({ status: 404 });
  });

  it('is the network, if nothing comes, or something else', async () => {
    const api = new HttpCoordinator('https://balint.example/', 'a.b.c', () =>
      Promise.reject(new TypeError('Failed to fetch')),
    );
    await expect(api.sessions()).rejects.toMatchObject({ status: 'network' });
    for (const body of ['<html>', {}, { sessions: [{}] }, 'null']) {
      await expect(coordinator(200, body).api.sessions()).rejects.toMatchObject({
        status: 'network',
      });
    }
  });
});

describe('a page', () => {
  /** A server as a page sees it: whether it answers, and what the browser lets the page read. */
  const seen = (...answers: readonly ('read' | 'hidden' | 'none')[]) => {
    const left = [...answers];
    const modes: (RequestMode | undefined)[] = [];
    const api = new HttpCoordinator('https://balint.example/', '', (_url, { mode }) => {
      modes.push(mode);
      const answer = left.shift();
      const comes = answer === 'read' || (answer === 'hidden' && mode === 'no-cors');
      return comes ? Promise.resolve(new Response('')) : Promise.reject(new TypeError('failed'));
    });
    return { api, modes };
  };

  it('is refused if the server answers and the browser hides it', async () => {
    const { api, modes } = seen('hidden', 'hidden', 'hidden');
    expect(await api.refusesThisPage()).toBe(true);
    expect(modes).toEqual([undefined, 'no-cors', undefined]);
  });

  it('is not refused by a server that it may read, that is down, or that comes up meanwhile', async () => {
    expect(await seen('read').api.refusesThisPage()).toBe(false);
    expect(await seen('none', 'none').api.refusesThisPage()).toBe(false);
    expect(await seen('none', 'read', 'read').api.refusesThisPage()).toBe(false);
    expect(await coordinator(429, { detail: 'too many' }).api.refusesThisPage()).toBe(false);
  });
});

describe('support', () => {
  it('is whom the deployer names', async () => {
    const contacts = ['Student wellbeing, 09 123 4567'];
    const { api, asked } = coordinator(200, { contacts });
    expect(await api.support()).toEqual(contacts);
    expect(asked[0]?.url).toBe('https://balint.example/api/support');
  });

  it('is nobody if the server knows of none, or does not answer as agreed', async () => {
    expect(await coordinator(404, { detail: 'no' }).api.support()).toEqual([]);
    expect(await coordinator(200, { contacts: [7] }).api.support()).toEqual([]);
    const unreachable = new HttpCoordinator('https://balint.example/', '', () =>
      Promise.reject(new Error('no')),
    );
    expect(await unreachable.support()).toEqual([]);
  });
});
