// <stepback-signals-card>: private signals to the leaders.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { SeatedElement } from '../controls/seated_element.js';
import { signalIcon } from '../icons.js';
import { timeOfDay } from '../../words/words.js';
import type { SignalRecord, State } from '../../wire/messages.js';
import { deskStyles } from './desk_styles.js';
import { invitesBack, openSignals, signalSentence } from './open_signals.js';
import { SeenSignals, type SignalLine } from './seen_signals.js';

/**
 * Draws nothing while there is none.
 *
 * @fires stepback-intent - `signalSeen`, `signalDone`, `command`
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

  constructor() {
    super();
    new SeenSignals(
      this,
      () => this.unseen(),
      (id) => this.ask({ kind: 'signalSeen', id }),
    );
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const signals = model ? openSignals(model.state) : [];
    // The live region exists before its first line, so that screen readers announce that line, too.
    return html`<div role="status">
      ${
        model === null || signals.length === 0
          ? nothing
          : html`<section class="card" part="card" aria-labelledby="title">
              <h2 id="title" class="card-title">${this.words.leader.signals.title}</h2>
              <ul>
                ${repeat(
                  signals,
                  (each) => each.id,
                  (each) => this.signal(model.state, each),
                )}
              </ul>
            </section>`
      }
    </div>`;
  }

  private signal(state: State, signal: SignalRecord): TemplateResult {
    const words = this.words.leader.signals;
    const what = signalSentence(this.words, state, signal);
    const time = timeOfDay(this.words, signal.at);
    return html`<li data-signal=${signal.id}>
      ${signalIcon}
      <span class="what">${what}</span>
      <span class="row">
        <span class="small"> ${signal.times > 1 ? words.again(time, signal.times) : time} </span>
        ${this.invite(state, signal)}
        <button
          class="button quiet text-button"
          aria-label=${words.doneLabel(what)}
          @click=${() => this.ask({ kind: 'signalDone', id: signal.id })}
        >
          ${words.done}
        </button>
      </span>
    </li>`;
  }

  private invite(state: State, signal: SignalRecord): TemplateResult | typeof nothing {
    const phase = invitesBack(state, signal);
    const sender = state.participants.find((each) => each.id === signal.from);
    if (phase === null || !sender) return nothing;
    const command = { type: 'advance', phase } as const;
    return html`<button class="button" @click=${() => this.ask({ kind: 'command', command })}>
      ${this.words.leader.next.invite(sender.name)}
    </button>`;
  }

  private unseen(): readonly SignalLine[] {
    const state = this.model?.state;
    if (!state) return [];
    return openSignals(state)
      .filter((each) => !each.seenBy.includes(state.you.id))
      .map(({ id, times }) => ({ id, times, element: this.lineOf(id) }));
  }

  private lineOf(id: string): Element | null {
    return this.renderRoot.querySelector(`[data-signal="${CSS.escape(id)}"]`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-signals-card': StepbackSignalsCard;
  }
}
