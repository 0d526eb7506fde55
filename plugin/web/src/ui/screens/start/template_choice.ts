// <stepback-template-choice>: the choice of a template, each drawn as a picture of time.

import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TemplateSummary } from '../../../client/coordinator_api.js';
import { phaseTitle, templateWords } from '../../../words/template_words.js';
import { shared } from '../../shared_styles.js';
import { SpeakingElement } from '../../speaking_element.js';
import { timeOf } from './template_time.js';
import './time_picture.js';

/** @fires change - another template is chosen: read `chosen` */
@customElement('stepback-template-choice')
export class StepbackTemplateChoice extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      fieldset {
        display: grid;
        gap: 0.75rem;
        min-inline-size: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-block-end: 0.75rem;
        padding: 0;
        font-size: 1.1875rem;
        font-weight: 600;
      }
      label {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0.15rem 0.75rem;
        align-items: baseline;
        padding: 1rem 1.125rem;
        border: 2px solid transparent;
        border-radius: var(--stepback-radius);
        background: var(--stepback-raised);
        box-shadow: var(--stepback-shadow);
        cursor: pointer;
      }
      label:has(:checked) {
        border-color: var(--stepback-teal);
      }
      label:has(:focus-visible) {
        outline: 3px solid var(--stepback-teal);
        outline-offset: 2px;
      }
      input {
        inline-size: 1.15rem;
        block-size: 1.15rem;
        margin: 0;
        transform: translateY(0.15rem);
      }
      input:focus-visible {
        outline: none;
      }
      .title {
        font-weight: 600;
      }
      .length {
        white-space: nowrap;
      }
      .summary {
        grid-column: 2 / -1;
        text-wrap: pretty;
      }
      stepback-time-picture {
        grid-column: 1 / -1;
        margin-block-start: 0.6rem;
      }
      .phases {
        grid-column: 1 / -1;
        display: none;
        margin-block-start: 0.5rem;
      }
      label:has(:checked) .phases {
        display: block;
      }
      .legend {
        display: flex;
        gap: 0.6rem;
        padding-inline: 0.25rem;
        text-wrap: pretty;
      }
    `,
  ];

  @property({ attribute: false }) templates: readonly TemplateSummary[] = [];
  /** The id of the chosen template. */
  @property() chosen = '';

  protected override render(): TemplateResult {
    const words = this.words.start.template;
    const longest = Math.max(0, ...this.templates.map((each) => timeOf(each).minutes));
    return html`<fieldset>
      <legend>${words.title}</legend>
      ${this.templates.map((each) => this.card(each, longest))}
      <p class="legend soft small">${words.legend}</p>
    </fieldset>`;
  }

  private card(template: TemplateSummary, longest: number): TemplateResult {
    const words = this.words.start.template;
    const { title, summary } = templateWords(this.words, template);
    const { minutes, stretches } = timeOf(template);
    return html`<label>
      <input
        type="radio"
        name="template"
        value=${template.id}
        aria-describedby="about-${template.id}"
        .checked=${template.id === this.chosen}
        @change=${() => this.choose(template.id)}
      />
      <span class="title">${title}</span>
      <span class="length soft">${words.minutes(minutes)}</span>
      <span class="summary soft" id="about-${template.id}">${summary}</span>
      <stepback-time-picture .template=${template} .longest=${longest}></stepback-time-picture>
      <span class="phases soft small" aria-hidden="true">
        ${stretches.map((each) => phaseTitle(this.words, each)).join(' · ')}
      </span>
    </label>`;
  }

  private choose(id: string): void {
    this.chosen = id;
    this.dispatchEvent(new Event('change'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-template-choice': StepbackTemplateChoice;
  }
}
