// From the text of a WebSocket message to a ServerMessage, checked member by member: whatever the
// types say further inside is then true. Members that are not known are passed over, and messages of
// an unknown type too, so that the server may grow within version 1.

import { Fault, Members, parseJson } from './members.js';
import type {
  Channel,
  Code,
  Hearing,
  Limits,
  NextStep,
  Participant,
  Permissions,
  PhaseSummary,
  PhaseView,
  Role,
  Seat,
  ServerMessage,
  SessionView,
  SignalKind,
  State,
} from './messages.js';

/** What a text is: a message; one that a newer server may send, to be passed over; or neither. */
export type Decoded =
  | { kind: 'message'; message: ServerMessage }
  | { kind: 'unknownType'; type: string }
  /** `at` is a JSON Pointer, empty for the whole; `error` a sentence for developers. */
  | { kind: 'badMessage'; at: string; error: string };

/** Bounds of text in code points, as protocol/wire/schema/common.schema.json has them. */
const longest = {
  id: 128,
  token: 4096,
  name: 64,
  title: 100,
  chat: 2000,
  sentence: 1000,
  prompt: 200,
};
/** People, phases or prompts: far more than any session has. */
const mostListed = 64;
const minutesOfADay = 1440;
const largest32 = 0xffff_ffff;

const roles: readonly Role[] = ['facilitator', 'coFacilitator', 'member', 'observer'];
const seats: readonly Seat[] = [...roles, 'presenter'];
const channels: readonly Channel[] = ['lobby', 'circle', 'observer'];
const hearings: readonly Hearing[] = ['ok', 'poor', 'none'];
const signalKinds: readonly SignalKind[] = ['pause', 'help', 'tech'];
const deeds: readonly NextStep['does'][] = [
  'begin',
  'hear',
  'hearNext',
  'questions',
  'stepBack',
  'invite',
  'close',
  'debrief',
  'end',
  'other',
];
const codes: readonly Code[] = [
  'badMessage',
  'unknownType',
  'badToken',
  'notJoined',
  'notPermitted',
  'wrongPhase',
  'noPresenter',
  'unknownSession',
  'unknownParticipant',
  'sessionFull',
  'sessionLocked',
  'sessionEnded',
  'rateLimited',
  'tooLarge',
  'superseded',
  'removed',
  'restarting',
];

/** Never throws. */
export function decodeServerMessage(text: string): Decoded {
  try {
    const members = new Members(parseJson(text));
    const type = members.text('type');
    const message = readMessage(type, members);
    return message === null ? { kind: 'unknownType', type } : { kind: 'message', message };
  } catch (error) {
    if (!(error instanceof Fault)) throw error; // a mistake of ours: no document leads here
    return { kind: 'badMessage', at: error.at, error: error.message };
  }
}

function readMessage(type: string, from: Members): ServerMessage | null {
  switch (type) {
    case 'welcome':
      return {
        type,
        participant: from.text('participant', longest.id),
        resume: from.text('resume', longest.token),
        limits: readLimits(from.object('limits')),
      };
    case 'state':
      return readState(from);
    case 'ok':
      return { type, id: from.integer('id') };
    case 'error':
      return {
        type,
        ...(from.has('id') ? { id: from.integer('id') } : {}),
        ...readReason(from),
      };
    case 'chat':
      return { type, from: from.text('from', longest.id), text: from.text('text', longest.chat) };
    case 'signal':
      return { type, from: from.text('from', longest.id), kind: from.word('kind', signalKinds) };
    case 'keyframe':
      return { type };
    case 'pong':
      return { type, sent: from.integer('sent'), now: from.integer('now') };
    case 'bye':
      return { type, ...readReason(from) };
    default:
      return null;
  }
}

function readReason(from: Members): { code: Code; message: string } {
  return { code: from.word('code', codes), message: from.text('message', longest.sentence) };
}

function readLimits(from: Members): Limits {
  return {
    participants: from.integer('participants', 1),
    nameCharacters: from.integer('nameCharacters', 1),
    textCharacters: from.integer('textCharacters', 1),
    controlBytes: from.integer('controlBytes', 1),
    mediaBytes: from.integer('mediaBytes', 1),
    controlPerSecond: from.integer('controlPerSecond', 1),
    controlBurst: from.integer('controlBurst', 1),
    packetsPerSecond: from.integer('packetsPerSecond', 1),
    mediaBitsPerSecond: from.integer('mediaBitsPerSecond', 1),
  };
}

function readState(from: Members): State {
  return {
    type: 'state',
    revision: from.integer('revision'),
    now: from.integer('now'),
    session: readSession(from.object('session')),
    participants: from.objects('participants', mostListed, readParticipant),
    you: readYou(from.object('you')),
  };
}

function readSession(from: Members): SessionView {
  const which = from.object('case');
  return {
    id: from.text('id', longest.id),
    title: from.text('title', longest.title),
    template: from.text('template', longest.id),
    locked: from.flag('locked'),
    held: from.flag('held'),
    heldSince: from.timeOrNull('heldSince'),
    begunAt: from.timeOrNull('begunAt'),
    endedAt: from.timeOrNull('endedAt'),
    returnAt: from.timeOrNull('returnAt'),
    case: {
      number: which.integer('number', 1, largest32),
      of: which.integer('of', 1, largest32),
      discussed: flagIfThere(which, 'discussed'),
      over: flagIfThere(which, 'over'),
    },
    phase: readPhase(from.object('phase')),
    phases: from.objects('phases', mostListed, readPhaseSummary),
    ...(from.has('next') ? { next: readNext(from.object('next')) } : {}),
    ...(from.has('appoints')
      ? { appoints: from.wordOrNull('appoints', ['first', 'other', 'next']) }
      : {}),
    ...(from.has('returnMoved') ? { returnMoved: readMove(from.object('returnMoved')) } : {}),
  };
}

function readPhaseSummary(from: Members): PhaseSummary {
  return {
    name: from.text('name', longest.id),
    title: from.text('title', longest.title),
    minutes: from.number('minutes', 0, minutesOfADay),
    stepBack: flagIfThere(from, 'stepBack'),
    eachCase: flagIfThere(from, 'eachCase'),
    leadersOnly: flagIfThere(from, 'leadersOnly'),
  };
}

/** A flag that an earlier server leaves out. */
function flagIfThere(from: Members, name: string): boolean {
  return from.has(name) && from.flag(name);
}

function readNext(from: Members): NextStep {
  return {
    phase: from.text('phase', longest.id),
    title: from.textOrNull('title', longest.title),
    does: from.word('does', deeds),
    presenter: from.textOrNull('presenter', longest.id),
    needsPresenter: from.flag('needsPresenter'),
    sure: from.wordOrNull('sure', ['debrief', 'end']),
  };
}

function readMove(from: Members): NonNullable<SessionView['returnMoved']> {
  return { from: from.timeOrNull('from'), why: from.word('why', ['leader', 'lateStart']) };
}

function readPhase(from: Members): PhaseView {
  return {
    name: from.text('name', longest.id),
    title: from.text('title', longest.title),
    since: from.integer('since'),
    until: from.timeOrNull('until'),
    endsBy: from.word('endsBy', ['leader', 'clock']),
    ...(from.has('prompts') ? { prompts: from.texts('prompts', mostListed, longest.prompt) } : {}),
  };
}

function readParticipant(from: Members): Participant {
  return {
    id: from.text('id', longest.id),
    name: from.text('name', longest.name),
    role: from.word('role', roles),
    seat: from.word('seat', seats),
    channel: from.word('channel', channels),
    connected: from.flag('connected'),
    audio: from.flag('audio'),
    video: from.flag('video'),
    hand: from.flag('hand'),
    ssrc: from.integer('ssrc', 1, largest32),
    ...(from.has('hearing') ? { hearing: from.word('hearing', hearings) } : {}),
  };
}

function readYou(from: Members): State['you'] {
  return { id: from.text('id', longest.id), may: readPermissions(from.object('may')) };
}

function readPermissions(from: Members): Permissions {
  return {
    speak: from.flag('speak'),
    show: from.flag('show'),
    hear: from.flag('hear'),
    chat: from.flag('chat'),
    lead: from.flag('lead'),
  };
}
