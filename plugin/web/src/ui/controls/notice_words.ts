// The sentence for a refusal or a failure; pure. The server's own text is English and is not shown.

import type { Words } from '../../words/words.js';
import type { Notice } from '../model.js';

/** Empty if the controls say it already, because a device does not open. */
export function noticeSentence(words: Words, { about, why }: Notice): string {
  if (why === 'refused' || why === 'missing' || why === 'failed') return '';
  const sentences = words.controls.notice;
  const reason = sentences.why[why];
  return about === 'command' ? reason : sentences[about](reason);
}
