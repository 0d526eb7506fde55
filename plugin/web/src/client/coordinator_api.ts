// The server's HTTP calls for a coordinator (protocol/wire/README.md, "HTTP"), as the start screen
// uses them.

import type { PhaseSummary, Role } from '../wire/messages.js';

/** The part of a template that a coordinator needs to choose it. */
export interface TemplateSummary {
  id: string;
  title: string;
  summary: string;
  /** Planned length in minutes. */
  length: number;
  cases: number;
  phases: PhaseSummary[];
  /** Minutes from the beginning to the planned return; null if the phase's start decides it. */
  returnMinute: number | null;
}

export interface SessionSummary {
  id: string;
  title: string;
  template: string;
  createdAt: number;
  begunAt: number | null;
  endedAt: number | null;
  /** The name of the current phase, or `ended`. */
  phase: string;
  held: boolean;
  connected: number;
  lobby: number;
  circle: number;
  observer: number;
}

export interface NewSession {
  template: string;
  title: string;
  participants: { name: string; role: Role }[];
}

export interface CreatedSession {
  id: string;
  links: Record<Role, string> & {
    participants: { name: string; role: Role; link: string }[];
  };
}

/**
 * `message` is the server's sentence for people (RFC 9457's `detail`). `status` is the HTTP status,
 * or `network` if there was no usable answer.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number | 'network',
    message: string,
  ) {
    super(message);
  }
}

/** Every call rejects with an ApiError. */
export interface CoordinatorApi {
  templates(): Promise<TemplateSummary[]>;
  sessions(): Promise<SessionSummary[]>;
  create(session: NewSession): Promise<CreatedSession>;
  end(id: string): Promise<void>;
}
