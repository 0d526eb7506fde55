// <stepback-signals-card>: private signals to the leaders.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { SeatedElement } from '../controls/seated_element.js';
import { signalIcon } from '../icons.js';
import type { PrivateSignal } from '../model.js';
import { timeOfDay } from '../../words/words.js';
import { deskStyles } from './desk_styles.js';

/**
 * Draws nothing while there is none.
 *
 * @fires stepback-intent - `dismissSignal`
 * @csspart card - the card
 */
@customElement('stepback-signals-card')
export class StepbackSignalsCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .card {
        background: var(--stepback-teal-soft);
      }
      .card-title {
        color: var(--stepback-ink);
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        column-gap: 0.625rem;
        align-items: center;
      }
      li + li {
        margin-block-start: 0.375rem;
        padding-block-start: 0.5rem;
        border-block-start: 1px solid var(--stepback-line);
      }
      li > .icon {
        color: var(--stepback-teal);
      }
      .what {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      .row {
        grid-column: 2;
      }
      .row .button {
        margin: 0 -0.5em -0.375rem 0;
        color: var(--stepback-ink);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const signals = this.model?.local.signals ?? [];
    // The live region exists before its first line, so that screen readers announce that line, too.
    return html`<div role="status">
      ${
        signals.length === 0
          ? nothing
          : html`<section class="card" part="card" aria-labelledby="title">
              <h2 id="title" class="card-title">${this.words.leader.signals.title}</h2>
              <ul>
                ${repeat(
                  signals,
                  (each) => each.id,
                  (each) => this.signal(each),
                )}
              </ul>
            </section>`
      }
    </div>`;
  }

  private signal({ id, kind, name, at }: PrivateSignal): TemplateResult {
    const words = this.words.leader.signals;
    const what = words[kind](name || words.someone);
    return html`<li>
      ${signalIcon}
      <span class="what">${what}</span>
      <span class="row">
        <span class="small">${timeOfDay(this.words, at)}</span>
        <button
          class="button quiet text-button"
          aria-label=${words.putAwayLabel(what)}
          @click=${() => this.ask({ kind: 'dismissSignal', id })}
        >
          ${words.putAway}
        </button>
      </span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-signals-card': StepbackSignalsCard;
  }
}
