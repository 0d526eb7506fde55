// The leader's desk, one's own controls, and the card of a person who listens or is invited back.

import type { Local } from '../../../../plugin/web/src/ui/model.js';
import type {
  Participant,
  SessionView,
  SignalRecord,
  State,
} from '../../../../plugin/web/src/wire/messages.js';
import { inDesk, openDesk, press, scene } from '../desk_scene.js';
import {
  begun,
  changed,
  group,
  listening,
  person,
  presenting,
  record,
  stateAt,
} from '../people.js';
import type { Scene, Scenes } from '../scene.js';

const minute = 60_000;
const leads = { lead: true };
const onlyHears = { speak: false, show: false };
const closed: Partial<Local> = { microphone: 'off', camera: 'off' };
const prompts = [
  'What might the patient feel?',
  'What might it be like to be the doctor here?',
  'Silence may be thinking. It needs no help.',
];
const outside = (id: string, name: string): Participant =>
  person(id, name, 'member', { channel: 'lobby', audio: false, video: false });

function discussion(
  minutes = 27,
  farid: Partial<Participant> = { hearing: 'ok' },
  session: Partial<SessionView> = {},
): State {
  return stateAt('discussion', minutes, 'okafor', {
    participants: changed(listening(), { farid }),
    may: leads,
    prompts,
    session,
  });
}

const signals: SignalRecord[] = [
  record({ id: 'n1', from: 'farid', kind: 'comeBack', at: begun + 25 * minute, times: 2 }),
  record({ id: 'n2', from: 'hana', kind: 'tech', at: begun + 26 * minute }),
  record({ id: 'n3', from: 'ben', kind: 'pause', at: begun + 26 * minute }),
];

const withFarid = changed(group(), { farid: { seat: 'presenter' } });

function member(local: Partial<Local>, before?: Scene['before']): Scene {
  const state = stateAt('clarification', 15, 'hana', { participants: withFarid });
  return scene(state, local, before);
}

function listener(
  local: Partial<Local> = {},
  before?: Scene['before'],
  minutes = 27,
  signals: SignalRecord[] = [],
): Scene {
  const state = stateAt('discussion', minutes, 'farid', {
    participants: listening(),
    may: { ...onlyHears, comeBack: true },
    signals,
  });
  return scene(state, { ...closed, ...local }, before);
}

function invited(local: Partial<Local>): Scene {
  const state = stateAt('return', 45.2, 'farid', {
    participants: changed(withFarid, { farid: { audio: false, video: false } }),
    session: { returnAt: null },
  });
  return scene(state, { ...closed, levels: new Map(), ...local });
}

const moved = { from: begun + 40 * minute, why: 'leader' } as const;
const late = { from: begun + 45 * minute, why: 'lateStart' } as const;

const steppedBack = {
  does: 'stepBack',
  phase: 'discussion',
  participant: 'farid',
  since: begun + 17 * minute,
} as const;
const troubled: Partial<SessionView> = {
  trouble: 'disk',
  pending: [
    steppedBack,
    { does: 'mute', participant: 'ben', since: begun + 20 * minute },
    { does: 'lock', since: begun + 21 * minute },
    { does: 'mute', participant: 'grace', since: begun + 22 * minute },
  ],
};

export const scenes: Scenes = {
  'desk-begin': scene(
    stateAt('gathering', -3, 'okafor', {
      participants: [...group(), outside('jonas', 'Jonas'), outside('maria', 'Maria Elisabeth')],
      may: { ...leads, chat: true },
      prompts: ['The session begins when you open it: is everyone here?'],
    }),
    {},
    openDesk,
  ),
  'desk-choose-first': scene(
    stateAt('opening', 3, 'okafor', { may: leads, prompts: ['Who has someone on their mind?'] }),
    {},
    openDesk,
  ),
  'desk-choosing': scene(
    stateAt('opening', 3, 'okafor', {
      participants: changed(group(), { chiara: { connected: false } }),
      may: leads,
    }),
    {},
    inDesk('stepback-next >> .next'),
  ),
  'desk-hear': scene(
    stateAt('opening', 4, 'okafor', { participants: withFarid, may: leads, prompts }),
    {},
    openDesk,
  ),
  'desk-questions': scene(
    stateAt('presentation', 10, 'okafor', { participants: presenting(), may: leads, prompts }),
    {},
    openDesk,
  ),
  'desk-steps-back': scene(
    stateAt('clarification', 16, 'okafor', { participants: withFarid, may: leads, prompts }),
    {},
    openDesk,
  ),
  'desk-invite': scene(
    discussion(),
    { silentSince: begun + 27 * minute - 100_000, levels: new Map() },
    openDesk,
  ),
  'desk-gaps': scene(discussion(30, { hearing: 'poor' }, { returnMoved: moved }), {}, openDesk),
  'desk-does-not-hear': scene(
    discussion(30, { hearing: 'none' }, { returnMoved: late, returnAt: begun + 50 * minute }),
    {},
    openDesk,
  ),
  'desk-presenter-gone': scene(
    discussion(30, { connected: false }),
    { silentSince: begun + 29 * minute },
    openDesk,
  ),
  'desk-return-come': scene(discussion(46), {}, openDesk),
  'desk-signals': scene({ ...discussion(), signals }, {}, openDesk),
  'desk-signals-closed': scene({ ...discussion(), signals }),
  'pending-disk': scene(discussion(27, {}, troubled), {}, openDesk),
  'pending-disk-closed': scene(discussion(27, {}, troubled)),
  'pending-clock': scene(discussion(27, {}, { trouble: 'clock' })),
  'pending-presenter': scene(
    stateAt('discussion', 17.1, 'farid', {
      participants: listening(),
      may: { ...onlyHears, comeBack: true },
      session: { pending: [steppedBack] },
    }),
    closed,
  ),
  'pending-lost': scene(
    stateAt('clarification', 17.2, 'okafor', { participants: withFarid, may: leads, prompts }),
    { notice: { id: 1, about: 'command', why: 'lostPhase' } },
  ),
  'desk-close': scene(
    stateAt('return', 50, 'okafor', {
      participants: withFarid,
      may: leads,
      prompts: ['Say as much or as little as you wish. Nothing needs an answer.'],
      session: { returnAt: null },
    }),
    {},
    openDesk,
  ),
  'desk-debrief-sure': scene(
    stateAt('closing', 58, 'okafor', { participants: withFarid, may: leads }),
    {},
    inDesk('stepback-next >> .next'),
  ),
  'desk-phases': scene(discussion(), {}, inDesk('stepback-next >> .other button')),
  'desk-people': scene(
    discussion(27, { hearing: 'ok' }, { locked: true }),
    {},
    inDesk('stepback-people-card >> .actions button'),
  ),
  'desk-remove': scene(
    discussion(),
    {},
    inDesk(
      'stepback-people-card >> .actions button',
      'stepback-people-card >> li:nth-child(2) .may :last-child',
    ),
  ),
  'desk-second-case': scene(
    stateAt('return', 47, 'okafor', {
      participants: withFarid,
      may: leads,
      session: { returnAt: null, case: { number: 1, of: 2 }, template: 'two-case-90' },
    }),
    {},
    openDesk,
  ),

  'controls-off': member(closed),
  'controls-opening': member({ microphone: 'opening', camera: 'off' }),
  'controls-self-view': member({ selfView: true }),
  'controls-refused': member({ microphone: 'refused', camera: 'refused' }),
  'controls-missing': member({ microphone: 'missing', camera: 'on' }),
  'controls-failed': member({ microphone: 'on', camera: 'failed' }),
  'controls-private': member({ privateNow: true, ...closed }),
  'controls-sound-blocked': member({ soundBlocked: true, ...closed }),
  'controls-presentation': scene(
    stateAt('presentation', 9, 'hana', { participants: presenting(), may: { speak: false } }),
    { microphone: 'off' },
  ),
  'controls-observer': scene(
    stateAt('discussion', 27, 'olga', { participants: listening(), may: onlyHears }),
    closed,
  ),
  'controls-leave': member({}, press('stepback-controls >> .group:last-child .control:last-child')),
  'controls-tell': member(
    {},
    press('stepback-controls >> .group:last-child .control:nth-child(2)'),
  ),
  'controls-notice': member({ notice: { id: 1, about: 'command', why: 'rateLimited' } }),

  listening: listener(),
  'listening-told': listener({}, undefined, 27, [
    record({
      id: 'n1',
      from: 'farid',
      kind: 'pause',
      at: begun + 26.9 * minute,
      seenBy: ['okafor'],
    }),
  ]),
  'listening-private': listener({ privateNow: true }),
  'listening-over': listener({}, undefined, 46),
  'listening-tell': listener({}, press('stepback-listening >> .actions button')),
  'listening-leave': listener({}, press('stepback-listening >> .actions .quiet')),
  'listening-held': scene(
    stateAt('discussion', 27, 'farid', {
      participants: changed(listening(), {
        okafor: { connected: false, audio: false, video: false },
        lehto: { connected: false, audio: false, video: false },
      }),
      may: onlyHears,
      session: { held: true, heldSince: begun + 27 * minute },
    }),
    { ...closed, levels: new Map() },
  ),
  'invited-returned': invited({ invited: 'returned' }),
  'invited-reconnected': invited({ invited: 'reconnected' }),
  'invited-private': invited({ invited: 'returned', privateNow: true }),
  'invited-arrived': scene(
    stateAt('presentation', 9, 'hana', {
      participants: changed(presenting(), { hana: { audio: false, video: false } }),
      may: { speak: false },
    }),
    { ...closed, invited: 'arrived' },
  ),
  'invited-leader': scene(
    stateAt('gathering', -3, 'okafor', {
      participants: changed(group(), { okafor: { audio: false, video: false } }),
      may: { ...leads, chat: true },
      prompts: ['Is everyone somewhere private, and can they hear?'],
    }),
    { ...closed, invited: 'arrived' },
  ),

  'chat-empty': scene(
    stateAt('closing', 58, 'grace', { participants: withFarid, may: { chat: true } }),
    {},
    press('stepback-in-session >> header .button'),
  ),
  roster: scene(discussion(), {}, press('stepback-in-session >> header .button[aria-haspopup]')),
};
