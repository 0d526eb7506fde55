// The return point in numbers: pure arithmetic on the server's times, which are milliseconds since
// the Unix epoch.

import type { SessionView } from '../../wire/messages.js';
import { indexOf, stepBackIndex } from '../phases.js';

const minute = 60_000;

/** Whole minutes to the return, at least 1; 0 once it has come; null where none is planned. */
export function minutesToReturn(session: SessionView, now: number): number | null {
  if (session.returnAt === null) return null;
  const clock = session.held && session.heldSince !== null ? session.heldSince : now;
  return Math.max(0, Math.ceil((session.returnAt - clock) / minute));
}

/** The minute of the session at which the presenter is invited back. */
export function returnMinute(session: SessionView): number | null {
  if (session.returnAt === null || session.begunAt === null) return null;
  return Math.round((session.returnAt - session.begunAt) / minute);
}

/** From the beginning until the return, by the server (protocol/wire/README.md, `scheduleReturn`). */
export function mayMoveReturn(session: SessionView): boolean {
  if (session.begunAt === null || session.returnAt === null) return false;
  return indexOf(session, session.phase.name) <= stepBackIndex(session);
}

/**
 * The return point `minutes` later (earlier if negative); once it has come, later counts from now.
 * Null if that moment is over: the server takes none in the past.
 */
export function movedReturn(session: SessionView, now: number, minutes: number): number | null {
  if (session.returnAt === null) return null;
  const from = minutes > 0 ? Math.max(session.returnAt, now) : session.returnAt;
  const moved = from + minutes * minute;
  return moved > now ? moved : null;
}
