// The control messages of the wire contract (protocol/wire/README.md), as types. Each is one JSON
// object in a text message. protocol/wire/schema says the same for machines, and the tests hold the
// two together.

/** What someone lastingly is. */
export type Role = 'facilitator' | 'coFacilitator' | 'member' | 'observer';
/** What they hold in this case. */
export type Seat = Role | 'presenter';
/** Where they are. The lobby hears nothing; the observer channel hears and is silent. */
export type Channel = 'lobby' | 'circle' | 'observer';
/** What somebody tells the leaders privately: a pause is wished, a word, or something does not work. */
export type SignalKind = 'pause' | 'help' | 'tech';
/** How a stepped-back presenter hears, by their own reports. */
export type Hearing = 'ok' | 'poor' | 'none';

/** Why an `error` or a `bye` was said; protocol/wire/README.md tells what each means. */
export type Code =
  | 'badMessage'
  | 'unknownType'
  | 'badToken'
  | 'notJoined'
  | 'notPermitted'
  | 'wrongPhase'
  | 'noPresenter'
  | 'unknownSession'
  | 'unknownParticipant'
  | 'sessionFull'
  | 'sessionLocked'
  | 'sessionEnded'
  | 'rateLimited'
  | 'tooLarge'
  | 'superseded'
  | 'removed'
  | 'restarting';

// ---------------------------------------------------------------- from the client

/** Comes first. The name is needed with a shared link. */
export interface Join {
  type: 'join';
  token: string;
  name?: string;
}
/** What only a leader may ask. */
export type LeaderCommand =
  | { type: 'admit'; participant: string }
  | { type: 'remove'; participant: string }
  | { type: 'lock'; on: boolean }
  | { type: 'appoint'; participant: string }
  | { type: 'advance'; phase: string }
  | { type: 'scheduleReturn'; at: number }
  | { type: 'mute'; participant: string }
  | { type: 'handover'; participant: string };
/** What anyone may ask, as far as their rights go. */
export type OwnCommand =
  | { type: 'leave' }
  | { type: 'publish'; audio: boolean; video: boolean }
  | { type: 'hand'; raised: boolean }
  | { type: 'chat'; text: string }
  | { type: 'signal'; kind: SignalKind }
  | { type: 'keyframe'; ssrc: number }
  | { type: 'report'; received: number; lost: number; playing: boolean };
export type Command = LeaderCommand | OwnCommand;
/** `sent` is the client's own clock, milliseconds since the Unix epoch. */
export interface Ping {
  type: 'ping';
  sent: number;
}
/** A message to the server; with an `id`, exactly one `ok` or `error` answers it. */
export type ClientMessage = (Join | Command | Ping) & { id?: number };

// ---------------------------------------------------------------- from the server

/** What the server takes from this client; characters are Unicode code points. */
export interface Limits {
  participants: number;
  nameCharacters: number;
  textCharacters: number;
  controlBytes: number;
  mediaBytes: number;
  controlPerSecond: number;
  controlBurst: number;
  packetsPerSecond: number;
  mediaBitsPerSecond: number;
}

/** Once, after `join`. */
export interface Welcome {
  type: 'welcome';
  participant: string;
  /** The token to come back with: it carries the identity. */
  resume: string;
  limits: Limits;
}

/** The present phase; times by the server's clock, milliseconds since the Unix epoch. */
export interface PhaseView {
  name: string;
  title: string;
  since: number;
  /** The planned end; null before the session's beginning. */
  until: number | null;
  endsBy: 'leader' | 'clock';
  /** For leaders. */
  prompts?: string[];
}

/** What a phase is. Its meaning stands here, and never in its name. */
export interface PhaseSummary {
  name: string;
  title: string;
  /** Planned. */
  minutes: number;
  /** The presenter sits outside the circle in it. */
  stepBack: boolean;
  /** It comes once for each case. */
  eachCase: boolean;
  /** Everybody else has gone. */
  leadersOnly: boolean;
}

/** The step that follows by the template. */
export interface NextStep {
  /** What `advance` names. */
  phase: string;
  /** The phase's; null for the end. */
  title: string | null;
  does:
    | 'begin'
    | 'hear'
    | 'hearNext'
    | 'questions'
    | 'stepBack'
    | 'invite'
    | 'close'
    | 'debrief'
    | 'end'
    | 'other';
  /** The id of the one who presents once it is taken. */
  presenter: string | null;
  /** It is refused until a presenter is named. */
  needsPresenter: boolean;
  /** What cannot be taken back. */
  sure: 'debrief' | 'end' | null;
}

/** The session as one may know it; times as in PhaseView, null while there is none. */
export interface SessionView {
  id: string;
  title: string;
  /** The template's id. */
  template: string;
  locked: boolean;
  /** No leader is connected: the clock stands. */
  held: boolean;
  heldSince: number | null;
  begunAt: number | null;
  endedAt: number | null;
  /** When the presenter is planned to be invited back. */
  returnAt: number | null;
  /** `of` is never less than `number`; `discussed`: its step back has begun; `over`: it lies behind. */
  case: { number: number; of: number; discussed: boolean; over: boolean };
  phase: PhaseView;
  phases: PhaseSummary[];
  /** For leaders; an earlier server leaves it out. */
  next?: NextStep;
  /** For leaders: what naming a presenter would mean now; null where nobody is to be named. */
  appoints?: 'first' | 'other' | 'next' | null;
  /** For leaders, once the return point was moved. */
  returnMoved?: { from: number | null; why: 'leader' | 'lateStart' };
}

/** Someone who sits, waits, or has a chair that is kept. */
export interface Participant {
  id: string;
  name: string;
  role: Role;
  seat: Seat;
  channel: Channel;
  connected: boolean;
  /** The microphone is open. */
  audio: boolean;
  /** The camera is open. */
  video: boolean;
  hand: boolean;
  ssrc: number;
  /** For leaders, of a stepped-back presenter; absent until it is known. */
  hearing?: Hearing;
}

/** What one may do now; what is not granted is denied. */
export interface Permissions {
  speak: boolean;
  show: boolean;
  hear: boolean;
  chat: boolean;
  lead: boolean;
}

/** The whole view, after every change: it is drawn, and never computed. */
export interface State {
  type: 'state';
  revision: number;
  /** The server's clock when it sent this, milliseconds since the Unix epoch. */
  now: number;
  session: SessionView;
  participants: Participant[];
  you: { id: string; may: Permissions };
}

/** The request with this number was granted. */
export interface Ok {
  type: 'ok';
  id: number;
}
/** Refused, and nothing changed. Without `id`: about a message without one, or a media packet. */
export interface ErrorMessage {
  type: 'error';
  id?: number;
  code: Code;
  message: string;
}
/** A line from a participant, whose id `from` is. */
export interface Chat {
  type: 'chat';
  from: string;
  text: string;
}
/** For leaders: somebody's private word. */
export interface Signal {
  type: 'signal';
  from: string;
  kind: SignalKind;
}
/** One's own camera is asked for a key frame. */
export interface KeyFrameWish {
  type: 'keyframe';
}
/** The answer to `ping`: its `sent`, and the server's clock. */
export interface Pong {
  type: 'pong';
  sent: number;
  now: number;
}
/** The last message before the server closes. */
export interface Bye {
  type: 'bye';
  code: Code;
  message: string;
}

/** Whatever a server of this version sends. */
export type ServerMessage =
  Welcome | State | Ok | ErrorMessage | Chat | Signal | KeyFrameWish | Pong | Bye;

/**
 * The text of a WebSocket message, as the golden samples have it: `type` first, then `id`, then the
 * others in the order in which they were given. The server refuses a member that a request does not
 * have, so nothing is added here.
 */
export function encodeClientMessage(message: ClientMessage): string {
  const { type, id, ...members } = message;
  return JSON.stringify(id === undefined ? { type, ...members } : { type, id, ...members });
}
