// <stepback-prompt-card>: one suggestion of what a leader might ask. Only leaders see it, and it
// can be put away.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { promptWords } from '../../words/template_words.js';
import { SeatedElement } from '../controls/seated_element.js';
import { deskStyles } from './desk_styles.js';
import {
  another,
  dismiss,
  firstPrompt,
  hasAnother,
  shownPrompt,
  type PromptChoice,
} from './prompt_choice.js';

/**
 * Draws nothing after all of a phase's prompts were dismissed.
 *
 * @csspart card - the card
 */
@customElement('stepback-prompt-card')
export class StepbackPromptCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .actions {
        margin-block: 0.125rem -0.5rem;
      }
    `,
  ];

  @state() private choice: PromptChoice = firstPrompt;
  /** When the phase began. A phase comes again with another case, and so do its prompts. */
  private since: number | null = null;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const since = this.model?.state.session.phase.since ?? null;
    if (since !== this.since) this.choice = firstPrompt;
    this.since = since;
  }

  protected override render(): TemplateResult | typeof nothing {
    const prompts = this.model?.state.session.phase.prompts ?? [];
    const prompt = shownPrompt(prompts, this.choice);
    if (prompt === null) return nothing;
    const words = this.words.leader.prompt;
    return html`<section class="card" part="card" aria-labelledby="title">
      <h2 id="title" class="card-title">${words.title}</h2>
      <p aria-live="polite">${promptWords(this.words, prompt)}</p>
      <p class="actions">
        <button
          class="button quiet text-button"
          @click=${() => (this.choice = dismiss(prompts, this.choice))}
        >
          ${words.dismiss}
        </button>
        ${
          hasAnother(prompts, this.choice)
            ? html`<button
                class="button quiet text-button"
                @click=${() => (this.choice = another(prompts, this.choice))}
              >
                ${words.another}
              </button>`
            : nothing
        }
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-prompt-card': StepbackPromptCard;
  }
}
