// The circle in every phase, and in unusual situations.

import type { Local } from '../../../../plugin/web/src/ui/model.js';
import type { Model } from '../../../../plugin/web/src/ui/model.js';
import type { State } from '../../../../plugin/web/src/wire/messages.js';
import {
  begun,
  calm,
  changed,
  group,
  listening,
  person,
  presenting,
  sixteen,
  stateAt,
} from '../people.js';
import { planned } from '../next_step.js';
import type { Scene, Scenes } from '../scene.js';

const minute = 60_000;
const leads = { lead: true };
const onlyHears = { speak: false, show: false };
const prompts = [
  'What might the patient feel?',
  'What might it be like to be the doctor here?',
  'Silence may be thinking. It needs no help.',
];

function circle(state: State, local: Partial<Local> = {}): Scene {
  const model: Model = { screen: 'circle', state, local: calm(local), now: () => state.now };
  return { model };
}

function discussion(you: string, more: Parameters<typeof stateAt>[3] = {}, minutes = 27): State {
  return stateAt('discussion', minutes, you, { participants: listening(), ...more });
}

/** Presses a button of the screen, if the window's width has it. */
function pressed(scene: Scene, button: string): Scene {
  const before = async (view: HTMLElement): Promise<void> => {
    const screen = view.shadowRoot?.querySelector('stepback-in-session');
    await screen?.updateComplete;
    screen?.shadowRoot?.querySelector<HTMLElement>(button)?.click();
    await screen?.updateComplete;
  };
  return { ...scene, before };
}

const arrived = changed(group(), {
  chiara: { connected: false, audio: false, video: false },
  ivo: { video: false },
  hana: { audio: false },
  olga: { channel: 'circle', video: true },
});

const secondCase = {
  case: { number: 2, of: 2 },
  phases: planned([
    { name: 'gathering', title: 'Gathering', minutes: 10 },
    { name: 'opening', title: 'Opening', minutes: 3 },
    { name: 'presentation', title: 'Presentation', minutes: 6 },
    { name: 'clarification', title: 'Clarifying questions', minutes: 4 },
    { name: 'discussion', title: 'Discussion', minutes: 30 },
    { name: 'return', title: 'Return', minutes: 3 },
    { name: 'closing', title: 'Closing', minutes: 1 },
    { name: 'debrief', title: 'Leaders’ debrief', minutes: 10 },
  ]),
};

const grateful = [
  { id: 1, from: 'aino', name: 'Aino', text: 'Thank you, Farid. It stays with me.', at: 0 },
  {
    id: 2,
    from: 'okafor',
    name: 'Dr Okafor',
    text: 'Student support is open until 18:00 today: room 2.14, or by telephone.',
    at: 0,
  },
].map((line) => ({ ...line, at: begun + 58 * minute }));

const leading = circle(
  discussion('okafor', {
    participants: [
      ...changed(listening(), { farid: { hearing: 'ok' } }),
      person('jonas', 'Jonas', 'member', { channel: 'lobby' }),
    ],
    may: leads,
    prompts,
  }),
  { silentSince: begun + 27 * minute - 100_000, levels: new Map() },
);
const closing = circle(
  stateAt('closing', 58, 'grace', {
    participants: changed(group(), { farid: { seat: 'presenter' } }),
    may: { chat: true },
    session: { returnAt: null },
  }),
  { chat: grateful },
);

export const scenes: Scenes = {
  'circle-gathering': circle(
    stateAt('gathering', -3, 'grace', { participants: arrived, may: { chat: true } }),
    { levels: new Map([['aino', 2]]) },
  ),
  'circle-gathering-leader': circle(
    stateAt('gathering', -3, 'okafor', {
      participants: [...arrived, person('jonas', 'Jonas', 'member', { channel: 'lobby' })],
      may: { chat: true, ...leads },
      prompts: ['Is everyone somewhere private, and can they hear?'],
    }),
    { levels: new Map([['aino', 2]]) },
  ),
  'circle-presentation': circle(
    stateAt('presentation', 9, 'grace', { participants: presenting(), may: { speak: false } }),
    { levels: new Map([['farid', 3]]), microphone: 'off' },
  ),
  'circle-clarification': circle(
    stateAt('clarification', 15, 'hana', {
      participants: changed(group(), { farid: { seat: 'presenter' }, ben: { hand: true } }),
    }),
    { levels: new Map([['chiara', 1]]) },
  ),
  'circle-stepback-member': circle(discussion('elif')),
  'circle-stepback-leader': leading,
  'circle-desk-open': pressed(leading, '.desk-handle button'),
  'circle-stepback-cofacilitator': circle(discussion('lehto', { may: leads, prompts })),
  'circle-stepback-presenter': circle(discussion('farid', { may: onlyHears }), {
    microphone: 'off',
    camera: 'off',
  }),
  'circle-stepback-over': circle(discussion('elif', {}, 48)),
  'circle-reconnecting-presenter': circle(
    discussion('elif', {
      participants: changed(listening(), { farid: { connected: false } }),
    }),
  ),
  'circle-held': circle(
    discussion('elif', {
      participants: changed(listening(), {
        okafor: { connected: false, audio: false, video: false },
        lehto: { connected: false, audio: false, video: false },
      }),
      session: { held: true, heldSince: begun + 27 * minute },
    }),
    { levels: new Map() },
  ),
  'circle-return-member': circle(
    stateAt('return', 46, 'elif', {
      participants: changed(group(), { farid: { seat: 'presenter' } }),
      session: { returnAt: null },
    }),
    { levels: new Map([['farid', 2]]) },
  ),
  'circle-invited-presenter': circle(
    stateAt('return', 45.2, 'farid', {
      participants: changed(group(), {
        farid: { seat: 'presenter', audio: false, video: false },
      }),
      session: { returnAt: null },
    }),
    { microphone: 'off', camera: 'off', invited: 'returned', levels: new Map() },
  ),
  'circle-closing-chat': closing,
  'circle-chat-open': pressed(closing, '.narrow .chat-button'),
  'circle-alone': circle(
    stateAt('gathering', -4, 'okafor', {
      participants: [person('okafor', 'Dr Okafor', 'facilitator')],
      may: { chat: true, ...leads },
      prompts: ['Is everyone somewhere private, and can they hear?'],
    }),
    { levels: new Map(), selfView: true },
  ),
  'circle-two': circle(
    stateAt('opening', 2, 'grace', {
      participants: [
        person('okafor', 'Dr Okafor', 'facilitator'),
        person('grace', 'Grace', 'member'),
      ],
    }),
    { levels: new Map([['okafor', 2]]) },
  ),
  'circle-five': circle(
    stateAt('opening', 2, 'grace', {
      participants: group().slice(0, 4).concat(person('grace', 'Grace')),
    }),
    { levels: new Map([['okafor', 2]]) },
  ),
  'circle-sixteen': circle(
    stateAt('discussion', 40, 'mei', { participants: listening(sixteen()) }),
  ),
  'circle-in-doubt': circle(discussion('elif'), { inDoubt: true }),
  'circle-lost': circle(discussion('elif'), { connection: 'lost', levels: new Map() }),
  'circle-pictures-paused': circle(discussion('elif'), { picturesPaused: true }),
  'circle-private': circle(
    discussion('elif', {
      participants: changed(listening(), { elif: { audio: false, video: false } }),
    }),
    { privateNow: true, microphone: 'off', camera: 'off' },
  ),
  'circle-clock-hidden': circle(discussion('elif'), { clockHidden: true }),
  'circle-second-case': circle(
    stateAt('discussion', 70, 'elif', {
      participants: listening(),
      session: {
        ...secondCase,
        returnAt: begun + 86 * minute,
        phase: {
          name: 'discussion',
          title: 'Discussion',
          since: begun + 56 * minute,
          until: begun + 86 * minute,
          endsBy: 'leader',
        },
      },
    }),
  ),
};
