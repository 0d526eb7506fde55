// <stepback-arrive>: the screen before the session. It explains the session and the step back,
// checks sound and picture, and asks for the person's promises.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { listeningIcon } from '../../icons.js';
import type { Arrival, Model } from '../../model.js';
import { cleanName, longestName, owed, type Owed, type Said } from '../shared/arrival_rules.js';
import { chairs } from '../shared/chairs_picture.js';
import './device_check.js';
import { ScreenElement } from '../shared/screen_element.js';
import { screenStyles } from '../shared/screen_styles.js';
import { listed } from '../../../words/words.js';

/**
 * @fires stepback-intent - `tryDevices`, `choose`, `enter`, `language`
 * @csspart card - the card with devices, promises and the button
 */
@customElement('stepback-arrive')
export class StepbackArrive extends ScreenElement {
  static override styles = [
    screenStyles,
    css`
      main {
        display: grid;
        gap: 2rem;
        inline-size: 100%;
        max-inline-size: 70rem;
        margin-inline: auto;
      }
      .about {
        display: grid;
        gap: 1.75rem;
        align-content: start;
      }
      .about section {
        display: grid;
        gap: 0.75rem;
      }
      ul {
        display: grid;
        gap: 0.7rem;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.8rem;
        font-size: 1.0625rem;
        text-wrap: pretty;
      }
      li::before {
        content: '';
        inline-size: 0.6rem;
        block-size: 0.6rem;
        margin-block-start: 0.42em;
        border-radius: 50%;
        background: var(--stepback-teal);
        opacity: 0.82;
      }
      .step-back {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1rem 1.5rem;
      }
      .step-back .chairs {
        align-self: flex-start;
        margin-inline: auto;
      }
      .step-back div {
        display: grid;
        flex: 1 1 15rem;
        gap: 0.6rem;
      }
      form {
        display: grid;
        align-self: start;
        gap: 1.375rem;
        padding: clamp(1.125rem, 3cqi, 1.5rem);
      }
      form section {
        display: grid;
        gap: 0.75rem;
      }
      .name {
        display: grid;
        gap: 0.35rem;
      }
      .agree {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.15rem 0.8rem;
        align-items: start;
        padding-block: 0.35rem;
        cursor: pointer;
      }
      .agree input {
        inline-size: 1.4rem;
        block-size: 1.4rem;
        margin: 0;
      }
      .agree .soft {
        grid-column: 2;
      }
      .silent {
        display: flex;
        gap: 0.75rem;
      }
      .silent .icon {
        inline-size: 1.6rem;
        block-size: 1.6rem;
        color: var(--stepback-teal);
      }
      .enter {
        display: grid;
        gap: 0.5rem;
      }
      .enter .button {
        justify-content: center;
        min-block-size: 3.25rem;
        font-size: 1.0625rem;
      }
      .missing {
        min-block-size: 1.45em;
        color: var(--stepback-soft);
        text-align: center;
      }
      .missing.asked {
        color: var(--stepback-rose);
      }
      @container (min-width: 56rem) {
        main {
          grid-template-columns: 1fr minmax(24rem, 28rem);
          gap: 2rem clamp(2rem, 6cqi, 5rem);
          padding-block-start: 3vh;
        }
      }
    `,
  ];

  @property({ attribute: false }) model: Extract<Model, { screen: 'arrive' }> | null = null;

  @state() private said: Said = { name: '', private: false, promise: false };
  /** The button was pressed too early, so the missing answers are shown more clearly. */
  @state() private asked = false;
  private nameTouched = false;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const given = this.model?.arrival.name;
    if (given && !this.nameTouched && this.said.name !== given) {
      this.said = { ...this.said, name: given };
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const arrival = this.model?.arrival;
    if (!arrival) return nothing;
    const words = this.words.arrive;
    return html`<div class="page">
      ${this.top()}
      <main>
        <div class="about">
          <h1 tabindex="-1">${words.title}</h1>
          <section>
            <h2>${words.what.title}</h2>
            <ul>
              ${words.what.sentences.map((sentence) => html`<li><span>${sentence}</span></li>`)}
            </ul>
          </section>
          <section>
            <h2>${words.stepBack.title}</h2>
            <div class="step-back">
              ${chairs('listening')}
              <div>
                <p>${words.stepBack.how}</p>
                <p>${words.stepBack.feel}</p>
              </div>
            </div>
          </section>
        </div>
        <form class="card" part="card" novalidate @submit=${this.submitted}>
          ${arrival.silent ? this.silent() : this.check(arrival)} ${this.you(arrival)}
          ${this.enter(arrival)}
        </form>
      </main>
    </div>`;
  }

  private check(arrival: Arrival): TemplateResult {
    return html`<section>
      <h2>${this.words.arrive.check.title}</h2>
      <stepback-device-check .arrival=${arrival}></stepback-device-check>
    </section>`;
  }

  private silent(): TemplateResult {
    const words = this.words.arrive.silent;
    return html`<section>
      <h2>${words.title}</h2>
      <p class="silent">${listeningIcon}<span>${words.text}</span></p>
    </section>`;
  }

  private you(arrival: Arrival): TemplateResult {
    const words = this.words.arrive.you;
    return html`<section>
      ${
        arrival.nameFixed
          ? html`<p>${words.named(arrival.name ?? '')}</p>`
          : html`<label class="name">
              <span>${words.name}</span>
              <input
                class="field"
                id="name"
                autocomplete="name"
                maxlength=${longestName}
                .value=${this.said.name}
                @input=${this.named}
              />
            </label>`
      }
      ${this.agree('private', words.private, words.privateWhy)}
      ${this.agree('promise', words.promise, words.promiseWhy)}
    </section>`;
  }

  private agree(what: 'private' | 'promise', rule: string, why: string): TemplateResult {
    return html`<label class="agree">
      <input
        type="checkbox"
        id=${what}
        aria-describedby="${what}-why"
        .checked=${this.said[what]}
        @change=${(event: Event) => this.agreed(what, event)}
      />
      <span>${rule}</span>
      <span class="soft small" id="${what}-why">${why}</span>
    </label>`;
  }

  private enter(arrival: Arrival): TemplateResult {
    const words = this.words.arrive;
    const missing = owed(arrival, this.said);
    const what = listed(
      this.words,
      missing.map((each) => words.missing[each]),
    );
    return html`<div class="enter">
      <button
        class="button primary wide"
        aria-disabled=${missing.length > 0 ? 'true' : 'false'}
        aria-describedby="missing"
      >
        ${words.enter}
      </button>
      <p class="missing small ${this.asked ? 'asked' : ''}" id="missing" role="status">
        ${missing.length > 0 ? words.missing.sentence(what) : ''}
      </p>
    </div>`;
  }

  private named(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.nameTouched = true;
    this.said = { ...this.said, name: event.target.value };
  }

  private agreed(what: 'private' | 'promise', event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.said = { ...this.said, [what]: event.target.checked };
  }

  private submitted(event: Event): void {
    event.preventDefault();
    const arrival = this.model?.arrival;
    if (!arrival) return;
    const [first] = owed(arrival, this.said);
    if (first) return this.show(first);
    const name = arrival.nameFixed ? (arrival.name ?? '') : cleanName(this.said.name);
    this.ask({ kind: 'enter', name });
  }

  private show(missing: Owed): void {
    this.asked = true;
    this.renderRoot.querySelector<HTMLElement>(`#${missing}`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-arrive': StepbackArrive;
  }
}
