// The control messages of the wire contract (protocol/wire/README.md), under the names that this
// add-on uses. Each is one JSON object in a text message. The types themselves are made from the
// schemas of protocol/wire/schema.

import type * as client from './generated/client.js';
import type * as server from './generated/server.js';
import type { Word } from './generated/values.js';

/** A person's lasting role. */
export type Role = Word<'role'>;
/** A person's seat in this case. */
export type Seat = Word<'seat'>;
/** A person's place. The lobby hears nothing. The observer channel hears and is silent. */
export type Channel = Word<'channel'>;
/** A private signal to the leaders: the sender needs a pause, a word or technical help, or asks to
 *  come back in. */
export type SignalKind = Word<'signalKind'>;
/** How a stepped-back presenter hears, by their own reports. */
export type Hearing = Word<'hearing'>;
/** An act that a leader may do to one person now. */
export type LeaderAct = Word<'leaderAct'>;
/** Why an `error` or a `bye` was said; protocol/wire/README.md tells what each means. */
export type Code = Word<'code'>;

// ---------------------------------------------------------------- from the client

/** Removes the request's number, which the sender of a command does not choose. */
type WithoutId<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

/** Comes first. The name is needed with a shared link. */
export type Join = WithoutId<client.Join>;
/** A command that only a leader may send. */
export type LeaderCommand = WithoutId<
  | client.Admit
  | client.Remove
  | client.Lock
  | client.Appoint
  | client.Advance
  | client.ScheduleReturn
  | client.Mute
  | client.Handover
  | client.TakeLead
  | client.WayBack
>;
/** The commands of a person who has joined, within their rights. */
export type Command = WithoutId<Exclude<ClientMessage, client.Join | client.Ping>>;
/** A message to the server; with an `id`, exactly one `ok` or `error` answers it. */
export type ClientMessage = client.ClientMessage;

// ---------------------------------------------------------------- from the server

export type {
  Bye,
  Chat,
  Limits,
  NextStep,
  Ok,
  Participant,
  PendingChange,
  PhaseSummary,
} from './generated/server.js';
export type { Pong, ServerMessage, State, WayBack, Welcome } from './generated/server.js';
/** A private signal; times by the server's clock. `from` has left if nobody of that id is there. */
export type SignalRecord = server.Signal;
/** The present phase; times by the server's clock, milliseconds since the Unix epoch. */
export type PhaseView = server.Phase;
/** The session as one may know it; times as in PhaseView, null while there is none. */
export type SessionView = server.Session;
/** The viewer's present rights. A right that is not granted is denied. */
export type Permissions = server.You['may'];
export type ErrorMessage = server.Error;
/** One's own camera is asked for a key frame. */
export type KeyFrameWish = server.Keyframe;

/**
 * The text of a WebSocket message, as the golden samples have it: `type` first, then `id`, then the
 * others in the order in which they were given. The server refuses a member that a request does not
 * have, so nothing is added here.
 */
export function encodeClientMessage(message: ClientMessage): string {
  const { type, id, ...members } = message;
  return JSON.stringify(id === undefined ? { type, ...members } : { type, id, ...members });
}
