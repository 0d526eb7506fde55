// One sentence about the present trouble. It goes when the trouble is over.

import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../../words/words.js';
import { cameraOffIcon, notPrivateIcon, reconnectIcon } from '../../icons.js';
import type { Seated } from '../../model.js';
import { picturesWait } from './rules.js';

/** Shows only the most important note: a lost connection explains all the others. */
export function inSessionNotes(model: Seated, words: Words): TemplateResult {
  const { inSession } = words.circle;
  const { local } = model;
  const [kind, icon, text] =
    local.connection === 'lost'
      ? ['lost', reconnectIcon, `${inSession.lost} ${inSession.lostDevices}`]
      : local.privateNow
        ? ['private', notPrivateIcon, inSession.privateNow]
        : picturesWait(model)
          ? ['paused', cameraOffIcon, inSession.picturesPaused]
          : ['', nothing, ''];
  return html`<div class="notes">
    <div role="status">
      ${text ? html`<p class="note ${kind}">${icon}<span>${text}</span></p>` : nothing}
    </div>
    <stepback-notice .model=${model}></stepback-notice>
  </div>`;
}
