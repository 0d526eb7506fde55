// <stepback-controls>: the person's microphone, camera and hand, privacy, and leaving.

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { phaseTitle } from '../../words/template_words.js';
import {
  cameraIcon,
  cameraOffIcon,
  handIcon,
  leaveIcon,
  microphoneIcon,
  microphoneOffIcon,
  mirrorIcon,
  notPrivateIcon,
  signalIcon,
  soundIcon,
  troubleIcon,
} from '../icons.js';
import type { DeviceState } from '../../media/base/types.js';
import { isTrouble, type Seated } from '../model.js';
import './confirm.js';
import { controlsStyles } from './controls_styles.js';
import { iListen, leavingOf, me, whyNot, type Opens, type WhyNot } from './own_rights.js';
import { SeatedElement } from './seated_element.js';
import './tell.js';

type Device = 'microphone' | 'camera';

/**
 * The bar, and sentences about it above. A button that cannot be used now keeps its place, is drawn
 * quietly, and gives the reason.
 *
 * @fires stepback-intent - `microphone`, `camera`, `hand`, `selfView`, `privateNow`, `signal`,
 * `allowSound`, `leave`
 * @csspart controls - the bar with the buttons
 * @csspart line - a sentence above it
 */
@customElement('stepback-controls')
export class StepbackControls extends SeatedElement {
  static override styles = controlsStyles;

  /** The quiet button that was pressed; its reason is shown. */
  @state() private wondered: Opens | null = null;
  @state() private closedByLeader = false;
  private closing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('model');
    const { model } = this;
    if (!before || !model) return;
    if (this.wondered && whyNot(model, this.wondered) === null) this.wondered = null;
    if (before.local.microphone === model.local.microphone) return;
    // It closed without a press here, and the right to speak remains, so a leader closed it.
    this.closedByLeader =
      before.local.microphone === 'on' &&
      model.local.microphone === 'off' &&
      !this.closing &&
      !model.local.privateNow &&
      whyNot(model, 'microphone') === null;
    this.closing = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const { state, local } = model;
    const words = this.words.controls;
    const listens = iListen(state);
    return html`<div class="all">
      <div class="lines" role="status">${this.lines(model)}</div>
      <div class="bar" part="controls" role="group" aria-label=${words.label}>
        <div class="group">
          ${this.device(model, 'microphone')} ${this.device(model, 'camera')}
          ${local.camera === 'on' || local.selfView ? this.selfView(local.selfView) : nothing}
          ${listens ? nothing : this.hand(model)}
        </div>
        <div class="group">
          ${this.privacy(local.privateNow)}
          ${listens || state.you.may.lead ? nothing : this.tellButton()}
          ${listens ? nothing : this.leave()}
        </div>
      </div>
      ${this.reasons(model)}
      <stepback-tell .model=${model}></stepback-tell>
      <stepback-confirm></stepback-confirm>
    </div>`;
  }

  private device(model: Seated, device: Device): TemplateResult {
    const words = this.words.controls;
    const state: DeviceState = model.local[device];
    const open = state === 'on' || state === 'opening';
    const why = open ? null : whyNot(model, device);
    const icons =
      device === 'microphone'
        ? { on: microphoneIcon, off: microphoneOffIcon }
        : { on: cameraIcon, off: cameraOffIcon };
    return html`<button
      class="button control ${isTrouble(state) ? 'troubled' : ''}"
      aria-pressed=${state === 'on' ? 'true' : 'false'}
      aria-busy=${state === 'opening' ? 'true' : nothing}
      aria-disabled=${why ? 'true' : nothing}
      aria-describedby=${why ? `why-${device}` : nothing}
      title=${why ? this.sentence(model, why) : nothing}
      @click=${() => this.press(device, !open, why)}
    >
      ${state === 'on' ? icons.on : icons.off}
      <span class="word">${words[device]}</span>
      <span class="state" aria-hidden="true">${words.device[state]}</span>
    </button>`;
  }

  private hand(model: Seated): TemplateResult {
    const words = this.words.controls;
    const raised = me(model.state)?.hand ?? false;
    const why = raised ? null : whyNot(model, 'hand');
    return html`<button
      class="button control"
      aria-pressed=${raised ? 'true' : 'false'}
      aria-disabled=${why ? 'true' : nothing}
      aria-describedby=${why ? 'why-hand' : nothing}
      title=${why ? this.sentence(model, why) : words.hand}
      @click=${() => (why ? (this.wondered = 'hand') : this.ask({ kind: 'hand', raised: !raised }))}
    >
      ${handIcon}<span class="word">${words.hand}</span>
      ${raised ? html`<span class="state" aria-hidden="true">${words.raised}</span>` : nothing}
    </button>`;
  }

  private selfView(shown: boolean): TemplateResult {
    const words = this.words.controls;
    return html`<button
      class="button control minor"
      aria-pressed=${shown ? 'true' : 'false'}
      title=${words.selfView}
      @click=${() => this.ask({ kind: 'selfView', on: !shown })}
    >
      ${mirrorIcon}<span class="word">${words.selfView}</span>
    </button>`;
  }

  private privacy(on: boolean): TemplateResult {
    const words = this.words.controls;
    const name = on ? words.privateAgain : words.notPrivate;
    // The button's words change, so that they always say what a press does.
    return html`<button
      class="button ${on ? 'primary' : 'control'}"
      title=${name}
      @click=${() => this.ask({ kind: 'privateNow', on: !on })}
    >
      ${notPrivateIcon}<span class="word">${name}</span>
    </button>`;
  }

  private tellButton(): TemplateResult {
    const words = this.words.controls;
    return html`<button
      class="button control minor"
      aria-haspopup="dialog"
      aria-label=${words.signal.title}
      title=${words.signal.title}
      @click=${() => this.renderRoot.querySelector('stepback-tell')?.show()}
    >
      ${signalIcon}<span class="word">${words.tell}</span>
    </button>`;
  }

  private leave(): TemplateResult {
    const { leave } = this.words.controls;
    return html`<button
      class="button control"
      aria-haspopup="dialog"
      title=${leave}
      @click=${this.leaving}
    >
      ${leaveIcon}<span class="word">${leave}</span>
    </button>`;
  }

  /** The sentences above the bar; none if all is well. */
  private lines(model: Seated): readonly (TemplateResult | typeof nothing)[] {
    const { local } = model;
    const words = this.words.controls;
    return [
      local.soundBlocked && !local.privateNow
        ? html`<div class="line" part="line">
            <span>${words.soundBlocked}</span>
            <button class="button primary" @click=${() => this.ask({ kind: 'allowSound' })}>
              ${soundIcon}${words.hear}
            </button>
          </div>`
        : nothing,
      local.privateNow && !iListen(model.state)
        ? html`<p class="line" part="line">
            <span>${words.privateIs}</span>
          </p>`
        : nothing,
      ...this.troubles(model),
      this.closedByLeader
        ? html`<p class="line" part="line"><span>${words.closedByLeader}</span></p>`
        : nothing,
      this.why(model),
    ];
  }

  /** The devices that did not open, and what to do. The same trouble with both is one sentence. */
  private troubles(model: Seated): TemplateResult[] {
    const { microphone, camera } = model.local;
    const [first, second] = (['microphone', 'camera'] as const).filter(
      (device) => isTrouble(model.local[device]) && whyNot(model, device) === null,
    );
    if (first && second && isTrouble(microphone) && microphone === camera) {
      return [this.trouble(this.words.controls.troubleBoth[microphone], [first, second])];
    }
    return [first, second].flatMap((device) => {
      const state = device && model.local[device];
      if (!device || !state || !isTrouble(state)) return [];
      return [this.trouble(this.words.arrive.trouble[device][state], [device])];
    });
  }

  private trouble(sentence: string, devices: readonly Device[]): TemplateResult {
    const words = this.words.controls;
    const press = (on: boolean): void => devices.forEach((device) => this.press(device, on, null));
    return html`<div class="line trouble-line" part="line">
      ${troubleIcon}<span>${sentence}</span>
      <button class="button" @click=${() => press(true)}>${words.again}</button>
      <button class="button quiet" @click=${() => press(false)}>${words.without}</button>
    </div>`;
  }

  /** A person who may not speak in the whole phase sees the reason without pressing. */
  private why(model: Seated): TemplateResult | typeof nothing {
    const speaking = whyNot(model, 'microphone');
    const standing = speaking === 'observer' || speaking === 'presenting' || speaking === 'phase';
    const why = standing ? speaking : this.wondered && whyNot(model, this.wondered);
    if (!why || model.local.microphone === 'on') return nothing;
    return html`<p class="why">${this.sentence(model, why)}</p>`;
  }

  private reasons(model: Seated): readonly (TemplateResult | typeof nothing)[] {
    return (['microphone', 'camera', 'hand'] as const).map((opens) => {
      const why = whyNot(model, opens);
      return why
        ? html`<span id=${`why-${opens}`} hidden>${this.sentence(model, why)}</span>`
        : nothing;
    });
  }

  private sentence({ state }: Seated, why: WhyNot): string {
    const sentences = this.words.controls.why;
    if (why !== 'phase') return sentences[why];
    return sentences.phase(phaseTitle(this.words, state.session.phase));
  }

  private press(device: Device, on: boolean, why: WhyNot | null): void {
    if (why) {
      this.wondered = device;
      return;
    }
    if (device === 'microphone') this.closing = !on;
    this.ask({ kind: device, on });
  }

  private readonly leaving = async (): Promise<void> => {
    const { model } = this;
    if (!model) return;
    const words = this.words.controls.leaving;
    const going = leavingOf(model.state);
    const text = going.kind === 'leader' ? words.leader(going.name) : words[going.kind];
    const sure = await this.renderRoot
      .querySelector('stepback-confirm')
      ?.ask({ title: words.title, text, yes: words.yes, no: words.no });
    if (sure) this.ask({ kind: 'leave' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-controls': StepbackControls;
  }
}
