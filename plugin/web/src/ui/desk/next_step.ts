// What the desk's one primary button does: pure.

import { phaseTitle } from '../../words/template_words.js';
import type { Words } from '../../words/words.js';
import type { Participant, SessionView, State } from '../../wire/messages.js';
import { isStepBack } from '../circle/hour.js';

/** The name of what comes after the last phase (protocol/wire/README.md, `advance`). */
export const ended = 'ended';
/** After it only the leaders are left (protocol/README.md, "The session"). */
export const debrief = 'debrief';
const presentation = 'presentation';

/** Where the primary button leads. */
export type NextStep =
  /** To this phase; `does` is a sentence of the catalogue (`leader.next`). */
  | {
      kind: 'advance';
      phase: string;
      title: string;
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
      /** Whose case it is, where the sentence names them. */
      presenter: string;
      sure: Sure | null;
    }
  /** Nobody presents yet, and nothing goes on without. */
  | { kind: 'choose' };

/** What cannot be taken back and is asked about first (`leader.sure`). */
export type Sure = 'debrief' | 'end';

/** Whose case it is; null before someone was appointed. */
export function presenterOf(state: State): Participant | null {
  return state.participants.find((each) => each.seat === 'presenter') ?? null;
}

/** Whether going to this phase is asked about first. */
export function sureOf(phase: string): Sure | null {
  return phase === ended ? 'end' : phase === debrief ? 'debrief' : null;
}

/** Whether the presenter steps back in this phase. */
export function stepsBack(session: SessionView, phase: string): boolean {
  return isStepBack({ ...session, phase: { ...session.phase, name: phase } });
}

/** Whether the step back of this case lies behind (the server then counts a new case). */
export function isCaseOver(session: SessionView): boolean {
  const stepBack = session.phases.findIndex((each) => stepsBack(session, each.name));
  return stepBack >= 0 && indexOf(session, session.phase.name) > stepBack;
}

/** The step that comes next by the template. */
export function nextStep(words: Words, state: State): NextStep {
  const { session } = state;
  const presenter = presenterOf(state);
  const now = session.phase.name;
  const going = nextPhase(session);
  if (!presenter && needsPresenter(session, going.name)) return { kind: 'choose' };
  return {
    kind: 'advance',
    phase: going.name,
    title: going.name === ended ? '' : phaseTitle(words, going),
    does: whatItDoes(session, now, going.name),
    presenter: presenter?.name ?? '',
    sure: sureOf(going.name),
  };
}

/** The step as the button says it. */
export function stepSentence(words: Words, step: NextStep): string {
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

function nextPhase(session: SessionView): { name: string; title: string } {
  const first = session.phases.find((each) => each.name === presentation);
  const back = session.phases.findIndex((each) => stepsBack(session, each.name)) + 1;
  const returned = back > 0 && indexOf(session, session.phase.name) === back;
  if (returned && first && session.case.number < session.case.of) return first;
  return session.phases[indexOf(session, session.phase.name) + 1] ?? { name: ended, title: '' };
}

/** From the presentation to the step back; another case begins with the choice still open. */
function needsPresenter(session: SessionView, phase: string): boolean {
  if (isCaseOver(session)) return false;
  const from = indexOf(session, presentation);
  const to = session.phases.findIndex((each) => stepsBack(session, each.name));
  const at = indexOf(session, phase);
  return from >= 0 ? at >= from && at <= to : at === to && to >= 0;
}

function whatItDoes(
  session: SessionView,
  now: string,
  next: string,
): Extract<NextStep, { kind: 'advance' }>['does'] {
  if (next === ended) return 'end';
  if (next === debrief) return 'debrief';
  if (session.begunAt === null) return 'begin';
  if (stepsBack(session, now)) return 'invite';
  if (stepsBack(session, next)) return 'stepBack';
  if (next === presentation) return isCaseOver(session) ? 'hearNext' : 'hear';
  if (next === 'clarification') return 'questions';
  if (next === 'closing') return 'close';
  return 'other';
}

function indexOf(session: SessionView, phase: string): number {
  return session.phases.findIndex((each) => each.name === phase);
}
