// <stepback-connecting>: the screen until the server has answered.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Model } from '../model.js';
import { chairs } from './shared/chairs_picture.js';
import { ScreenElement } from './shared/screen_element.js';
import { calm, screenStyles } from './shared/screen_styles.js';

/** @fires stepback-intent - `language` */
@customElement('stepback-connecting')
export class StepbackConnecting extends ScreenElement {
  static override styles = [
    screenStyles,
    calm,
    css`
      h1 {
        font-size: 1.5rem;
      }
      .chairs {
        animation: breathe 4s ease-in-out infinite;
      }
      @keyframes breathe {
        50% {
          opacity: 0.55;
        }
      }
    `,
  ];

  @property({ attribute: false }) model: Extract<Model, { screen: 'connecting' }> | null = null;

  protected override render(): TemplateResult {
    const words = this.words.farewell.connecting;
    const again = this.model?.again ?? false;
    return html`<div class="page">
      ${this.top()}
      <main>
        ${chairs(again ? 'listening' : 'door')}
        <div class="text">
          <h1 tabindex="-1">${again ? words.again : words.first}</h1>
          ${again ? html`<p class="soft">${words.keeps}</p>` : nothing}
        </div>
      </main>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-connecting': StepbackConnecting;
  }
}
