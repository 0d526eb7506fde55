// The words of the clock. Pure.

import type { State } from '../../wire/messages.js';
import { phaseTitle } from '../../words/template_words.js';
import type { Words } from '../../words/words.js';
import { steppedBack } from './chairs.js';
import { isStepBack } from '../phases.js';
import { countOf, nextPhase } from './hour.js';

export interface ClockWords {
  /** The phase or the state of the session. */
  above: string;
  /** The figure; empty where none is shown. */
  figure: string;
  /** The moment that the figure counts to. */
  below: string;
  /** Whether `below` is about the return. It is drawn in amber then. */
  toReturn: boolean;
  /** The number of this case in a session of several cases; else empty. */
  case: string;
  /** All other members as one line, for screen readers. */
  spoken: string;
}

/** The words at `now`, which is in milliseconds by the server's clock. */
export function clockWords(words: Words, state: State, now: number): ClockWords {
  const { session } = state;
  const { clock } = words.circle;
  const count = countOf(session, now);
  const many = session.case.of > 1 || session.case.number > 1;
  const which = many && session.begunAt !== null;
  const said: ClockWords = {
    above: whatGoesOn(words, state),
    figure: '',
    below: '',
    toReturn: false,
    case: which
      ? clock.case(session.case.number, Math.max(session.case.of, session.case.number))
      : '',
    spoken: '',
  };
  let time = '';
  if (count.kind === 'before') {
    said.above = clock.before;
    said.below = clock.beforeHow;
  } else if (count.kind === 'ended') {
    said.above = clock.ended;
  } else {
    const beyond = count.kind === 'over' && count.minutes > 0;
    const toReturn = isStepBack(session);
    const spoken = clock.spoken(count.minutes);
    said.figure = clock.minutes(count.minutes);
    said.toReturn = toReturn;
    said.below = beyond ? (toReturn ? clock.overReturn : clock.over) : target(words, state);
    time = beyond ? clock.overSpoken(spoken) : `${spoken} ${said.below}`;
    if (session.held) {
      said.above = clock.held;
      said.below = clock.heldWhy;
      said.toReturn = false;
      time = clock.heldWhy;
    }
  }
  said.spoken = [said.above, time || said.below, said.case].filter(Boolean).join('. ');
  return said;
}

function whatGoesOn(words: Words, state: State): string {
  const away = steppedBack(state);
  if (!away) return phaseTitle(words, state.session.phase);
  if (away.id === state.you.id) return words.circle.clock.youSteppedBack;
  return words.circle.clock.steppedBack(away.name);
}

function target(words: Words, state: State): string {
  const { clock } = words.circle;
  if (isStepBack(state.session)) return clock.toTheReturn;
  const next = nextPhase(state.session);
  return next ? clock.to(phaseTitle(words, next)) : clock.toTheEnd;
}
