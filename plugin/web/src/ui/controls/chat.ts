// <stepback-chat>: short written messages in the phases that allow them. They are not stored.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { longest } from '../../wire/generated/values.js';
import type { ChatLine, Seated } from '../model.js';
import { timeOfDay } from '../../words/words.js';
import { shared } from '../shared_styles.js';
import { SeatedElement } from './seated_element.js';

/**
 * Draws nothing for a person who may not chat now. A message stays in the field until the server
 * has sent it back, so that a refused one is not lost.
 *
 * @fires stepback-intent - `chat`
 * @csspart card - the chat
 * @csspart line - one message with its writer
 */
@customElement('stepback-chat')
export class StepbackChat extends SeatedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        gap: 0.75rem;
      }
      .card-title {
        margin: 0;
      }
      ol {
        display: grid;
        gap: 0.75rem;
      }
      .lines {
        max-block-size: min(40vh, 22rem);
        overflow: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
      }
      .who {
        color: var(--stepback-soft);
        font-size: 0.875rem;
      }
      .who strong {
        color: var(--stepback-ink);
        font-weight: 600;
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      form {
        display: flex;
        align-items: flex-end;
        gap: 0.5rem;
      }
      textarea {
        flex: 1;
        field-sizing: content;
        max-block-size: 8rem;
        resize: none;
      }
    `,
  ];

  /** The message that was sent and has not come back. */
  private sent: string | null = null;
  private last = 0;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { model, sent } = this;
    const line = model?.local.chat.at(-1);
    if (!model || !line || sent === null) return;
    const mine = model.local.chat.some(
      (each) => each.id > this.last && each.from === model.state.you.id && each.text === sent,
    );
    if (!mine) return;
    const field = this.field;
    if (field && field.value.trim() === sent) field.value = '';
    this.sent = null;
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector('.lines');
    const newest = this.model?.local.chat.at(-1)?.id ?? 0;
    if (list && newest !== this.last) list.scrollTop = list.scrollHeight;
    this.last = newest;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model?.state.you.may.chat) return nothing;
    const words = this.words.controls.chat;
    const { chat } = model.local;
    return html`<section class="card" part="card" aria-labelledby="title">
      <h2 id="title" class="card-title">${words.title}</h2>
      <div
        class="lines"
        role="log"
        aria-labelledby="title"
        tabindex=${chat.length > 0 ? '0' : nothing}
      >
        ${
          chat.length > 0
            ? html`<ol>
                ${repeat(
                  chat,
                  (line) => line.id,
                  (line) => this.line(model, line),
                )}
              </ol>`
            : html`<p class="soft">${words.empty}</p>`
        }
      </div>
      <form @submit=${this.submit}>
        <textarea
          class="field"
          rows="1"
          maxlength=${longest.chatText}
          aria-label=${words.field}
          placeholder=${words.field}
          @keydown=${this.key}
        ></textarea>
        <button class="button" type="submit">${words.send}</button>
      </form>
      <p class="soft small">${words.unkept}</p>
    </section>`;
  }

  private line({ state }: Seated, line: ChatLine): TemplateResult {
    const name = line.from === state.you.id ? this.words.controls.chat.you : line.name;
    return html`<li part="line">
      <p class="who"><strong>${name}</strong> ${timeOfDay(this.words, line.at)}</p>
      <p class="text">${line.text}</p>
    </li>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    this.send();
  };

  private send(): void {
    const text = this.field?.value.trim() ?? '';
    if (text === '') return;
    this.sent = text;
    this.ask({ kind: 'chat', text });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-chat': StepbackChat;
  }
}
