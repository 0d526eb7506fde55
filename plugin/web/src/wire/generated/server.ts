// Made from protocol/wire/schema by tests/web/wire_types.mjs. Do not edit.

/**
 * The messages that the server of this version sends. A client passes over members that it does not know, so that the server may grow within version 1.
 */
export type ServerMessage = Welcome | State | Ok | Error | Chat | Keyframe | Pong | Bye | WayBack;
export type Limit = number;

/**
 * Once, after join: who you are, and the token to come back with.
 */
export interface Welcome {
  type: 'welcome';
  /**
   * An opaque identifier.
   */
  participant: string;
  /**
   * A JSON Web Token (RFC 7519).
   */
  resume: string;
  limits: Limits;
}
/**
 * The limits of what the server accepts from this client. Characters are Unicode code points.
 */
export interface Limits {
  participants: Limit;
  nameCharacters: Limit;
  textCharacters: Limit;
  controlBytes: Limit;
  mediaBytes: Limit;
  controlPerSecond: Limit;
  controlBurst: Limit;
  packetsPerSecond: Limit;
  mediaBitsPerSecond: Limit;
}
/**
 * The whole view, after every change. The revision repeats if only the signals changed.
 */
export interface State {
  type: 'state';
  revision: number;
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  now: number;
  session: Session;
  /**
   * @maxItems 64
   */
  participants: Participant[];
  /**
   * @maxItems 256
   */
  signals: Signal[];
  you: You;
}
export interface Session {
  /**
   * An opaque identifier.
   */
  id: string;
  /**
   * Text on one line: not blank, without control characters, line separators or direction overrides.
   */
  title: string;
  /**
   * The template's id.
   */
  template: string;
  locked: boolean;
  /**
   * No leader is connected, and the clock stands.
   */
  held: boolean;
  heldSince: number | null;
  begunAt: number | null;
  endedAt: number | null;
  /**
   * When the presenter is planned to be invited back.
   */
  returnAt: number | null;
  /**
   * When the session is planned to end.
   */
  endsAt: number | null;
  case: {
    number: number;
    /**
     * Never less than number.
     */
    of: number;
    /**
     * The step back of this case has begun.
     */
    discussed: boolean;
    /**
     * The step back of this case lies behind.
     */
    over: boolean;
  };
  phase: Phase;
  /**
   * @maxItems 64
   */
  phases: PhaseSummary[];
  next?: NextStep;
  /**
   * For leaders: what naming a presenter would mean now; null where it is refused, or where the last planned case is over.
   */
  appoints?: 'first' | 'other' | 'next' | null;
  /**
   * For leaders, once the return point was moved.
   */
  returnMoved?: {
    from: number | null;
    why: 'leader' | 'lateStart' | 'hold';
  };
  /**
   * Changes that are in force and not kept yet: to leaders all, to everybody the step back, to a person their own. Absent while there is none.
   *
   * @maxItems 256
   */
  pending?: PendingChange[];
  /**
   * For leaders. disk: the server cannot keep changes now. clock: the clock of its machine jumped. Absent while there is none.
   */
  trouble?: 'disk' | 'clock';
}
/**
 * The present phase.
 */
export interface Phase {
  /**
   * An opaque identifier.
   */
  name: string;
  /**
   * Text on one line: not blank, without control characters, line separators or direction overrides.
   */
  title: string;
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  since: number;
  /**
   * Planned; null before the session's beginning.
   */
  until: number | null;
  endsBy: 'leader' | 'clock';
  /**
   * For leaders.
   *
   * @maxItems 64
   */
  prompts?: string[];
}
export interface PhaseSummary {
  /**
   * An opaque identifier.
   */
  name: string;
  /**
   * Text on one line: not blank, without control characters, line separators or direction overrides.
   */
  title: string;
  /**
   * Planned.
   */
  minutes: number;
  /**
   * The presenter sits outside the circle in it.
   */
  stepBack: boolean;
  /**
   * It comes once for each case.
   */
  eachCase: boolean;
  /**
   * Everybody else has gone.
   */
  leadersOnly: boolean;
}
/**
 * For leaders: the step that follows by the template.
 */
export interface NextStep {
  /**
   * The phase that advance names.
   */
  phase: string;
  /**
   * The phase's; null for the end.
   */
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
  /**
   * The person who presents after the step.
   */
  presenter: string | null;
  /**
   * It is refused until a presenter is named.
   */
  needsPresenter: boolean;
  /**
   * The step cannot be taken back, so the leader is asked first. Null: no question is needed.
   */
  sure: 'debrief' | 'end' | null;
}
/**
 * A change that takes a right away, is in force, and is not kept yet.
 */
export interface PendingChange {
  /**
   * close: a person has closed their own microphone or camera.
   */
  does: 'stepBack' | 'advance' | 'mute' | 'remove' | 'lock' | 'close';
  /**
   * The name of the phase; of stepBack and advance.
   */
  phase?: string;
  /**
   * The person from whom it takes something.
   */
  participant?: string;
  /**
   * When it was decided.
   */
  since: number;
}
export interface Participant {
  /**
   * An opaque identifier.
   */
  id: string;
  /**
   * Text on one line: not blank, without control characters, line separators or direction overrides.
   */
  name: string;
  role: 'facilitator' | 'coFacilitator' | 'member' | 'observer';
  seat: 'facilitator' | 'coFacilitator' | 'presenter' | 'member' | 'observer';
  channel: 'lobby' | 'circle' | 'observer';
  connected: boolean;
  /**
   * The microphone is open.
   */
  audio: boolean;
  /**
   * The camera is open.
   */
  video: boolean;
  hand: boolean;
  /**
   * RTP synchronisation source (RFC 3550); 0 is none.
   */
  ssrc: number;
  /**
   * This person's device records what it hears, as it says itself. Missing: no.
   */
  records?: boolean;
  /**
   * For leaders and the presenter, of connected ones among them: the connection has answered within the last seconds. Absent: not known yet.
   */
  answers?: boolean;
  /**
   * For leaders, of a stepped-back presenter. Absent: not known.
   */
  hearing?: 'ok' | 'poor' | 'none';
  /**
   * For leaders: the kind of link by which the person came.
   */
  by?: 'own' | 'shared';
  /**
   * For leaders, of a person who waits: the absent people that this person could be.
   *
   * @maxItems 64
   */
  could?: string[];
  /**
   * For leaders: the acts that would be carried out now.
   *
   * @maxItems 6
   */
  can?: ('admit' | 'appoint' | 'mute' | 'remove' | 'handover' | 'wayBack')[];
  /**
   * For leaders: the people here whose name reads like this one's. Missing if there is none.
   *
   * @maxItems 64
   */
  alike?: string[];
  /**
   * For leaders, of a person who waits: the name of somebody who was removed, and who this could be.
   */
  afterRemoval?: string;
}
/**
 * A private signal: to leaders all, to others their own. The open ones come first, the most urgent at the beginning.
 */
export interface Signal {
  /**
   * An opaque identifier.
   */
  id: string;
  /**
   * An opaque identifier.
   */
  from: string;
  kind: 'pause' | 'help' | 'tech' | 'comeBack';
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  at: number;
  /**
   * How often it was sent. A repeat within 10 seconds does not count.
   */
  times: number;
  /**
   * The leaders who have seen it since `at`.
   *
   * @maxItems 64
   */
  seenBy: string[];
  doneAt: number | null;
}
export interface You {
  /**
   * An opaque identifier.
   */
  id: string;
  /**
   * The rights of this person now.
   */
  may: {
    speak: boolean;
    show: boolean;
    hear: boolean;
    chat: boolean;
    lead: boolean;
    /**
     * The facilitator's seat is free, or its holder is absent.
     */
    takeLead: boolean;
    comeBack: boolean;
  };
}
/**
 * The request was granted.
 */
export interface Ok {
  type: 'ok';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id: number;
  /**
   * False: the change is in force and not kept yet. Absent: it is kept, or there was nothing to keep.
   */
  kept?: boolean;
}
/**
 * Refused, and nothing changed. Without id: about a message without one, or a media packet.
 */
export interface Error {
  type: 'error';
  /**
   * The number by which a client recognises the answer to a request.
   */
  id?: number;
  code:
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
    | 'restarting'
    | 'whoIsThis'
    | 'notKept';
  /**
   * For people.
   */
  message: string;
}
/**
 * A line from a participant.
 */
export interface Chat {
  type: 'chat';
  /**
   * An opaque identifier.
   */
  from: string;
  /**
   * No control characters but tab and line feed.
   */
  text: string;
}
/**
 * Your camera is asked for a key frame.
 */
export interface Keyframe {
  type: 'keyframe';
}
/**
 * The answer to ping.
 */
export interface Pong {
  type: 'pong';
  /**
   * That of the ping.
   */
  sent: number;
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  now: number;
}
/**
 * The last message before the server closes.
 */
export interface Bye {
  type: 'bye';
  code:
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
    | 'restarting'
    | 'whoIsThis'
    | 'notKept';
  /**
   * For people.
   */
  message: string;
}
/**
 * A token by which this person comes back to their chair. Never a part of state.
 */
export interface WayBack {
  type: 'wayBack';
  /**
   * An opaque identifier.
   */
  participant: string;
  /**
   * A JSON Web Token (RFC 7519).
   */
  token: string;
  /**
   * Milliseconds since the Unix epoch, by the server's clock.
   */
  expires: number;
}
