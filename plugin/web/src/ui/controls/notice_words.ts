// The sentences for a refusal or a failure, and for devices that record; pure. The server's own text
// is English and is not shown.

import type { Words } from '../../words/words.js';
import type { State } from '../../wire/messages.js';
import type { Notice } from '../model.js';

/** Empty if the controls say it already, because a device does not open. */
export function noticeSentence(words: Words, { about, why }: Notice): string {
  if (why === 'refused' || why === 'missing' || why === 'failed') return '';
  const sentences = words.controls.notice;
  const reason = sentences.why[why];
  return about === 'command' ? reason : sentences[about](reason);
}

/** A sentence for each person whose device records, as far as one sees them. Shown to everybody. */
export function recordSentences(words: Words, state: State): string[] {
  const { records } = words.controls;
  return state.participants
    .filter((each) => each.records)
    .map((each) => (each.id === state.you.id ? records.you : records.other(each.name)));
}
