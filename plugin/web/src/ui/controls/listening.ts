// <stepback-listening>: the card of a person who has stepped back, which becomes an invitation at
// the return. It also invites a person who has just come in or has reconnected.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  cameraIcon,
  checkIcon,
  leaveIcon,
  listeningIcon,
  microphoneIcon,
  signalIcon,
} from '../icons.js';
import type { Seated } from '../model.js';
import { shared } from '../shared_styles.js';
import { cardOf, listeningTitle, returnSentence, type Card } from './card_rules.js';
import './confirm.js';
import { Guard } from './guard.js';
import { ownSignalSentence } from './own_signals.js';
import { SeatedElement } from './seated_element.js';
import './tell.js';
import { Ticking } from './ticking.js';

/** Milliseconds. The minutes to the return change once a minute, so none is wrong for long. */
const redraw = 5000;
/** Milliseconds during which a new invitation opens no microphone. */
const guarded = 600;

/**
 * Tells this person what is true for them; draws nothing if they need no card.
 *
 * @fires stepback-intent - `open`, `signal`, `leave`
 * @csspart card - the card
 */
@customElement('stepback-listening')
export class StepbackListening extends SeatedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        gap: 0.625rem;
        padding: 1.25rem;
      }
      h2 {
        font-size: 1.1875rem;
        font-weight: 600;
        line-height: 1.3;
        text-wrap: pretty;
        white-space: pre-line;
      }
      h2:focus {
        outline: none;
      }
      p {
        text-wrap: pretty;
      }
      .mark {
        color: var(--stepback-teal);
      }
      .mark .icon {
        inline-size: 1.75rem;
        block-size: 1.75rem;
        stroke-width: 1.5;
      }
      .back {
        color: var(--stepback-amber-text);
      }
      .status:empty {
        display: none;
      }
      .told {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        color: var(--stepback-teal);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-block-start: 0.375rem;
      }
      .actions .button {
        flex: 1 1 auto;
      }
      .invitation .actions .button {
        min-block-size: 3.25rem;
      }
      .invitation .actions .primary {
        flex-basis: 100%;
      }
      .guarded {
        pointer-events: none;
      }

      /* Below the circle every line of the card is taken from the faces. */
      :host([compact]) .card {
        gap: 0.3rem;
        padding: 0.875rem 1rem;
      }
      :host([compact]) h2 {
        font-size: 1.0625rem;
      }
      :host([compact]) .mark {
        display: none;
      }
      :host([compact]) .actions {
        margin-block-start: 0.25rem;
      }
      :host([compact]) .invitation .button:not(.primary) {
        flex: 1 1 auto;
        min-block-size: var(--stepback-touch);
        padding-inline: 0.5em;
        font-size: 0.9375rem;
      }
    `,
  ];

  /** The card is below the circle, where room is scarce. */
  @property({ type: Boolean, reflect: true }) compact = false;

  private readonly guard = new Guard(this, guarded);
  private invited = false;

  constructor() {
    super();
    new Ticking(this, redraw);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const card = this.model ? cardOf(this.model) : null;
    const invited = card?.kind === 'invitation';
    if (invited && !this.invited && this.hasUpdated) {
      this.guard.arm();
      // The focused button disappears. The title gets the focus, never a button that opens devices.
      if (this.shadowRoot?.activeElement) void this.updateComplete.then(() => this.focusTitle());
    }
    this.invited = invited;
  }

  private focusTitle(): void {
    this.renderRoot.querySelector('h2')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    const card = model && cardOf(model);
    if (!model || !card) return nothing;
    return card.kind === 'listening' ? this.listening(model) : this.invitation(card);
  }

  private listening(model: Seated): TemplateResult {
    const { listening } = this.words.controls;
    const back = returnSentence(this.words, model, model.now());
    return html`<section class="card" part="card" aria-labelledby="title">
        <span class="mark">${listeningIcon}</span>
        <h2 id="title" tabindex="-1">${listeningTitle(this.words, model)}</h2>
        <p class="soft">${model.state.you.may.show ? listening.offSeen : listening.off}</p>
        ${this.compact ? nothing : html`<p class="soft">${listening.chair}</p>`}
        ${back ? html`<p class="back">${back}</p>` : nothing}
        <p class="status" role="status">${this.told(model)}</p>
        <div class="actions">
          <button
            class="button"
            aria-haspopup="dialog"
            @click=${() => this.renderRoot.querySelector('stepback-tell')?.show()}
          >
            ${this.compact ? nothing : signalIcon}${listening.tell}
          </button>
          <button class="button quiet" aria-haspopup="dialog" @click=${this.leaving}>
            ${this.compact ? this.words.controls.leave : html`${leaveIcon}${listening.leave}`}
          </button>
        </div>
      </section>
      <stepback-tell .model=${model}></stepback-tell>
      <stepback-confirm></stepback-confirm>`;
  }

  private told(model: Seated): TemplateResult | typeof nothing {
    const sentence = ownSignalSentence(this.words, model);
    if (sentence === null) return nothing;
    return html`<span class="told">${checkIcon}<span>${sentence}</span></span>`;
  }

  private invitation(card: Extract<Card, { kind: 'invitation' }>): TemplateResult {
    const words = this.words.controls.invited;
    const text = {
      returned: words.returnedText,
      arrived: words.arrivedText,
      reconnected: words.reconnectedText,
    };
    return html`<section class="card invitation" part="card" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${words[card.why]}</h2>
      <p class="soft">${card.private ? words.private : text[card.why]}</p>
      <div class="actions ${this.guard.on ? 'guarded' : ''}">
        ${card.private ? nothing : this.openers(card)}
        <button class="button quiet" @click=${() => this.open(false, false)}>
          ${card.microphone ? words.silent : words.notYet}
        </button>
      </div>
    </section>`;
  }

  private openers({
    microphone,
    camera,
  }: {
    microphone: boolean;
    camera: boolean;
  }): TemplateResult {
    const words = this.words.controls.invited;
    const primary =
      microphone && camera ? words.both : microphone ? words.microphone : words.camera;
    return html`<button class="button primary" @click=${() => this.open(microphone, camera)}>
        ${microphone ? microphoneIcon : cameraIcon}${primary}
      </button>
      ${
        microphone && camera
          ? html`<button class="button" @click=${() => this.open(true, false)}>
              ${words.onlyMicrophone}
            </button>`
          : nothing
      }`;
  }

  private open(microphone: boolean, camera: boolean): void {
    if (!this.guard.on) this.ask({ kind: 'open', microphone, camera });
  }

  private readonly leaving = async (): Promise<void> => {
    const { title, presenter, yes, no } = this.words.controls.leaving;
    const sure = await this.renderRoot
      .querySelector('stepback-confirm')
      ?.ask({ title, text: presenter, yes, no });
    if (sure) this.ask({ kind: 'leave' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-listening': StepbackListening;
  }
}
