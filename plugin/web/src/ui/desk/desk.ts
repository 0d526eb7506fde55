// <stepback-desk>: everything for leading, the most urgent first.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { SeatedElement } from '../controls/seated_element.js';
import { base } from '../shared_styles.js';
import './next.js';
import './people_card.js';
import './presenter_card.js';
import './prompt_card.js';
import './return_card.js';
import './signals_card.js';
import './waiting_card.js';

/**
 * The leader's desk: a column beside the circle, or inside a sheet on a phone. Draws nothing for
 * people who do not lead.
 *
 * @fires stepback-intent - `command`, `signalSeen`, `signalDone`, `wayBack`
 * @csspart next - the primary button
 * @csspart card - each card
 */
@customElement('stepback-desk')
export class StepbackDesk extends SeatedElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model?.state.you.may.lead) return nothing;
    return html`<section aria-label=${this.words.leader.label}>
      <stepback-next
        exportparts="next"
        .model=${model}
        @stepback-choose=${this.choose}
      ></stepback-next>
      <stepback-signals-card exportparts="card" .model=${model}></stepback-signals-card>
      <stepback-presenter-card exportparts="card" .model=${model}></stepback-presenter-card>
      <stepback-return-card exportparts="card" .model=${model}></stepback-return-card>
      <stepback-waiting-card exportparts="card" .model=${model}></stepback-waiting-card>
      <stepback-prompt-card exportparts="card" .model=${model}></stepback-prompt-card>
      <stepback-people-card exportparts="card" .model=${model}></stepback-people-card>
    </section>`;
  }

  private readonly choose = (): void => {
    this.renderRoot.querySelector('stepback-presenter-card')?.choose();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-desk': StepbackDesk;
  }
}
