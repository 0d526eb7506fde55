// One sentence about the present trouble. It goes when the trouble is over.

import { html, nothing, type TemplateResult } from 'lit';
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
    <div role="status">${trouble === null ? nothing : note(trouble, words)}</div>
    <stepback-notice .model=${model}></stepback-notice>
    <stepback-way-back .model=${model}></stepback-way-back>
  </div>`;
}

function note(trouble: Trouble, { circle: { inSession } }: Words): TemplateResult {
  const text = {
    lost: `${inSession.lost} ${inSession.lostDevices}`,
    doubt: inSession.inDoubt,
    private: inSession.privateNow,
    paused: inSession.picturesPaused,
  }[trouble];
  return html`<p class="note ${trouble}">${icons[trouble]}<span>${text}</span></p>`;
}
