// <stepback-language>: one quiet button for each language of the catalogue.

import { consume } from '@lit/context';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { languages, wordsFor, type Words } from '../../../words/words.js';
import { wordsContext } from '../../contexts.js';
import { IntentEvent } from '../../model.js';
import { base } from '../../shared_styles.js';

/** @fires stepback-intent - `language`, with the language of the button */
@customElement('stepback-language')
export class StepbackLanguage extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        margin-inline-end: -0.6rem;
      }
      button {
        min-block-size: var(--stepback-touch);
        min-inline-size: var(--stepback-touch);
        padding: 0 0.6rem;
        border: 0;
        border-radius: var(--stepback-radius-small);
        background: none;
        color: var(--stepback-soft);
        font-size: 0.9375rem;
        cursor: pointer;
      }
      button:hover {
        color: var(--stepback-ink);
      }
      button[aria-pressed='true'] {
        color: var(--stepback-ink);
        text-decoration: underline;
        text-decoration-thickness: 2px;
        text-decoration-color: var(--stepback-teal);
        text-underline-offset: 0.4em;
      }
    `,
  ];

  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words: Words = wordsFor('en');

  protected override render(): TemplateResult {
    return html`<div role="group" aria-label=${this.words.arrive.language}>
      ${Object.entries(languages).map(
        ([tag, words]) =>
          html`<button
            type="button"
            lang=${tag}
            aria-pressed=${words === this.words ? 'true' : 'false'}
            @click=${() => this.dispatchEvent(new IntentEvent({ kind: 'language', language: tag }))}
          >
            ${words.name}
          </button>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-language': StepbackLanguage;
  }
}
