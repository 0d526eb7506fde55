// Which sentence a refusal or a mishap has: pure. Never the server's own, which is in English.

import type { Words } from '../../words/words.js';
import type { Notice } from '../model.js';

/** Empty where another element says it already: the controls, of a device that does not open. */
export function noticeSentence(words: Words, { about, why }: Notice): string {
  if (why === 'refused' || why === 'missing' || why === 'failed') return '';
  const sentences = words.controls.notice;
  const reason = sentences.why[why];
  return about === 'command' ? reason : sentences[about](reason);
}
