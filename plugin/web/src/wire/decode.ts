// From the text of a WebSocket message to a ServerMessage, checked member by member. Afterwards the
// message is what its type says. The types, word lists and lengths are made from the schemas. The
// checks are not: the schemas allow no unknown members, but a client passes over unknown members and
// unknown types, so that the server may grow within version 1.

import { Fault, Members, parseJson } from './members.js';
import { longest, mostItems, vocabulary } from './generated/values.js';
import type {
  Code,
  Limits,
  NextStep,
  Participant,
  PendingChange,
  Permissions,
  PhaseSummary,
  PhaseView,
  ServerMessage,
  SessionView,
  SignalRecord,
  State,
} from './messages.js';

/** A text as it was read: a message; one of a newer server, to be passed over; or neither. */
export type Decoded =
  | { kind: 'message'; message: ServerMessage }
  | { kind: 'unknownType'; type: string }
  /**
   * `type` is null if it cannot be read. `at` is a JSON Pointer, empty for the whole; `error` a
   * sentence for developers. `id` is that of the request which an `error` answers, null if there is
   * none or it cannot be read.
   */
  | {
      kind: 'badMessage';
      type: string | null;
      id: number | null;
      at: string;
      error: string;
    };

const minutesOfADay = 1440;
const largest32 = 0xffff_ffff;

/** Never throws. */
export function decodeServerMessage(text: string): Decoded {
  let members: Members | null = null;
  let type: string | null = null;
  try {
    members = new Members(parseJson(text));
    type = members.text('type');
    const message = readMessage(type, members);
    return message === null ? { kind: 'unknownType', type } : { kind: 'message', message };
  } catch (error) {
    if (!(error instanceof Fault)) throw error; // a mistake of ours: no document leads here
    const id = type === 'error' && members ? readableId(members) : null;
    return { kind: 'badMessage', type, id, at: error.at, error: error.message };
  }
}

function readableId(from: Members): number | null {
  try {
    return from.integer('id');
  } catch {
    return null;
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
      return {
        type,
        id: from.integer('id'),
        ...(from.has('kept') ? { kept: from.flag('kept') } : {}),
      };
    case 'error':
      return {
        type,
        ...(from.has('id') ? { id: from.integer('id') } : {}),
        ...readReason(from),
      };
    case 'chat':
      return {
        type,
        from: from.text('from', longest.id),
        text: from.text('text', longest.chatText),
      };
    case 'keyframe':
      return { type };
    case 'pong':
      return { type, sent: from.integer('sent'), now: from.integer('now') };
    case 'bye':
      return { type, ...readReason(from) };
    case 'wayBack':
      return {
        type,
        participant: from.text('participant', longest.id),
        token: from.text('token', longest.token),
        expires: from.integer('expires'),
      };
    default:
      return null;
  }
}

function readReason(from: Members): { code: Code; message: string } {
  return {
    code: from.word('code', vocabulary.code),
    message: from.text('message', longest.sentence),
  };
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
    participants: from.objects('participants', mostItems['state.participants'], readParticipant),
    signals: from.has('signals')
      ? from.objects('signals', mostItems['state.signals'], readSignal)
      : [],
    you: readYou(from.object('you')),
  };
}

function readSignal(from: Members): SignalRecord {
  return {
    id: from.text('id', longest.id),
    from: from.text('from', longest.id),
    kind: from.word('kind', vocabulary.signalKind),
    at: from.integer('at'),
    times: from.integer('times', 1, largest32),
    seenBy: from.texts('seenBy', mostItems['signal.seenBy'], longest.id),
    doneAt: from.timeOrNull('doneAt'),
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
    endsAt: from.has('endsAt') ? from.timeOrNull('endsAt') : null,
    case: {
      number: which.integer('number', 1, largest32),
      of: which.integer('of', 1, largest32),
      discussed: flagIfThere(which, 'discussed'),
      over: flagIfThere(which, 'over'),
    },
    phase: readPhase(from.object('phase')),
    phases: from.objects('phases', mostItems['session.phases'], readPhaseSummary),
    ...(from.has('next') ? { next: readNext(from.object('next')) } : {}),
    ...(from.has('appoints')
      ? { appoints: from.wordOrNull('appoints', vocabulary['session.appoints']) }
      : {}),
    ...(from.has('returnMoved') ? { returnMoved: readMove(from.object('returnMoved')) } : {}),
    ...(from.has('pending')
      ? { pending: from.objects('pending', mostItems['session.pending'], readPending) }
      : {}),
    ...(from.has('trouble')
      ? { trouble: from.word('trouble', vocabulary['session.trouble']) }
      : {}),
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
    does: from.word('does', vocabulary['nextStep.does']),
    presenter: from.textOrNull('presenter', longest.id),
    needsPresenter: from.flag('needsPresenter'),
    sure: from.wordOrNull('sure', vocabulary['nextStep.sure']),
  };
}

function readMove(from: Members): NonNullable<SessionView['returnMoved']> {
  return {
    from: from.timeOrNull('from'),
    why: from.word('why', vocabulary['session.returnMoved.why']),
  };
}

function readPending(from: Members): PendingChange {
  return {
    does: from.word('does', vocabulary['pendingChange.does']),
    ...(from.has('phase') ? { phase: from.text('phase', longest.id) } : {}),
    ...(from.has('participant') ? { participant: from.text('participant', longest.id) } : {}),
    since: from.integer('since'),
  };
}

function readPhase(from: Members): PhaseView {
  return {
    name: from.text('name', longest.id),
    title: from.text('title', longest.title),
    since: from.integer('since'),
    until: from.timeOrNull('until'),
    endsBy: from.word('endsBy', vocabulary.endsBy),
    ...(from.has('prompts')
      ? { prompts: from.texts('prompts', mostItems['phase.prompts'], longest['phase.prompts']) }
      : {}),
  };
}

function readParticipant(from: Members): Participant {
  return {
    id: from.text('id', longest.id),
    name: from.text('name', longest.name),
    role: from.word('role', vocabulary.role),
    seat: from.word('seat', vocabulary.seat),
    channel: from.word('channel', vocabulary.channel),
    connected: from.flag('connected'),
    audio: from.flag('audio'),
    video: from.flag('video'),
    hand: from.flag('hand'),
    ssrc: from.integer('ssrc', 1, largest32),
    ...(from.has('records') ? { records: from.flag('records') } : {}),
    ...(from.has('answers') ? { answers: from.flag('answers') } : {}),
    ...(from.has('hearing') ? { hearing: from.word('hearing', vocabulary.hearing) } : {}),
    ...(from.has('by') ? { by: from.word('by', vocabulary.cameBy) } : {}),
    ...(from.has('could')
      ? { could: from.texts('could', mostItems['participant.could'], longest.id) }
      : {}),
    ...(from.has('can')
      ? { can: from.words('can', mostItems['participant.can'], vocabulary.leaderAct) }
      : {}),
    ...(from.has('alike')
      ? { alike: from.texts('alike', mostItems['participant.alike'], longest.id) }
      : {}),
    ...(from.has('afterRemoval') ? { afterRemoval: from.text('afterRemoval', longest.name) } : {}),
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
    takeLead: flagIfThere(from, 'takeLead'),
    comeBack: flagIfThere(from, 'comeBack'),
  };
}
