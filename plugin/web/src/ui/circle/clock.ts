// <stepback-clock>: the session's time, and how long the current phase still lasts.

import { consume } from '@lit/context';
import {
  LitElement,
  css,
  html,
  nothing,
  svg,
  type SVGTemplateResult,
  type TemplateResult,
} from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Words } from '../../words/words.js';
import { wordsContext } from '../contexts.js';
import type { Seated } from '../model.js';
import { base } from '../shared_styles.js';
import { clockWords } from './clock_words.js';
import { hourOf, type Arc, type Hour } from './hour.js';

/** Milliseconds between two drawings: the figure is in minutes, and the arc grows slowly. */
const beat = 5_000;
/** The ring, in units of the drawing. */
const radius = 94;
const length = 2 * Math.PI * radius;
/** The gap between two phases. */
const gap = 3.6;

/**
 * The session as a ring with one arc for each phase. Past time is drawn in, the current phase is
 * teal, an amber mark shows the return point. Words and whole minutes are inside. The clock never
 * blinks, and is not announced: screen readers read it when asked (role `timer`).
 *
 * Fills its square place. `model.local.clockHidden` hides it.
 *
 * @csspart ring - the drawing
 * @csspart figure - "18 min"
 * @csspart above - the phase, the step back, or the pause
 * @csspart below - the event that the figure counts to, or a note
 */
@customElement('stepback-clock')
export class StepbackClock extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        position: relative;
        aspect-ratio: 1;
        container-type: inline-size;
        color: var(--stepback-ink);
      }
      svg {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        fill: none;
        overflow: visible;
        stroke-width: 4.4;
      }
      .ahead {
        stroke: var(--stepback-ahead);
      }
      .past {
        stroke: var(--stepback-past);
      }
      .now {
        stroke: var(--stepback-teal);
      }
      .held .now {
        stroke: var(--stepback-past);
      }
      .mark {
        stroke: var(--stepback-amber);
        stroke-width: 3;
        fill: var(--stepback-paper);
      }
      .text {
        position: absolute;
        inset: 12%;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        text-align: center;
        text-wrap: balance;
        line-height: 1.2;
      }
      .above,
      .below,
      .case {
        max-inline-size: 100%;
        font-size: clamp(0.75rem, 6.4cqi, 1.0625rem);
        overflow-wrap: anywhere;
      }
      .above,
      .below,
      .case {
        color: var(--stepback-soft);
      }
      .to-return {
        color: var(--stepback-amber-text);
      }
      .figure {
        font-size: clamp(1.5rem, 19.5cqi, 4rem);
        font-weight: 300;
        letter-spacing: -0.02em;
        line-height: 1.15;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .alone {
        color: var(--stepback-ink);
        font-size: clamp(1.0625rem, 9.5cqi, 1.75rem);
        font-weight: 300;
        letter-spacing: -0.01em;
        margin-block-end: 0.2em;
      }
      .held .figure {
        color: var(--stepback-soft);
      }
      /* A small clock says the one thing that matters. */
      @container (max-width: 9rem) {
        .figure ~ .below:not(.to-return),
        .figure ~ .case {
          display: none;
        }
      }
      /* Large text on a phone: the figure, and what it counts to. */
      @container (max-width: 6.5rem) {
        .above:not(.alone),
        .alone ~ .below {
          display: none;
        }
        .text {
          inset: 6%;
        }
        .figure {
          font-size: 1.25rem;
        }
        .alone {
          font-size: 1rem;
        }
      }
      .case {
        margin-block-start: 0.35em;
        font-size: clamp(0.75rem, 5cqi, 0.875rem);
      }
    `,
  ];

  @property({ attribute: false }) model: Seated | null = null;

  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words?: Words;

  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), beat);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, words } = this;
    if (!model || !words || model.local.clockHidden) return nothing;
    const now = model.now();
    const said = clockWords(words, model.state, now);
    const { held } = model.state.session;
    return html`<div
      class=${held ? 'held' : ''}
      role="timer"
      aria-label="${words.circle.clock.label}: ${said.spoken}"
    >
      ${ring(hourOf(model.state.session, now))}
      <div class="text" aria-hidden="true">
        <span class=${said.figure ? 'above' : 'above alone'} part="above">${said.above}</span>
        ${said.figure ? html`<span class="figure" part="figure">${said.figure}</span>` : nothing}
        ${
          said.below
            ? html`<span class="below ${said.toReturn ? 'to-return' : ''}" part="below"
                >${said.below}</span
              >`
            : nothing
        }
        ${said.case ? html`<span class="case" part="case">${said.case}</span>` : nothing}
      </div>
    </div>`;
  }
}

function ring(hour: Hour): TemplateResult {
  const arcs = hour.arcs.filter((arc) => arc.to > arc.from);
  return html`<svg viewBox="0 0 200 200" part="ring" aria-hidden="true" focusable="false">
    ${arcs.length ? nothing : svg`<circle class="ahead" cx="100" cy="100" r=${radius} />`}
    ${arcs.map((arc) => drawn(arc, hour.passed))} ${mark(hour.returnPoint)}
  </svg>`;
}

function drawn(arc: Arc, passed: number): SVGTemplateResult {
  if (arc.when !== 'now') return stroke(arc.when, arc.from, arc.to, arc.to);
  const until = Math.min(arc.to, Math.max(arc.from, passed));
  return svg`${stroke('ahead', arc.from, arc.to, arc.to)}${stroke('now', arc.from, until, arc.to)}`;
}

/** The part from `from` to `until` of an arc that ends at `to`. Gaps are only at the arc's ends. */
function stroke(kind: string, from: number, until: number, to: number): SVGTemplateResult {
  const start = from * length + gap / 2;
  const end = Math.min(until * length, to * length - gap / 2);
  const shown = Math.max(0, end - start);
  // Dashes begin at three o'clock. A quarter turn back moves the beginning to the top.
  return svg`<circle class=${kind} cx="100" cy="100" r=${radius} transform="rotate(-90 100 100)"
    stroke-dasharray="0 ${start.toFixed(2)} ${shown.toFixed(2)} ${length.toFixed(2)}" />`;
}

function mark(at: number | null): SVGTemplateResult | typeof nothing {
  if (at === null) return nothing;
  const angle = at * 2 * Math.PI;
  const x = 100 + radius * Math.sin(angle);
  const y = 100 - radius * Math.cos(angle);
  return svg`<circle class="mark" cx=${x.toFixed(2)} cy=${y.toFixed(2)} r="5.2" />`;
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-clock': StepbackClock;
  }
}
