// The reports of a SessionClient to its listeners.

import type { Chat, Code, ErrorMessage, KeyFrameWish, State, WayBack } from '../wire/messages.js';
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
  /** Final. */
  | { kind: 'over'; code: EndCode; message: string };

/**
 * `left` if the person left; `outdated` if three states in a row could not be read, since this page
 * is too old for the server; else the server's code.
 */
export type EndCode = Code | 'left' | 'outdated';

/** Events by name. */
export interface SessionEvents {
  /** `connection` has changed. `lost` and `over` come before the socket closes, `joined` before the `state` event that caused it. */
  connection: Connection;
  /** `inDoubt` has changed. It is false again, without this event, when `connection` changes. */
  doubt: boolean;
  state: State;
  chat: Chat;
  /** The server asks for a key frame of this page's camera. */
  keyframe: KeyFrameWish;
  /** A link by which a person gets back to their chair. It is this person's own link, or a leader gives it to its person. */
  wayBack: WayBack;
  /** An error that answers no request: about a message without a number, or a media packet. */
  error: ErrorMessage;
  media: RtpPacket;
}
