// <stepback-debrief>: the leaders' conversation after the others have gone. Sound and pictures go
// on until a leader ends it.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { promptWords } from '../../words/template_words.js';
import type { Model } from '../model.js';
import { ScreenElement } from './shared/screen_element.js';
import { screenStyles } from './shared/screen_styles.js';

/**
 * @fires stepback-intent - `command` (advance to `ended`), and those of the circle and the controls
 * @csspart card - an explanation, questions, and the button that ends it
 * @csspart chair, clock, controls - of the elements inside
 */
@customElement('stepback-debrief')
export class StepbackDebrief extends ScreenElement {
  static override styles = [
    screenStyles,
    css`
      .page {
        gap: 1rem;
        padding-block-end: 0.75rem;
      }
      main {
        display: grid;
        flex: 1;
        gap: 1rem;
        grid-template-rows: minmax(20rem, 1fr) auto auto;
        min-block-size: 0;
      }
      stepback-circle {
        display: block;
        min-block-size: 0;
        min-inline-size: 0;
      }
      .card {
        display: grid;
        gap: 1rem;
        align-content: start;
        padding: 1.25rem;
      }
      h1 {
        font-size: 1.5rem;
      }
      .ask {
        display: grid;
        gap: 0.5rem;
      }
      .ask h2 {
        color: var(--stepback-soft);
        font-size: 0.875rem;
      }
      ul {
        display: grid;
        gap: 0.5rem;
      }
      li {
        text-wrap: pretty;
      }
      .end {
        display: grid;
        gap: 0.75rem;
      }
      .end .row {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.5rem;
      }
      @container (min-width: 56rem) {
        main {
          grid-template-rows: minmax(20rem, 1fr) auto;
          grid-template-columns: 1fr 21rem;
          gap: 1rem 2rem;
        }
        stepback-controls {
          grid-column: 1 / -1;
        }
        .card {
          align-self: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) model: Extract<Model, { screen: 'debrief' }> | null = null;

  @state() private ending = false;

  protected override render(): TemplateResult | typeof nothing {
    const model = this.model;
    if (!model) return nothing;
    const words = this.words.debrief;
    const prompts = model.state.session.phase.prompts ?? [];
    return html`<div class="page">
      ${this.top()}
      <main>
        <stepback-circle exportparts="chair, clock" .model=${model}></stepback-circle>
        <section class="card" part="card">
          <h1 tabindex="-1">${words.title}</h1>
          <p>${words.text}</p>
          ${
            prompts.length > 0
              ? html`<div class="ask">
                  <h2>${words.ask}</h2>
                  <ul>
                    ${prompts.map((prompt) => html`<li>${promptWords(this.words, prompt)}</li>`)}
                  </ul>
                </div>`
              : nothing
          }
          <div class="end">${this.ending ? this.sure() : this.end()}</div>
          <stepback-notice .model=${model}></stepback-notice>
        </section>
        <stepback-controls exportparts="controls" .model=${model}></stepback-controls>
      </main>
    </div>`;
  }

  private end(): TemplateResult {
    return html`<button id="end" class="button wide" @click=${() => this.turn(true)}>
      ${this.words.debrief.end}
    </button>`;
  }

  private sure(): TemplateResult {
    const words = this.words.debrief;
    return html`<p id="sure">${words.sure}</p>
      <div class="row">
        <button id="stay" class="button" aria-describedby="sure" @click=${() => this.turn(false)}>
          ${words.stay}
        </button>
        <button class="button trouble" aria-describedby="sure" @click=${this.ended}>
          ${words.reallyEnd}
        </button>
      </div>`;
  }

  private turn(ending: boolean): void {
    this.ending = ending;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(ending ? '#stay' : '#end')?.focus(),
    );
  }

  private readonly ended = (): void => {
    this.ask({ kind: 'command', command: { type: 'advance', phase: 'ended' } });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-debrief': StepbackDebrief;
  }
}
