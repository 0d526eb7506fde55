// <stepback-pending>: changes that are in force and not kept yet and, for leaders, the server's
// trouble.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { troubleIcon } from '../icons.js';
import { shared } from '../shared_styles.js';
import { pendingLines, troubleSentence } from './pending_words.js';
import { SeatedElement } from './seated_element.js';

/**
 * Takes no room if there is nothing to say.
 *
 * @csspart notice - the sentences
 */
@customElement('stepback-pending')
export class StepbackPending extends SeatedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .note {
        display: flex;
        align-items: flex-start;
        gap: 0.6rem;
        max-inline-size: 36rem;
        margin-block-start: 0.5rem;
        padding: 0.55rem 1rem;
        border-radius: var(--stepback-radius-small);
        background: var(--stepback-raised);
        box-shadow: var(--stepback-shadow);
        line-height: 1.35;
        text-wrap: pretty;
      }
      .note > .icon {
        margin-block-start: 0.05em;
        color: var(--stepback-rose);
      }
      .note > div {
        display: grid;
        gap: 0.25rem;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      li > span:first-child {
        font-weight: 500;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const trouble = troubleSentence(this.words, model.state);
    const { shown, more } = pendingLines(this.words, model.state);
    // The live region exists before its first line, so that screen readers announce that line, too.
    return html`<div role="status">
      ${
        trouble || shown.length > 0
          ? html`<div class="note" part="notice">
              ${trouble ? troubleIcon : nothing}
              <div>
                ${trouble ? html`<p>${trouble}</p>` : nothing}
                ${shown.length > 0 ? this.list(shown, more) : nothing}
              </div>
            </div>`
          : nothing
      }
    </div>`;
  }

  private list(shown: readonly string[], more: number): TemplateResult {
    const words = this.words.controls.pending;
    return html`<ul>
      ${shown.map(
        (each) =>
          html`<li>
            <span>${each}</span>
            <span class="soft">${words.notKept}</span>
          </li>`,
      )}
      ${more > 0 ? html`<li class="soft">${words.more(more)}</li>` : nothing}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-pending': StepbackPending;
  }
}
