// <stepback-tell>: private signals to the leaders, open to everyone at any time.

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SignalKind } from '../../wire/messages.js';
import { checkIcon } from '../icons.js';
import type { Seated } from '../model.js';
import { shared } from '../shared_styles.js';
import { connectedLeaders } from './own_rights.js';
import { SeatedElement } from './seated_element.js';

const kinds: readonly SignalKind[] = ['pause', 'help', 'tech'];

/** The progress of one signal. `delivered` means that the server has confirmed it. */
type Way =
  | { at: 'choosing' }
  /** `before`: the same signal was confirmed earlier, which is no answer to this one. */
  | { at: 'sending'; kind: SignalKind; before: boolean; notice: number | null }
  | { at: 'delivered'; kind: SignalKind }
  | { at: 'failed' };

/**
 * A dialog, which `show()` opens. It stays open until it is closed, and reports the delivery.
 *
 * @fires stepback-intent - `signal`
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

  show(): void {
    if (this.way.at !== 'sending') this.way = { at: 'choosing' };
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { model, way } = this;
    if (!changed.has('model') || !model || way.at !== 'sending') return;
    const { signalSent, notice } = model.local;
    if (signalSent !== way.kind) {
      const failed = notice?.about === 'signal' && notice.id !== way.notice;
      this.way = failed ? { at: 'failed' } : { ...way, before: false };
    } else if (!way.before) {
      this.way = { at: 'delivered', kind: way.kind };
    }
  }

  protected override render(): TemplateResult {
    const words = this.words.controls.signal;
    const { way } = this;
    const chosen = way.at === 'sending' || way.at === 'delivered' ? way.kind : null;
    return html`<dialog class="sheet" aria-labelledby="title" aria-describedby="text">
      <h2 id="title" tabindex="-1" autofocus>${words.title}</h2>
      <p id="text" class="soft">${words.text}</p>
      <div class="kinds">
        ${kinds.map(
          (kind) =>
            html`<button
              class="button ${chosen === kind ? 'chosen' : ''}"
              @click=${() => this.send(kind)}
            >
              ${words[kind]}${way.at === 'delivered' && chosen === kind ? checkIcon : ''}
            </button>`,
        )}
      </div>
      <div class="below">
        <p role="status">${this.status()}</p>
        <button class="button quiet" @click=${this.close}>${words.close}</button>
      </div>
    </dialog>`;
  }

  private status(): TemplateResult | string {
    const words = this.words.controls.signal;
    switch (this.way.at) {
      case 'choosing':
        return this.leaderless ? words.waiting : '';
      case 'sending':
        return words.sending;
      case 'delivered':
        return html`<span class="told">${this.leaderless ? words.waiting : words.sent}</span>`;
      case 'failed':
        return html`<span class="failed">${words.failed}</span>`;
    }
  }

  private get leaderless(): boolean {
    const model: Seated | null = this.model;
    return model !== null && connectedLeaders(model.state).length === 0;
  }

  private send(kind: SignalKind): void {
    const local = this.model?.local;
    this.way = {
      at: 'sending',
      kind,
      before: local?.signalSent === kind,
      notice: local?.notice?.id ?? null,
    };
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
