// <stepback-unsupported>: this browser cannot take part. Says what is missing and which one can.

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Model } from '../model.js';
import { chairs } from './shared/chairs_picture.js';
import { ScreenElement } from './shared/screen_element.js';
import { calm, screenStyles } from './shared/screen_styles.js';
import { listed } from '../../words/words.js';

/** @fires stepback-intent - `language` */
@customElement('stepback-unsupported')
export class StepbackUnsupported extends ScreenElement {
  static override styles = [screenStyles, calm];

  @property({ attribute: false }) model: Extract<Model, { screen: 'unsupported' }> | null = null;

  protected override render(): TemplateResult {
    const words = this.words.farewell.unsupported;
    const missing = this.model?.missing ?? [];
    // On an insecure page browsers hide everything else too, so another browser would not help.
    const insecure = missing.includes('secureContext');
    const what = listed(
      this.words,
      missing.map((each) => words.missing[each]),
    );
    return html`<div class="page">
      ${this.top()}
      <main>
        ${chairs('door')}
        <div class="text">
          <h1 tabindex="-1">${insecure ? words.insecureTitle : words.title}</h1>
          <p class="lead">${insecure ? words.insecure : words.text}</p>
          <p>${insecure ? words.insecureNext : words.next}</p>
          ${
            missing.length > 0 && !insecure
              ? html`<p class="soft small">${words.lacking(what)}</p>`
              : nothing
          }
        </div>
      </main>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-unsupported': StepbackUnsupported;
  }
}
