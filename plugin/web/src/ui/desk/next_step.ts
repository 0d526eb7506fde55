// The action of the desk's one primary button. Pure. The server names the step and its effect.

import { phaseTitle } from '../../words/template_words.js';
import type { Words } from '../../words/words.js';
import type { NextStep, Participant, SessionView, State } from '../../wire/messages.js';
import { indexOf, stepBackIndex } from '../phases.js';

/** The word by which `advance` ends the session (protocol/wire/README.md). It names no phase. */
export const ended = 'ended';

/** The target of the primary button. */
export type DeskStep =
  /** To this phase; `does` is a sentence of the catalogue (`leader.next`). */
  | {
      kind: 'advance';
      phase: string;
      title: string;
      does: NextStep['does'];
      /** Whose case it is, where the sentence names them. */
      presenter: string;
      sure: Sure | null;
    }
  /** Nobody presents yet, and nothing goes on without. */
  | { kind: 'choose' };

/** A step that cannot be taken back. The page asks first (`leader.sure`). */
export type Sure = NonNullable<NextStep['sure']>;

/** Whose case it is; null before someone was appointed. */
export function presenterOf(state: State): Participant | null {
  return state.participants.find((each) => each.seat === 'presenter') ?? null;
}

/** Whether going to this phase, or to the end, is asked about first. */
export function sureOf(session: SessionView, phase: string): Sure | null {
  if (phase === ended) return 'end';
  return session.phases[indexOf(session, phase)]?.leadersOnly ? 'debrief' : null;
}

/** The step that comes next by the template; null where the server names none. */
export function nextStep(words: Words, state: State): DeskStep | null {
  const { next } = state.session;
  if (!next) return null;
  if (next.needsPresenter || nobodyPresents(state.session, next)) return { kind: 'choose' };
  const presenter = state.participants.find((each) => each.id === next.presenter);
  return {
    kind: 'advance',
    phase: next.phase,
    title: next.title === null ? '' : phaseTitle(words, { name: next.phase, title: next.title }),
    does: next.does,
    presenter: presenter?.name ?? '',
    sure: next.sure,
  };
}

/** The step as the button says it. */
export function stepSentence(words: Words, step: DeskStep): string {
  const sentences = words.leader.next;
  if (step.kind === 'choose') return sentences.choose;
  switch (step.does) {
    case 'stepBack':
    case 'invite':
      return sentences[step.does](step.presenter);
    case 'other':
      return sentences.other(step.title);
    default:
      return sentences[step.does];
  }
}

/**
 * The server would go on, but the step leads into a case of which nobody was named: from its first
 * phase to its step back. The next case begins with the choice still open.
 */
function nobodyPresents(session: SessionView, next: NextStep): boolean {
  const at = indexOf(session, next.phase);
  const inCase = session.phases[at]?.eachCase ?? false;
  return session.appoints === 'first' && inCase && at <= stepBackIndex(session);
}
