// What a SessionClient reports to its listeners.

import type { Chat, Code, ErrorMessage, KeyFrameWish, Signal, State } from '../wire/messages.js';
import type { RtpPacket } from '../wire/rtp.js';

/** The connection's condition, reported as `connection`. */
export type Connection =
  /** Before `join`, and after `close`. */
  | { kind: 'idle' }
  /** Not yet joined. `attempt` counts from 1; `unreachable`: the try before this one failed. */
  | { kind: 'connecting'; attempt: number; unreachable: boolean }
  /** The first `state` of this connection has arrived. */
  | { kind: 'joined' }
  /** The connection broke after it was joined. It is retried as the same person without end. */
  | { kind: 'lost' }
  /** Final. The code is `left` if the person left, else the server's code. */
  | { kind: 'over'; code: Code | 'left'; message: string };

/** Events by name. */
export interface SessionEvents {
  /** `connection` has changed. `joined` comes before the `state` event that caused it. */
  connection: Connection;
  /** `inDoubt` has changed. It is false again, without this event, when `connection` changes. */
  doubt: boolean;
  state: State;
  chat: Chat;
  signal: Signal;
  /** The server asks for a key frame of this page's camera. */
  keyframe: KeyFrameWish;
  /** An error that answers no request: about a message without a number, or a media packet. */
  error: ErrorMessage;
  media: RtpPacket;
}
