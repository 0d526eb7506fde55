// What the state says of its phases: pure. What a phase means stands in its members. Names are
// compared with each other to find a phase, and with no word: a template may use any.

import type { PhaseSummary, SessionView } from '../wire/messages.js';

/** Where this phase stands in the list; -1 if it is not one of them. */
export function indexOf(session: SessionView, phase: string): number {
  return session.phases.findIndex((each) => each.name === phase);
}

/** The present phase as the list has it. */
export function presentPhase(session: SessionView): PhaseSummary | undefined {
  return session.phases[indexOf(session, session.phase.name)];
}

/** Where the presenter steps back stands in the list; -1 if they never do. */
export function stepBackIndex(session: SessionView): number {
  return session.phases.findIndex((each) => each.stepBack);
}

/** Whether the presenter sits outside the circle now. */
export function isStepBack(session: SessionView): boolean {
  return presentPhase(session)?.stepBack ?? false;
}

/** Whether the presenter was outside the circle until the present phase began, by the template. */
export function followsStepBack(session: SessionView): boolean {
  const before = session.phases[indexOf(session, session.phase.name) - 1];
  return session.case.discussed && (before?.stepBack ?? false);
}

/** Whether a case is presented now: it begins with the first of the phases that come once for each. */
export function isPresenting(session: SessionView): boolean {
  const first = session.phases.find((each) => each.eachCase);
  return first !== undefined && first.name === session.phase.name;
}

/** Whether the leaders are among themselves. */
export function isLeadersOnly(session: SessionView): boolean {
  return presentPhase(session)?.leadersOnly ?? false;
}
