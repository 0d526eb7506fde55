// <stepback-time-picture>: a template as a band of time. Each phase is as long as its minutes, the
// step back is coloured, and a ring marks the presenter's return.

import { css, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { phaseTitle } from '../../../words/template_words.js';
import { base } from '../../shared_styles.js';
import { SpeakingElement } from '../../speaking_element.js';
import { timeOf, type Stretch } from './template_time.js';
import type { TemplateSummary } from '../../../client/coordinator_api.js';

/** A part of the band. Shorter phases have no room for their figure at 360 px. */
const shortestWithFigure = 0.042;
/** A template shorter than this part of the longest (a rehearsal) is drawn four times as large. */
const shortestToScale = 0.2;

/** @cssprop --stepback-time-ground - the ground of the band, visible between the phases */
@customElement('stepback-time-picture')
export class StepbackTimePicture extends SpeakingElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: 2rem;
        overflow: visible;
      }
      rect {
        fill: var(--stepback-ahead);
        stroke: var(--stepback-time-ground, var(--stepback-raised));
        stroke-width: 3;
      }
      .step-back {
        fill: var(--stepback-teal);
      }
      text {
        fill: var(--stepback-ink);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
        text-anchor: middle;
        dominant-baseline: central;
      }
      .step-back + text {
        fill: var(--stepback-on-teal);
        font-weight: 600;
      }
      circle {
        fill: var(--stepback-time-ground, var(--stepback-raised));
        stroke: var(--stepback-amber);
        stroke-width: 3;
      }
    `,
  ];

  @property({ attribute: false }) template: TemplateSummary | null = null;
  /** The minutes of the full width, the same for all pictures, so that they can be compared. */
  @property({ type: Number }) longest = 0;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.template) return nothing;
    const { stretches, minutes, returns } = timeOf(this.template);
    const longest = Math.max(this.longest, minutes, 1);
    const whole = minutes < shortestToScale * longest ? longest / 4 : longest;
    const words = this.words.start.template;
    const said = stretches.map((each) => words.phase(phaseTitle(this.words, each), each.minutes));
    return html`<svg role="img" aria-label=${words.picture(said.join(', '))}>
      ${stretches.map((each) => this.stretch(each, whole))}
      ${returns.map((at) => svg`<circle cx="${(at / whole) * 100}%" cy="50%" r="7" />`)}
    </svg>`;
  }

  private stretch({ from, minutes, stepBack }: Stretch, whole: number): SVGTemplateResult {
    const percent = (value: number): string => `${(value / whole) * 100}%`;
    return svg`<rect
        class=${stepBack ? 'step-back' : ''}
        x=${percent(from)}
        width=${percent(minutes)}
        height="100%"
        rx="6"
      />${
        minutes / whole >= shortestWithFigure
          ? svg`<text x=${percent(from + minutes / 2)} y="50%">${minutes}</text>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-time-picture': StepbackTimePicture;
  }
}
