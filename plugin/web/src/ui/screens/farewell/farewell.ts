// <stepback-farewell>: the reason why the person is outside now, and what they can do next.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Farewell, Model } from '../../model.js';
import { chairs, type ChairsScene } from '../shared/chairs_picture.js';
import { mayTryAgain, mayNeedSomeone } from './farewell_rules.js';
import { ScreenElement } from '../shared/screen_element.js';
import { calm, screenStyles } from '../shared/screen_styles.js';

/**
 * @fires stepback-intent - `again` and `language`
 * @csspart card - the card with the support contacts
 */
@customElement('stepback-farewell')
export class StepbackFarewell extends ScreenElement {
  static override styles = [
    screenStyles,
    calm,
    css`
      .card {
        display: grid;
        gap: 0.5rem;
        inline-size: 100%;
        max-inline-size: 28rem;
        text-align: start;
      }
      .card h2 {
        font-size: 1.0625rem;
      }
      li {
        padding-block: 0.35rem;
        overflow-wrap: anywhere;
      }
      li + li {
        border-block-start: 1px solid var(--stepback-line);
      }
    `,
  ];

  @property({ attribute: false }) model: Extract<Model, { screen: 'farewell' }> | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const model = this.model;
    if (!model) return nothing;
    const words = this.words.farewell[model.why];
    return html`<div class="page">
      ${this.top()}
      <main>
        ${chairs(sceneFor(model.why))}
        <div class="text">
          ${model.title === null ? nothing : html`<p class="soft">${model.title}</p>`}
          <h1 tabindex="-1">${words.title}</h1>
          <p class="lead">${words.text}</p>
          <p class="soft">${words.next}</p>
        </div>
        ${mayTryAgain(model.why) ? this.again(model.why) : nothing}
        ${
          model.support.length > 0 && mayNeedSomeone(model.why)
            ? this.support(model.support)
            : nothing
        }
      </main>
    </div>`;
  }

  private again(why: Farewell): TemplateResult {
    const words = this.words.farewell.again;
    const label = why === 'left' || why === 'superseded' ? words[why] : words.other;
    return html`<button class="button primary" @click=${() => this.ask({ kind: 'again' })}>
      ${label}
    </button>`;
  }

  private support(contacts: readonly string[]): TemplateResult {
    return html`<section class="card" part="card" aria-labelledby="support">
      <h2 id="support">${this.words.farewell.support}</h2>
      <ul>
        ${contacts.map((contact) => html`<li>${contact}</li>`)}
      </ul>
    </section>`;
  }
}

function sceneFor(why: Farewell): ChairsScene {
  switch (why) {
    case 'ended':
    case 'unknownSession':
      return 'empty';
    case 'left':
    case 'removed':
    case 'superseded':
      return 'listening';
    case 'full':
    case 'locked':
    case 'badToken':
    case 'noLink':
    case 'notAllowed':
    case 'outdated':
    case 'unreachable':
      return 'door';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-farewell': StepbackFarewell;
  }
}
