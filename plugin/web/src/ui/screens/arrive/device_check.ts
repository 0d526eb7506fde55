// <stepback-device-check>: the person's own picture as it will be in the circle, a meter of their
// microphone, and the choice of devices. Nothing of it leaves the page.

import { consume } from '@lit/context';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { picturesContext } from '../../contexts.js';
import { microphoneIcon, personIcon, troubleIcon } from '../../icons.js';
import type { Pictures } from '../../../media/base/types.js';
import { type Arrival, IntentEvent, type Intent, isTrouble } from '../../model.js';
import { shared } from '../../shared_styles.js';
import { SpeakingElement } from '../../speaking_element.js';

type Device = 'microphone' | 'camera';

/** @fires stepback-intent - `tryDevices` and `choose` */
@customElement('stepback-device-check')
export class StepbackDeviceCheck extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.875rem;
      }
      .self {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1rem 1.25rem;
      }
      .face {
        display: grid;
        flex: none;
        place-items: center;
        inline-size: 8.5rem;
        block-size: 8.5rem;
        border-radius: 50%;
        background: var(--stepback-sunken);
        color: var(--stepback-soft);
        overflow: hidden;
      }
      .face > * {
        grid-area: 1 / 1;
      }
      .face .icon {
        inline-size: 3.5rem;
        block-size: 3.5rem;
        stroke-width: 1.1;
      }
      video {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .beside {
        display: grid;
        flex: 1 1 12rem;
        gap: 0.75rem;
        justify-items: start;
      }
      .meter {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        color: var(--stepback-soft);
      }
      .bars {
        display: flex;
        gap: 4px;
      }
      .bars span {
        inline-size: 1.6rem;
        block-size: 0.6rem;
        border-radius: 0.3rem;
        background: var(--stepback-sunken);
        box-shadow: inset 0 0 0 1px var(--stepback-line);
        transition: background var(--stepback-quick);
      }
      .bars .lit {
        background: var(--stepback-teal);
        box-shadow: none;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
        gap: 0.75rem;
      }
      label {
        display: grid;
        gap: 0.25rem;
        min-inline-size: 0;
        font-size: 0.9375rem;
      }
      select {
        text-overflow: ellipsis;
      }
      .trouble {
        display: flex;
        gap: 0.6rem;
        padding: 0.7rem 0.9rem;
        border-radius: var(--stepback-radius-small);
        background: var(--stepback-rose-soft);
        text-wrap: pretty;
      }
      .trouble .icon {
        margin-block-start: 0.1em;
        color: var(--stepback-rose);
      }
    `,
  ];

  @property({ attribute: false }) arrival: Arrival | null = null;

  @consume({ context: picturesContext, subscribe: true })
  @property({ attribute: false })
  pictures: Pictures | undefined;

  private mirrored: { by: Pictures; stop: () => void } | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopMirror();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const video = this.renderRoot.querySelector('video');
    if (!video || !this.pictures) return this.stopMirror();
    if (this.mirrored?.by === this.pictures) return;
    this.stopMirror();
    this.mirrored = { by: this.pictures, stop: this.pictures.mirror(video) };
  }

  protected override render(): TemplateResult | typeof nothing {
    const arrival = this.arrival;
    if (!arrival) return nothing;
    const words = this.words.arrive.check;
    const { microphone, camera } = arrival;
    const opening = microphone === 'opening' || camera === 'opening';
    const fresh = microphone === 'off' && camera === 'off';
    const trouble = isTrouble(microphone) || isTrouble(camera);
    return html`
      <div class="self">
        <div class="face">
          ${
            camera === 'on'
              ? html`<video
                  muted
                  autoplay
                  playsinline
                  .muted=${true}
                  aria-label=${words.picture}
                ></video>`
              : html`${personIcon}<span class="visually-hidden">${words.noPicture}</span>`
          }
        </div>
        <div class="beside">
          ${
            fresh || opening
              ? html`<p class="soft" role="status">${opening ? words.opening : words.fresh}</p>`
              : nothing
          }
          ${microphone === 'on' ? this.meter(arrival) : nothing}
          ${
            fresh || trouble
              ? html`<button
                  type="button"
                  class="button"
                  @click=${() => this.ask({ kind: 'tryDevices' })}
                >
                  ${fresh ? words.try : words.tryAgain}
                </button>`
              : nothing
          }
        </div>
      </div>
      ${this.troubles(arrival)}
      <div class="choices">
        ${this.choice('microphone', arrival)} ${this.choice('camera', arrival)}
      </div>
      <p class="soft small">
        ${trouble && microphone !== 'on' && camera !== 'on' ? words.without : words.onlyYou}
      </p>
    `;
  }

  private meter(arrival: Arrival): TemplateResult {
    const words = this.words.arrive.check;
    return html`<div
        class="meter"
        role="meter"
        aria-label=${words.meter}
        aria-valuemin="0"
        aria-valuemax="3"
        aria-valuenow=${arrival.level}
        aria-valuetext=${words.levels[arrival.level]}
      >
        ${microphoneIcon}
        <div class="bars">
          ${[1, 2, 3].map(
            (step) => html`<span class=${arrival.level >= step ? 'lit' : ''}></span>`,
          )}
        </div>
      </div>
      <p class="soft">${words.speak}</p>`;
  }

  /** The same trouble with both devices is shown once. */
  private troubles({ microphone, camera }: Arrival): TemplateResult[] {
    const words = this.words.arrive.trouble;
    const sentences: string[] = [];
    if (isTrouble(microphone) && microphone === camera) {
      sentences.push(words.both[microphone]);
    } else {
      if (isTrouble(microphone)) sentences.push(words.microphone[microphone]);
      if (isTrouble(camera)) sentences.push(words.camera[camera]);
    }
    return sentences.map(
      (each) => html`<p class="trouble" role="status">${troubleIcon}<span>${each}</span></p>`,
    );
  }

  /** Browsers tell devices apart only after one of them was allowed. */
  private choice(device: Device, { devices }: Arrival): TemplateResult | typeof nothing {
    const list = device === 'microphone' ? devices.microphones : devices.cameras;
    if (list.length < 2) return nothing;
    const words = this.words.arrive.check;
    const unnamed = device === 'microphone' ? words.unnamedMicrophone : words.unnamedCamera;
    return html`<label>
      <span>${words[device]}</span>
      <select class="field" @change=${(event: Event) => this.chosen(device, event)}>
        ${list.map(
          ({ id, label }, index) =>
            html`<option value=${id} ?selected=${id === devices[device]}>
              ${label || unnamed(index + 1)}
            </option>`,
        )}
      </select>
    </label>`;
  }

  private chosen(device: Device, event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    this.ask({ kind: 'choose', device, id: event.target.value });
  }

  private ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }

  private stopMirror(): void {
    this.mirrored?.stop();
    this.mirrored = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-device-check': StepbackDeviceCheck;
  }
}
