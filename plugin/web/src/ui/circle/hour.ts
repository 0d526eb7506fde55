// The hour as the clock draws it. Pure arithmetic. Past phases are drawn with the time that they
// took, later phases as they are planned. A phase that takes longer makes the rest of the ring
// narrower, and nothing jumps.

import type { PhaseSummary, SessionView } from '../../wire/messages.js';
import { presentPhase } from '../phases.js';

const minute = 60_000;

/** One phase's part of the ring, from 0 (the top) to 1 (the top again), clockwise. */
export interface Arc {
  /** The phase's name. */
  name: string;
  from: number;
  to: number;
  when: 'past' | 'now' | 'ahead';
}

export interface Hour {
  arcs: Arc[];
  /** How far the hour has gone, 0 to 1. */
  passed: number;
  /** Where this case's presenter is invited back, 0 to 1; null if the template has no step back. */
  returnPoint: number | null;
}

/** The time that the clock counts. */
export type Count =
  /** Before the beginning and after the end nothing is counted. */
  | { kind: 'before' }
  | { kind: 'ended' }
  /** Whole minutes that remain, rounded up: 1 while less than a minute is left. */
  | { kind: 'left'; minutes: number }
  /** Whole minutes beyond the plan, rounded down: 0 in the first of them. */
  | { kind: 'over'; minutes: number };

/**
 * How much of the phase remains at `now` (milliseconds, the server's clock). While nobody leads,
 * the clock stands (protocol/wire/README.md: `until` − `heldSince`).
 */
export function countOf(session: SessionView, now: number): Count {
  if (session.endedAt !== null) return { kind: 'ended' };
  if (session.begunAt === null || session.phase.until === null) return { kind: 'before' };
  const beyond = standing(session, now) - session.phase.until;
  return beyond < 0
    ? { kind: 'left', minutes: Math.ceil(-beyond / minute) }
    : { kind: 'over', minutes: Math.floor(beyond / minute) };
}

/** The phase that presumably follows; null before a choice of the leaders or at the end. */
export function nextPhase(session: SessionView): PhaseSummary | null {
  const order = courseOf(session);
  return order.phases[order.current + 1] ?? null;
}

/** The ring at `now` (milliseconds, the server's clock). */
export function hourOf(session: SessionView, now: number): Hour {
  const { phases, current, thisCase } = courseOf(session);
  const begun = session.begunAt ?? session.phase.since;
  const before = session.begunAt === null;
  const at = standing(session, now);
  const arcs: Arc[] = [];
  const lengths = before ? phases.map((phase) => phase.minutes * minute) : [];
  if (!before) {
    const gone = Math.max(0, session.phase.since - begun);
    const planned = sum(phases.slice(0, current));
    for (const [index, phase] of phases.entries()) {
      if (index < current) lengths.push(planned > 0 ? (gone * phase.minutes) / planned : 0);
      else if (index === current) lengths.push(currentLength(session, at, phase.minutes));
      else lengths.push(phase.minutes * minute);
    }
    bendToReturn(session, lengths, thisCase, current, begun);
  }
  const whole = lengths.reduce((total, length) => total + length, 0) || 1;
  let from = 0;
  let returnPoint: number | null = null;
  for (const [index, phase] of phases.entries()) {
    const to = from + (lengths[index] ?? 0) / whole;
    const when = before || index > current ? 'ahead' : index < current ? 'past' : 'now';
    arcs.push({ name: phase.name, from, to, when });
    if (index === thisCase) returnPoint = to;
    from = to;
  }
  const passed = session.endedAt !== null ? 1 : before ? 0 : (at - begun) / whole;
  return { arcs, passed: Math.min(1, Math.max(0, passed)), returnPoint };
}

/** The moment that the clock shows: it stands while nobody leads. */
function standing(session: SessionView, now: number): number {
  return session.held && session.heldSince !== null ? Math.min(session.heldSince, now) : now;
}

function currentLength(session: SessionView, at: number, minutes: number): number {
  const { since, until } = session.phase;
  return Math.max(at - since, (until ?? since + minutes * minute) - since, 0);
}

/** A return point that is a moment decides how long the discussion ahead will be. */
function bendToReturn(
  session: SessionView,
  lengths: number[],
  discussion: number | null,
  current: number,
  begun: number,
): void {
  if (discussion === null || discussion <= current || session.returnAt === null) return;
  const start = lengths.slice(0, discussion).reduce((total, length) => total + length, begun);
  if (session.returnAt > start) lengths[discussion] = session.returnAt - start;
}

interface Course {
  /** Without the gathering before the session and the leaders' debrief after it; each case's own. */
  phases: PhaseSummary[];
  /** Index in `phases`; −1 in the gathering, their number in the debrief. */
  current: number;
  /** Index of this case's step back. */
  thisCase: number | null;
}

/** The phases in the order in which they come, those of a case once for each. */
function courseOf(session: SessionView): Course {
  const all = session.phases.slice(1).filter((phase) => !phase.leadersOnly);
  const discussion = all.findIndex((phase) => phase.stepBack);
  const first = all.findIndex((phase) => phase.eachCase);
  const last = all.map((phase) => phase.eachCase).lastIndexOf(true);
  const position = all.findIndex((phase) => phase.name === session.phase.name);
  const number = Math.max(1, session.case.number);
  const cases = first >= 0 ? Math.max(session.case.of, number) : 1;
  const once = cases > 1 ? all.slice(first, last + 1) : [];
  const phases =
    cases > 1
      ? [
          ...all.slice(0, first),
          ...Array.from({ length: cases }, () => once).flat(),
          ...all.slice(last + 1),
        ]
      : all;
  const shift = (index: number): number => {
    if (cases <= 1 || index < first) return index;
    return index + once.length * (index <= last ? number - 1 : cases - 1);
  };
  const inDebrief = presentPhase(session)?.leadersOnly ?? false;
  return {
    phases,
    current: position >= 0 ? shift(position) : inDebrief ? phases.length : -1,
    thisCase: discussion >= 0 ? shift(discussion) : null,
  };
}

function sum(phases: readonly { minutes: number }[]): number {
  return phases.reduce((total, phase) => total + phase.minutes, 0);
}
