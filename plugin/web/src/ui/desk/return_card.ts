// <stepback-return-card>: the time of the presenter's return, and the buttons that move it.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SessionView } from '../../wire/messages.js';
import {
  mayMoveReturn,
  minutesToReturn,
  movedReturn,
  returnMinute,
} from '../controls/return_point.js';
import { SeatedElement } from '../controls/seated_element.js';
import { Ticking } from '../controls/ticking.js';
import { timeOfDay } from '../../words/words.js';
import { deskStyles } from './desk_styles.js';
import { movedSentence } from './return_words.js';

/** Minutes per press. */
const step = 5;

/** Milliseconds; short enough to show that the time has come. */
const redraw = 5000;

/**
 * Draws nothing if no return is planned, or if it is in the past.
 *
 * @fires stepback-intent - `command` (scheduleReturn)
 * @csspart card - the card
 */
@customElement('stepback-return-card')
export class StepbackReturnCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .at {
        display: flex;
        gap: 0.625rem;
        align-items: baseline;
      }
      .at::before {
        content: '';
        flex: none;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        border: 2.5px solid var(--stepback-amber);
        border-radius: 50%;
      }
      .moves {
        display: flex;
        flex: none;
        gap: 0.5rem;
      }
      .moves .button {
        padding: 0;
        font-variant-numeric: tabular-nums;
      }
      .why {
        margin-block-start: 0.35rem;
      }
    `,
  ];

  constructor() {
    super();
    new Ticking(this, redraw);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const { session } = model.state;
    const minute = returnMinute(session);
    if (minute === null || session.returnAt === null || !mayMoveReturn(session)) return nothing;
    const words = this.words.leader.return;
    const come = minutesToReturn(session, model.now()) === 0;
    const why = come ? words.come : movedSentence(this.words, session);
    return html`<section class="card" part="card" aria-labelledby="title">
      <h2 id="title" class="card-title">${words.title}</h2>
      <div class="row">
        <p class="at"><span>${words.at(minute, timeOfDay(this.words, session.returnAt))}</span></p>
        <p class="moves">
          ${this.mover(session, -step, `−${step}`, words.earlier)}
          ${this.mover(session, step, `+${step}`, words.later)}
        </p>
      </div>
      ${why ? html`<p class="why soft small">${why}</p>` : nothing}
    </section>`;
  }

  private mover(
    session: SessionView,
    minutes: number,
    text: string,
    label: string,
  ): TemplateResult {
    const possible = movedReturn(session, this.now, minutes) !== null;
    return html`<button
      class="button"
      aria-label="${text}: ${label}"
      title=${label}
      aria-disabled=${possible ? nothing : 'true'}
      @click=${() => this.move(session, minutes)}
    >
      ${text}
    </button>`;
  }

  private move(session: SessionView, minutes: number): void {
    const at = movedReturn(session, this.now, minutes);
    if (at !== null) this.ask({ kind: 'command', command: { type: 'scheduleReturn', at } });
  }

  private get now(): number {
    return this.model?.now() ?? 0;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-return-card': StepbackReturnCard;
  }
}
