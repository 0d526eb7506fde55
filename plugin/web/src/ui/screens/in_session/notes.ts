// One sentence about the present trouble. It goes when the trouble is over.

import { html, nothing, type TemplateResult } from 'lit';
import { isWatched } from '../../../wire/watched.js';
import type { Words } from '../../../words/words.js';
import { cameraOffIcon, notPrivateIcon, reconnectIcon } from '../../icons.js';
import type { Seated } from '../../model.js';
import { type Trouble, troubleOf } from './rules.js';

const icons: Record<Trouble, TemplateResult> = {
  lost: reconnectIcon,
  doubt: reconnectIcon,
  private: notPrivateIcon,
  paused: cameraOffIcon,
};

export function inSessionNotes(model: Seated, words: Words): TemplateResult {
  const trouble = troubleOf(model);
  return html`<div class="notes">
    <stepback-pending .model=${model}></stepback-pending>
    <div role="status">${trouble === null ? nothing : note(trouble, model, words)}</div>
    <stepback-notice .model=${model}></stepback-notice>
    <stepback-way-back .model=${model}></stepback-way-back>
  </div>`;
}

function note(trouble: Trouble, model: Seated, { circle: { inSession } }: Words): TemplateResult {
  const text = {
    lost: `${inSession.lost} ${inSession.lostDevices}`,
    doubt: isWatched(model.state) ? inSession.doesNotAnswer : inSession.inDoubt,
    private: inSession.privateNow,
    paused: inSession.picturesPaused,
  }[trouble];
  return html`<p class="note ${trouble}">${icons[trouble]}<span>${text}</span></p>`;
}
