// <stepback-way-back>: tells a presenter who came by a shared link how to get back to their chair
// from another device.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../copy_link.js';
import { closeIcon } from '../icons.js';
import { shared } from '../shared_styles.js';
import { SeatedElement } from './seated_element.js';

/**
 * Draws nothing unless this page has a link for its person. It goes once the link was copied.
 *
 * @fires stepback-intent - `wayBack`, `dismissWayBack`
 * @csspart notice - the sentence with its button
 */
@customElement('stepback-way-back')
export class StepbackWayBack extends SeatedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .note {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.25rem 0.6rem;
        max-inline-size: 36rem;
        margin-block-start: 0.5rem;
        padding: 0.25rem 0.25rem 0.25rem 1rem;
        border-radius: var(--stepback-radius-small);
        background: var(--stepback-raised);
        box-shadow: var(--stepback-shadow);
        line-height: 1.35;
        text-wrap: pretty;
      }
      .note > span {
        flex: 1 1 14rem;
        padding-block: 0.3rem;
      }
      .moves {
        display: flex;
        align-items: center;
      }
      .moves .button {
        padding: 0;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model?.local.wayBack) return nothing;
    const { text, whose, close } = this.words.controls.wayBack;
    return html`<div class="note" part="notice" role="status">
      <span>${text}</span>
      <div class="moves">
        <stepback-copy-link
          .whose=${whose}
          .wanted=${this.wanted}
          @stepback-copied=${this.dismiss}
        ></stepback-copy-link>
        <button class="button quiet" aria-label=${close} title=${close} @click=${this.dismiss}>
          ${closeIcon}
        </button>
      </div>
    </div>`;
  }

  private readonly wanted = (): Promise<string> =>
    new Promise((give) => {
      const participant = this.model?.state.you.id;
      if (participant !== undefined) this.ask({ kind: 'wayBack', participant, give });
    });

  private readonly dismiss = (): void => this.ask({ kind: 'dismissWayBack' });
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-way-back': StepbackWayBack;
  }
}
