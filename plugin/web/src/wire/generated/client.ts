// Made from protocol/wire/schema by tests/web/wire_types.mjs. Do not edit.

/**
 * One JSON object in a text message of at most 16,384 bytes. A schema sees a parsed document, so it cannot say this: the text is UTF-8, is not larger, holds no NUL byte, and names no member twice in one object.
 */
export type ClientMessage =
  | Join
  | Leave
  | Admit
  | Remove
  | Lock
  | Appoint
  | Advance
  | ScheduleReturn
  | Mute
  | Handover
  | Publish
  | Hand
  | Chat
  | Signal
  | Seen
  | Done
  | Keyframe
  | Report
  | Ping
  | WayBack
  | TakeLead
  | Records;

/**
 * Comes first. The name is needed with a shared link.
 */
export interface Join {
  type: 'join';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * A JSON Web Token (RFC 7519).
   */
  token: string;
  /**
   * Text on one line: not blank, without control characters, line separators or direction overrides.
   */
  name?: string;
  /**
   * This client records what it hears, from the first moment on.
   */
  records?: boolean;
}
/**
 * Goes for now.
 */
export interface Leave {
  type: 'leave';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
}
/**
 * Leaders: lets someone in from the lobby.
 */
export interface Admit {
  type: 'admit';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
  /**
   * The person is this one, who was away, and gets that chair.
   */
  as?: string;
  /**
   * The person is nobody who is away. Not true beside `as`.
   */
  new?: boolean;
}
/**
 * Leaders: sends someone out for good.
 */
export interface Remove {
  type: 'remove';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
  /**
   * The shared link by which the person came is replaced too.
   */
  closeLink?: boolean;
}
/**
 * Leaders: keeps out whoever is not known yet.
 */
export interface Lock {
  type: 'lock';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  on: boolean;
}
/**
 * Leaders: names the presenter of this case.
 */
export interface Appoint {
  type: 'appoint';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
}
/**
 * Leaders: goes to a phase by its name, or to the end by "ended".
 */
export interface Advance {
  type: 'advance';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  phase: string;
}
/**
 * Leaders: moves the return point.
 */
export interface ScheduleReturn {
  type: 'scheduleReturn';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  at: number;
}
/**
 * Leaders: closes a microphone; its owner may open it again.
 */
export interface Mute {
  type: 'mute';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
}
/**
 * The facilitator's seat goes to another leader.
 */
export interface Handover {
  type: 'handover';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
}
/**
 * Opens or closes one's own microphone and camera.
 */
export interface Publish {
  type: 'publish';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  audio: boolean;
  video: boolean;
}
/**
 * Raises or lowers one's hand.
 */
export interface Hand {
  type: 'hand';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  raised: boolean;
}
/**
 * A line to everyone who hears.
 */
export interface Chat {
  type: 'chat';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * No control characters but tab and line feed.
   */
  text: string;
}
/**
 * Private, for the leaders alone. The state then has it among the signals.
 */
export interface Signal {
  type: 'signal';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  kind: 'pause' | 'help' | 'tech' | 'comeBack';
}
/**
 * Leaders: this signal is on your screen.
 */
export interface Seen {
  type: 'seen';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  signal: string;
}
/**
 * Leaders: this signal is dealt with. Its sender: it is taken back.
 */
export interface Done {
  type: 'done';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  signal: string;
}
/**
 * Asks a picture's sender for a key frame.
 */
export interface Keyframe {
  type: 'keyframe';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * RTP synchronisation source (RFC 3550); 0 is none.
   */
  ssrc: number;
}
/**
 * Packets since the last report, and whether sound is being played out.
 */
export interface Report {
  type: 'report';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  received: number;
  lost: number;
  playing: boolean;
}
/**
 * Answered by pong.
 */
export interface Ping {
  type: 'ping';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * The client's own clock, milliseconds since the Unix epoch.
   */
  sent: number;
}
/**
 * Leaders: asks for the link that leads this person back to their chair.
 */
export interface WayBack {
  type: 'wayBack';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  /**
   * An opaque identifier.
   */
  participant: string;
}
/**
 * Leaders: takes the facilitator's seat, which is free or whose holder is absent.
 */
export interface TakeLead {
  type: 'takeLead';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
}
/**
 * A recording on this device begins or ends.
 */
export interface Records {
  type: 'records';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  on: boolean;
}
