// Removing someone cannot be taken back, so it is always asked about in the same words.

import type { Words } from '../../words/words.js';
import type { Question } from '../controls/confirm.js';

/** What a leader is asked before `name` is sent out for good. */
export function removeQuestion(words: Words, name: string): Question {
  const { title, text, yes, no } = words.leader.sure.remove;
  return { title: title(name), text: text(name), yes: yes(name), no: no(name) };
}
