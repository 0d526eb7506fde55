// The members of a state by which the server says what its phases mean, for the gallery's templates:
// the page takes them as they are.

import type {
  NextStep,
  Participant,
  PhaseSummary,
  SessionView,
} from '../../../plugin/web/src/wire/messages.js';

/** Phases of which the template steps the presenter back in one, by default in `discussion`. */
export function planned(
  phases: readonly { name: string; title: string; minutes: number }[],
  stepBack = 'discussion',
): PhaseSummary[] {
  const names = phases.map(({ name }) => name);
  const first = names.indexOf('presentation');
  return phases.map((phase, index) => ({
    ...phase,
    stepBack: phase.name === stepBack,
    eachCase: first >= 0 && index >= first && index < names.indexOf('closing'),
    leadersOnly: phase.name === 'debrief',
  }));
}

/** The facts that leaders are told about what comes (protocol/session/next_step.cpp). */
export function told(
  session: SessionView,
  people: readonly Participant[],
): Required<Pick<SessionView, 'next' | 'appoints'>> {
  const { phases, begunAt } = session;
  const { number, of, discussed, over } = session.case;
  const at = phases.findIndex(({ name }) => name === session.phase.name);
  const now = phases[at];
  const stepBack = phases.findIndex((each) => each.stepBack);
  const endsCase = (now?.eachCase ?? false) && !phases[at + 1]?.eachCase;
  const again = of > 1 && endsCase && at > stepBack && (over ? number < of : !discussed);
  const target = again ? phases.find(({ eachCase }) => eachCase) : phases[at + 1];
  const presenter = people.find(({ seat }) => seat === 'presenter')?.id ?? null;

  const does = (): NextStep['does'] => {
    if (!target) return 'end';
    if (target.stepBack) return 'stepBack';
    if (target.leadersOnly) return 'debrief';
    if (begunAt === null) return 'begin';
    if (now?.stepBack) return 'invite';
    if (target.name === 'presentation') return over ? 'hearNext' : 'hear';
    if (target.name === 'clarification') return 'questions';
    return target.name === 'closing' ? 'close' : 'other';
  };
  const appoints = (): SessionView['appoints'] => {
    if (now?.stepBack || now?.leadersOnly) return null;
    if (!over) return presenter === null ? 'first' : 'other';
    return number < of ? 'next' : null;
  };
  return {
    next: {
      phase: target?.name ?? 'ended',
      title: target?.title ?? null,
      does: does(),
      presenter: does() === 'hearNext' || target?.leadersOnly ? null : presenter,
      needsPresenter: (target?.stepBack ?? false) && presenter === null,
      sure: !target ? 'end' : target.leadersOnly ? 'debrief' : null,
    },
    appoints: appoints() ?? null,
  };
}
