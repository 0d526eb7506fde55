// The presenter's condition, in words for the leaders; pure. A presenter who listens looks as if
// they had gone, so it is always shown.

import { listed, type Words } from '../../words/words.js';
import type { Participant, State } from '../../wire/messages.js';
import { missingOf } from './people_card_rules.js';

/** The text of the presenter's card. */
export interface PresenterWords {
  sentence: string;
  /** `unsure` is a hollow mark, `trouble` a rose one. */
  mark: 'well' | 'unsure' | 'trouble';
  /** A possible action; empty if none is needed. */
  advice: string;
}

const marks = { ok: 'well', poor: 'unsure', none: 'trouble' } as const;

/** The words about an appointed presenter, in the circle or stepped back. */
export function presenterWords(words: Words, presenter: Participant): PresenterWords {
  const sentences = words.leader.presenter;
  const { name } = presenter;
  const away = presenter.channel === 'observer';
  if (!presenter.connected) {
    const advice = away ? `${sentences.advice} ${sentences.stillBack}` : sentences.advice;
    return { sentence: sentences.gone(name), mark: 'trouble', advice };
  }
  if (presenter.answers === false) {
    return { sentence: sentences.silent(name), mark: 'unsure', advice: '' };
  }
  if (!away) return { sentence: sentences.presents(name), mark: 'well', advice: '' };
  const { hearing } = presenter;
  if (!hearing) return { sentence: sentences.connected(name), mark: 'unsure', advice: '' };
  return {
    sentence: sentences.hearing[hearing](name),
    mark: marks[hearing],
    advice: hearing === 'none' ? sentences.advice : '',
  };
}

/** "Silence 1:40, all connected". `since` and `now` are milliseconds of the server's clock. */
export function silenceSentence(words: Words, state: State, since: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const missing = missingOf(state).map((each) => each.name);
  if (missing.length === 0) return words.leader.silence.all(time);
  return words.leader.silence.without(time, listed(words, missing));
}
