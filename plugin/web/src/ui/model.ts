// The model: everything that the screen shows, as one value. It has the server's state as it came,
// and the facts that only this page knows. Elements draw a model and ask for changes with intents;
// none of them holds the truth.

import type { DeviceState, Devices, Level, Missing } from '../media/base/types.js';
import type { Code, LeaderCommand, SignalKind, State } from '../wire/messages.js';

/** Does the device wait for the person to mend something? */
export function isTrouble(state: DeviceState): state is 'refused' | 'missing' | 'failed' {
  return state === 'refused' || state === 'missing' || state === 'failed';
}

export interface ChatLine {
  id: number;
  from: string;
  name: string;
  text: string;
  at: number;
}

/**
 * A change that was in force and not kept yet when the connection was lost, and that is not in
 * force any more: of the phase, or another one.
 */
export type LostChange = 'lostPhase' | 'lostChange';

/** A refusal or a mishap, told once, in a sentence of the catalogue. */
export interface Notice {
  id: number;
  about: 'microphone' | 'camera' | 'command' | 'chat' | 'signal';
  why: Code | Exclude<DeviceState, 'off' | 'opening' | 'on'> | 'network' | LostChange;
}

/** The facts that this page adds to the server's state while a person sits in a session. */
export interface Local {
  /** `lost`: it is being tried again, under the same identity. */
  connection: 'joined' | 'lost';
  /** Nothing has come from the server for 12 seconds. */
  inDoubt: boolean;
  microphone: DeviceState;
  camera: DeviceState;
  /** "Not private now": nothing goes out, nothing is heard. */
  privateNow: boolean;
  /** One's own picture is shown on one's own chair. */
  selfView: boolean;
  /** The way down is poor: sound goes on, pictures wait. */
  picturesPaused: boolean;
  /** The browser wants one press before it plays sound. */
  soundBlocked: boolean;
  clockHidden: boolean;
  /** By participant. Absent is silence. */
  levels: ReadonlyMap<string, Level>;
  /** For leaders: since when nobody has been heard, by the server's clock; null while someone is. */
  silentSince: number | null;
  /** This page's own signal, just sent: the server has not confirmed it yet. */
  signalSending: SignalKind | null;
  chat: readonly ChatLine[];
  notice: Notice | null;
  /** This page has a link that leads its person, who presents, back to their chair. */
  wayBack: boolean;
  /** The right to speak or show is there, and microphone and camera wait for a press. */
  invited: Invited | null;
}

/**
 * Why microphone and camera are closed though they may be open: one has just been seated, has come
 * back from the step back, or from a lost connection. Only the person opens them.
 */
export type Invited = 'arrived' | 'returned' | 'reconnected';

/** Before joining: what the person tries and agrees to. */
export interface Arrival {
  /** A shared link needs a name; a named person's token brings its own. */
  name: string | null;
  nameFixed: boolean;
  microphone: DeviceState;
  camera: DeviceState;
  /** Of one's own microphone. */
  level: Level;
  devices: Devices;
  /** Observers bring neither. */
  silent: boolean;
}

/** Why someone is outside now; each has a sentence of its own and says what to do next. */
export type Farewell =
  | 'ended'
  | 'left'
  | 'removed'
  | 'superseded'
  | 'full'
  | 'locked'
  | 'badToken'
  | 'unknownSession'
  | 'noLink'
  | 'notAllowed'
  | 'outdated'
  | 'unreachable';

export type Model =
  | { screen: 'unsupported'; missing: readonly Missing[] }
  | { screen: 'start' }
  | { screen: 'arrive'; arrival: Arrival }
  | { screen: 'connecting'; again: boolean }
  | { screen: 'lobby'; state: State; local: Local; now: () => number }
  | { screen: 'circle'; state: State; local: Local; now: () => number }
  | { screen: 'debrief'; state: State; local: Local; now: () => number }
  | { screen: 'farewell'; why: Farewell; support: readonly string[]; title: string | null };

/**
 * The models of a person who sits in a session, or waits in its lobby. `now` is the server's clock.
 */
export type Seated = Extract<Model, { state: State }>;

/** A request of a person to this page. */
export type Intent =
  | { kind: 'command'; command: LeaderCommand }
  | { kind: 'microphone'; on: boolean }
  | { kind: 'camera'; on: boolean }
  /** The answer to an invitation: both at one press, one of them, or neither for now. */
  | { kind: 'open'; microphone: boolean; camera: boolean }
  | { kind: 'hand'; raised: boolean }
  | { kind: 'chat'; text: string }
  | { kind: 'signal'; signal: SignalKind }
  | { kind: 'privateNow'; on: boolean }
  | { kind: 'selfView'; on: boolean }
  | { kind: 'hideClock'; on: boolean }
  | { kind: 'allowSound' }
  /** A leader has it before their eyes. The page says so by itself. */
  | { kind: 'signalSeen'; id: string }
  /** A leader has dealt with it, or its sender takes it back. */
  | { kind: 'signalDone'; id: string }
  /** Calls `give` with the link that leads this person back, unless the server refuses. */
  | { kind: 'wayBack'; participant: string; give: (link: string) => void }
  | { kind: 'dismissWayBack' }
  | { kind: 'dismissNotice' }
  | { kind: 'leave' }
  /** From the arrival screen. */
  | { kind: 'tryDevices' }
  | { kind: 'choose'; device: 'microphone' | 'camera'; id: string }
  | { kind: 'enter'; name: string }
  /** From a farewell: try again with the same link. */
  | { kind: 'again' }
  | { kind: 'language'; language: string };

/** How an element asks: bubbles through shadow roots up to the session element. */
export class IntentEvent extends CustomEvent<Intent> {
  constructor(intent: Intent) {
    super('stepback-intent', { detail: intent, bubbles: true, composed: true });
  }
}
