// A group for the gallery, and states of its session.

import type { Local } from '../../../plugin/web/src/ui/model.js';
import type {
  Participant,
  Permissions,
  SessionView,
  SignalRecord,
  State,
} from '../../../plugin/web/src/wire/messages.js';
import { forLeaders } from './leader_acts.js';
import { planned, told } from './next_step.js';

const minute = 60_000;
/** When the gallery's session began, by its server's clock. */
export const begun = Date.UTC(2026, 9, 15, 14, 0);

export const phases = planned([
  { name: 'gathering', title: 'Gathering', minutes: 10 },
  { name: 'opening', title: 'Opening', minutes: 5 },
  { name: 'presentation', title: 'Presentation', minutes: 7 },
  { name: 'clarification', title: 'Clarifying questions', minutes: 5 },
  { name: 'discussion', title: 'Discussion', minutes: 28 },
  { name: 'return', title: 'Return', minutes: 12 },
  { name: 'closing', title: 'Closing', minutes: 3 },
  { name: 'debrief', title: 'Debrief', minutes: 10 },
]);

let nextSsrc = 1;
export function person(
  id: string,
  name: string,
  role: Participant['role'] = 'member',
  more: Partial<Participant> = {},
): Participant {
  return {
    id,
    name,
    role,
    seat: role,
    channel: role === 'observer' ? 'observer' : 'circle',
    connected: true,
    audio: true,
    video: true,
    hand: false,
    ssrc: nextSsrc++,
    ...more,
  };
}

/** Eleven in the circle, Farid among them, and one observer. */
export function group(): Participant[] {
  return [
    person('okafor', 'Dr Okafor', 'facilitator'),
    person('aino', 'Aino'),
    person('ben', 'Ben'),
    person('chiara', 'Chiara'),
    person('deniz', 'Deniz'),
    person('elif', 'Elif'),
    person('farid', 'Farid'),
    person('grace', 'Grace'),
    person('hana', 'Hana'),
    person('ivo', 'Ivo'),
    person('lehto', 'Dr Lehto', 'coFacilitator'),
    person('olga', 'Olga', 'observer', { audio: false, video: false }),
  ];
}

/** The same people, some of them changed. */
export function changed(
  people: readonly Participant[],
  changes: Readonly<Record<string, Partial<Participant>>>,
): Participant[] {
  return people.map((each) => ({ ...each, ...changes[each.id] }));
}

/** Farid presents; the others listen with their microphones closed. */
export function presenting(people: readonly Participant[] = group()): Participant[] {
  const silent = people.map((each) =>
    each.role === 'member' && each.id !== 'farid' ? { ...each, audio: false } : each,
  );
  return changed(silent, { farid: { seat: 'presenter' } });
}

/** Farid has stepped back and listens. */
export function listening(people: readonly Participant[] = group()): Participant[] {
  return changed(people, {
    farid: { seat: 'presenter', channel: 'observer', audio: false, video: false },
  });
}

/** Sixteen, with names of every length. */
export function sixteen(): Participant[] {
  return [
    ...group().filter((each) => each.role !== 'observer'),
    person('konstantinos', 'Konstantinos'),
    person('mei', 'Mei-Ling', 'member', { video: false }),
    person('bartholomew', 'Bartholomew Featherstone'),
    person('nils', 'Nils', 'member', { audio: false, video: false }),
    person('oyelaran', 'Olúwaṣeun'),
  ];
}

export const everything: Permissions = {
  speak: true,
  show: true,
  hear: true,
  chat: false,
  lead: false,
  takeLead: false,
  comeBack: false,
};

/** The differences of a session; the rest of a case follows from the phase. */
export type SessionChanges = Partial<Omit<SessionView, 'case'>> & {
  case?: Pick<SessionView['case'], 'number' | 'of'> & Partial<SessionView['case']>;
};

/** A private signal that is open and unseen, unless the changes say otherwise. */
export function record(
  what: Partial<SignalRecord> & Pick<SignalRecord, 'from' | 'kind' | 'at'>,
): SignalRecord {
  return { id: 'n1', times: 1, seenBy: [], doneAt: null, ...what };
}

/** A state as `you` would see it, `minutes` after the beginning (before it: the gathering). */
export function stateAt(
  phase: string,
  minutes: number,
  you: string,
  more: {
    participants?: Participant[];
    may?: Partial<Permissions>;
    session?: SessionChanges;
    prompts?: string[];
    signals?: SignalRecord[];
  } = {},
): State {
  const at = phases.findIndex((each) => each.name === phase);
  const title = phases[at]?.title ?? phase;
  const before = phases.slice(1, Math.max(at, 1)).reduce((sum, each) => sum + each.minutes, 0);
  const since = begun + (phase === 'gathering' ? -5 : before) * minute;
  const plan = more.session?.phases ?? phases;
  const [here, stepBack] = [
    plan.findIndex((each) => each.name === (more.session?.phase?.name ?? phase)),
    plan.findIndex((each) => each.stepBack),
  ];
  const participants = more.participants ?? group();
  const session: SessionView = {
    id: 's1',
    title: 'Thursday group',
    template: 'cmh-60',
    locked: false,
    held: false,
    heldSince: null,
    begunAt: phase === 'gathering' ? null : begun,
    endedAt: null,
    returnAt: phase === 'gathering' ? null : begun + 45 * minute,
    endsAt: phase === 'gathering' ? null : begun + 60 * minute,
    phase: {
      name: phase,
      title,
      since,
      until: phase === 'gathering' ? null : since + (phases[at]?.minutes ?? 0) * minute,
      endsBy: 'leader',
      ...(more.prompts ? { prompts: more.prompts } : {}),
    },
    phases,
    ...more.session,
    case: {
      number: 1,
      of: 1,
      discussed: stepBack >= 0 && here >= stepBack,
      over: stepBack >= 0 && here > stepBack,
      ...more.session?.case,
    },
  };
  const leads = participants.some(
    ({ id, role }) => id === you && (role === 'facilitator' || role === 'coFacilitator'),
  );
  return {
    type: 'state',
    revision: 40,
    now: begun + minutes * minute,
    session: leads ? { ...session, ...told(session, participants) } : session,
    participants: leads ? forLeaders(session, participants, you) : participants,
    signals: more.signals ?? [],
    you: { id: you, may: { ...everything, ...more.may } },
  };
}

/** The page's knowledge when nothing is unusual. */
export function calm(more: Partial<Local> = {}): Local {
  return {
    connection: 'joined',
    inDoubt: false,
    microphone: 'on',
    camera: 'on',
    privateNow: false,
    selfView: false,
    picturesPaused: false,
    soundBlocked: false,
    clockHidden: false,
    levels: new Map([['deniz', 2]]),
    silentSince: null,
    signalSending: null,
    chat: [],
    notice: null,
    wayBack: false,
    invited: null,
    ...more,
  };
}
