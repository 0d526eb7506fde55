// The coordinator's screen, with a server that answers from memory.

import {
  ApiError,
  type CoordinatorApi,
  type CreatedSession,
  type NewSession,
  type SessionSummary,
  type TemplateSummary,
} from '../../../../plugin/web/src/client/coordinator_api.js';
import { planned } from '../next_step.js';
import { begun } from '../people.js';
import type { Scenes } from '../scene.js';

const usual = [
  ['gathering', 'Gathering'],
  ['opening', 'Opening'],
  ['presentation', 'Presentation'],
  ['clarification', 'Clarifying questions'],
  ['discussion', 'Discussion'],
  ['return', 'Return'],
  ['closing', 'Closing'],
  ['debrief', "Leaders' debrief"],
] as const;

function template(
  id: string,
  title: string,
  length: number,
  minutes: readonly number[],
  more: Partial<TemplateSummary> = {},
): TemplateSummary {
  return {
    id,
    title,
    summary: '',
    length,
    cases: 1,
    returnMinute: null,
    phases: planned(
      usual.map(([name, phase], index) => ({ name, title: phase, minutes: minutes[index] ?? 0 })),
    ),
    ...more,
  };
}

const templates: TemplateSummary[] = [
  template('cmh-60', 'One-hour student session', 60, [10, 5, 7, 5, 28, 12, 3, 10], {
    returnMinute: 45,
  }),
  template('bsms-60', 'One hour within the curriculum', 60, [10, 6, 6, 5, 25, 13, 5, 10]),
  template('helsinki-90', 'Ninety minutes for students', 90, [10, 10, 10, 10, 35, 15, 10, 10]),
  template('classic-90', 'Classic, one case in ninety minutes', 90, [10, 5, 10, 10, 50, 10, 5, 10]),
  template('two-case-90', 'Two cases in ninety minutes', 90, [10, 3, 6, 4, 30, 3, 1, 10], {
    cases: 2,
  }),
  template('rehearsal', 'Rehearsal', 8, [5, 1, 1, 1, 3, 1, 1, 1]),
];

const minute = 60_000;
function session(id: string, title: string, more: Partial<SessionSummary>): SessionSummary {
  return {
    id,
    title,
    template: 'cmh-60',
    createdAt: begun - 40 * minute,
    begunAt: null,
    endedAt: null,
    phase: 'gathering',
    held: false,
    connected: 0,
    lobby: 0,
    circle: 0,
    observer: 0,
    ...more,
  };
}
const running: SessionSummary[] = [
  session('a', 'Thursday group', {
    begunAt: begun,
    phase: 'discussion',
    connected: 12,
    circle: 10,
    observer: 2,
    lobby: 1,
  }),
  session('b', 'Year 5, group B', { createdAt: begun - 6 * minute, connected: 1, circle: 1 }),
  session('c', 'Supervision', {
    begunAt: begun - 30 * minute,
    phase: 'presentation',
    held: true,
    connected: 6,
    circle: 6,
  }),
  session('d', 'Wednesday group', { begunAt: begun - 180 * minute, endedAt: begun - 120 * minute }),
];

const address = 'https://balint.example.org/#join=eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiI';
function links(wish: NewSession): CreatedSession {
  return {
    id: 'e',
    links: {
      facilitator: `${address}A`,
      coFacilitator: `${address}B`,
      member: `${address}C`,
      observer: `${address}D`,
      participants: wish.participants.map((each, index) => ({
        ...each,
        link: `${address}${index}`,
      })),
    },
  };
}

const calmServer: CoordinatorApi = {
  templates: () => Promise.resolve(templates),
  sessions: () => Promise.resolve(running),
  create: (wish) => Promise.resolve(links(wish)),
  end: () => Promise.resolve(),
};
const freshServer: CoordinatorApi = { ...calmServer, sessions: () => Promise.resolve([]) };
const no =
  (status: number | 'network', detail = '') =>
  (): Promise<never> =>
    Promise.reject(new ApiError(status, detail));

/** Waits until the screen shows the server's answers. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
function screen(view: HTMLElement): ShadowRoot {
  const root = view.shadowRoot?.querySelector('stepback-start')?.shadowRoot;
  if (!root) throw new Error('the start screen is not drawn');
  return root;
}
async function name(view: HTMLElement, people: NewSession['participants']): Promise<void> {
  await settled();
  const form = screen(view).querySelector('stepback-people-form');
  if (!form) throw new Error('there is no list of people');
  form.people = people;
  form.dispatchEvent(new Event('change'));
  await settled();
}
async function create(view: HTMLElement): Promise<void> {
  await settled();
  screen(view).querySelector<HTMLElement>('.primary')?.click();
  await settled();
}
const people: NewSession['participants'] = [
  { name: 'Dr Okafor', role: 'facilitator' },
  { name: 'Dr Lehto', role: 'coFacilitator' },
  { name: 'Farid', role: 'member' },
  { name: 'Aino', role: 'member' },
];

export const scenes: Scenes = {
  'start-empty': { model: { screen: 'start' }, coordinator: freshServer, before: settled },
  'start-filled': {
    model: { screen: 'start' },
    coordinator: calmServer,
    before: (view) => name(view, people),
  },
  'start-created': { model: { screen: 'start' }, coordinator: calmServer, before: create },
  'start-created-named': {
    model: { screen: 'start' },
    coordinator: calmServer,
    before: async (view) => {
      await name(view, people);
      await create(view);
    },
  },
  'start-end': {
    model: { screen: 'start' },
    coordinator: calmServer,
    before: async (view) => {
      await settled();
      screen(view)
        .querySelector('stepback-running-sessions')
        ?.shadowRoot?.querySelector<HTMLElement>('[data-end="a"]')
        ?.click();
      await settled();
    },
  },
  'start-expired': {
    model: { screen: 'start' },
    coordinator: { ...calmServer, create: no(401), sessions: no(401) },
    before: create,
  },
  'start-refused': {
    model: { screen: 'start' },
    coordinator: { ...calmServer, create: no(422, 'expected 1 to 100 characters') },
    before: create,
  },
  'start-unreachable': {
    model: { screen: 'start' },
    coordinator: { ...calmServer, templates: no('network'), sessions: no('network') },
    before: settled,
  },
};
