// The server's HTTP calls for a coordinator (protocol/wire/README.md, "HTTP"), as the start screen
// uses them.

import type { PhaseSummary, Role } from '../wire/messages.js';

/** A template as far as a coordinator chooses by it. */
export interface TemplateSummary {
  id: string;
  title: string;
  summary: string;
  /** Minutes, as the template says. */
  length: number;
  cases: number;
  phases: PhaseSummary[];
  /** The planned return point, minutes after the beginning; null if it depends on the phase's start. */
  returnMinute: number | null;
}

export interface SessionSummary {
  id: string;
  title: string;
  template: string;
  createdAt: number;
  begunAt: number | null;
  endedAt: number | null;
  /** Its name, or `ended`. */
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

/** What the server said no to, in a sentence for people (RFC 9457's `detail`), or `network`. */
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
