// The session's phases; pure. A phase's members say what it means. Phase names are only compared
// with each other, never with a fixed word, because a template may use any names.

import type { PhaseSummary, SessionView } from '../wire/messages.js';

/** The index of this phase in the list; -1 if the list does not contain it. */
export function indexOf(session: SessionView, phase: string): number {
  return session.phases.findIndex((each) => each.name === phase);
}

/** The list's entry for the present phase. */
export function presentPhase(session: SessionView): PhaseSummary | undefined {
  return session.phases[indexOf(session, session.phase.name)];
}

/** The index of the first phase in which the presenter steps back; -1 if there is none. */
export function stepBackIndex(session: SessionView): number {
  return session.phases.findIndex((each) => each.stepBack);
}

/** Whether the presenter steps back in the present phase. */
export function isStepBack(session: SessionView): boolean {
  return presentPhase(session)?.stepBack ?? false;
}

/** Whether the phase before is a step back that has begun in this case. */
export function followsStepBack(session: SessionView): boolean {
  const before = session.phases[indexOf(session, session.phase.name) - 1];
  return session.case.discussed && (before?.stepBack ?? false);
}

/** Whether a case is presented now, in the first of the phases that come once for each case. */
export function isPresenting(session: SessionView): boolean {
  const first = session.phases.find((each) => each.eachCase);
  return first !== undefined && first.name === session.phase.name;
}

/** Whether everybody except the leaders has gone in the present phase. */
export function isLeadersOnly(session: SessionView): boolean {
  return presentPhase(session)?.leadersOnly ?? false;
}
