// <stepback-tell>: private signals to the leaders, open to everyone at any time.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SignalKind } from '../../wire/messages.js';
import { checkIcon } from '../icons.js';
import type { Seated } from '../model.js';
import { shared } from '../shared_styles.js';
import { answeringLeaders } from './own_rights.js';
import { newestOwnSignal, ownSignalSentence, signalKinds } from './own_signals.js';
import { SeatedElement } from './seated_element.js';
import { Ticking } from './ticking.js';

/** `notice`: the newest one when the signal was sent; a newer one about a signal is its refusal. */
type Way = { at: 'choosing' } | { at: 'sent'; notice: number | null } | { at: 'failed' };

/**
 * A dialog, which `show()` opens. It stays open until it is closed, and says what becomes of the
 * signal.
 *
 * @fires stepback-intent - `signal`, `signalDone`
 */
@customElement('stepback-tell')
export class StepbackTell extends SeatedElement {
  static override styles = [
    shared,
    css`
      h2 {
        font-size: 1.25rem;
        line-height: 1.3;
      }
      h2:focus {
        outline: none;
      }
      h2 + p {
        margin-block: 0.35rem 1rem;
      }
      .kinds {
        display: grid;
        gap: 0.625rem;
      }
      .kinds .button {
        min-block-size: 3.25rem;
        justify-content: flex-start;
        padding-inline: 1.125rem;
      }
      .kinds .chosen {
        background: var(--stepback-teal-soft);
        border-color: var(--stepback-teal);
      }
      .kinds .icon {
        margin-inline-start: auto;
        color: var(--stepback-teal);
      }
      .below {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        margin-block-start: 1rem;
      }
      .below p {
        text-wrap: pretty;
      }
      .told {
        color: var(--stepback-teal);
        font-weight: 500;
      }
      .failed {
        color: var(--stepback-rose);
      }
    `,
  ];

  @state() private way: Way = { at: 'choosing' };

  constructor() {
    super();
    new Ticking(this, 1000);
  }

  show(): void {
    this.way = { at: 'choosing' };
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { model, way } = this;
    if (!changed.has('model') || !model || way.at !== 'sent') return;
    const { notice } = model.local;
    if (notice?.about === 'signal' && notice.id !== way.notice) this.way = { at: 'failed' };
  }

  protected override render(): TemplateResult {
    const words = this.words.controls.signal;
    const { model } = this;
    const own = model ? newestOwnSignal(model.state) : null;
    const open = own !== null && own.doneAt === null ? own : null;
    return html`<dialog class="sheet" aria-labelledby="title" aria-describedby="text">
      <h2 id="title" tabindex="-1" autofocus>${words.title}</h2>
      <p id="text" class="soft">${words.text}</p>
      <div class="kinds">
        ${(model ? signalKinds(model.state) : []).map(
          (kind) =>
            html`<button
              class="button ${open?.kind === kind ? 'chosen' : ''}"
              @click=${() => this.send(kind)}
            >
              ${words[kind]}${open?.kind === kind ? checkIcon : ''}
            </button>`,
        )}
      </div>
      <div class="below">
        <p role="status">${this.status()}</p>
        ${
          open
            ? html`<button
                class="button quiet"
                @click=${() => this.ask({ kind: 'signalDone', id: open.id })}
              >
                ${words.takeBack}
              </button>`
            : nothing
        }
        <button class="button quiet" @click=${this.close}>${words.close}</button>
      </div>
    </dialog>`;
  }

  private status(): TemplateResult | string {
    const words = this.words.controls.signal;
    const model: Seated | null = this.model;
    if (this.way.at === 'failed') return html`<span class="failed">${words.failed}</span>`;
    if (!model) return '';
    const sentence = ownSignalSentence(this.words, model);
    if (sentence !== null) return html`<span class="told">${sentence}</span>`;
    return answeringLeaders(model.state).length === 0 ? words.fate.noLeader : '';
  }

  private send(kind: SignalKind): void {
    this.way = { at: 'sent', notice: this.model?.local.notice?.id ?? null };
    this.ask({ kind: 'signal', signal: kind });
  }

  private readonly close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-tell': StepbackTell;
  }
}
