// <stepback-chair>: one person's place in the circle, with the person while they sit there.

import { consume } from '@lit/context';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Participant } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';
import { picturesContext, wordsContext } from '../contexts.js';
import { handIcon, listeningIcon, microphoneOffIcon, reconnectIcon, recordIcon } from '../icons.js';
import type { Level, Pictures } from '../../media/base/types.js';
import { ownStyle } from '../own_style.js';
import { chairLabel, isAway, standing } from './chairs.js';
import { chairStyles } from './chair_styles.js';
import { hueOf, initialsOf } from './initials.js';

/**
 * A face with a name, a quiet ring while the person speaks, and small marks for a raised hand, a
 * closed microphone and a device that records. Without a picture, the initials stand on the person's own colour. At the step
 * back the face leaves in one slow movement, outwards and fading. The chair stays, dashed, with the
 * name and "stepped back".
 *
 * @cssprop --stepback-face - the diameter, a length; set by the circle
 * @cssprop --stepback-out-x, --stepback-out-y - the way out of the circle, a unit vector
 * @cssprop --stepback-presence - opacity of the faces, 0 to 1; lower while the connection is lost
 * @csspart face - the disc with the picture or the initials
 * @csspart empty - the dashed chair of a person who listens
 * @csspart ring - around a person who speaks
 * @csspart name - the label
 */
@customElement('stepback-chair')
export class StepbackChair extends LitElement {
  static override styles = chairStyles;

  @property({ attribute: false }) person: Participant | null = null;
  @property({ attribute: false }) level: Level = 0;
  /** The chair belongs to the person at this screen. */
  @property({ type: Boolean }) self = false;
  /** The person wants to see their own picture, mirrored. Only with `self`. */
  @property({ type: Boolean }) mirrored = false;
  /** Pictures may be drawn now. */
  @property({ type: Boolean }) pictured = true;
  /** The place of the name. */
  @property({ reflect: true }) names: 'under' | 'over' | 'beside' = 'under';

  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words?: Words;
  @consume({ context: picturesContext, subscribe: true })
  @property({ attribute: false })
  pictures?: Pictures;

  /** The face is on its way out, and keeps its last picture until it is gone. */
  @state() private leaving = false;
  private wasAway: boolean | null = null;
  private wasShown = false;
  private shown: { on: Element; from: Pictures; of: string; stop: () => void } | null = null;

  protected override willUpdate(): void {
    const { person } = this;
    if (!person) return;
    const away = isAway(person);
    // The first drawing shows no movement: the person came in, or this page was reloaded.
    if (away && this.wasAway === false) this.leaving = this.wasShown && !stillness();
    if (!away) this.leaving = false;
    this.wasAway = away;
    this.toggleAttribute('away', away && !person.video);
    this.toggleAttribute('outside', away && person.video);
    this.toggleAttribute('reconnecting', !person.connected);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { person, words } = this;
    if (!person || !words) return nothing;
    this.wasShown = this.showsPicture(person) || this.showsMirror(person);
    const level = person.connected && person.audio ? this.level : 0;
    return html`<div class="place" ${ownStyle({ '--hue': hueOf(person.id) })}>
        <span class="visually-hidden">${chairLabel(words, person, this.self, level)}</span>
        <div class="empty" part="empty" aria-hidden="true">
          ${person.connected ? listeningIcon : reconnectIcon}
          ${this.names === 'over' ? html`<span>${standing(words, person)}</span>` : nothing}
        </div>
        <div class="leaving" @transitionend=${this.gone} aria-hidden="true">
          <div class=${classMap({ ring: true, [`level-${level}`]: true })} part="ring"></div>
          <div class="face" part="face">
            <span class="initials">${initialsOf(person.name)}</span>
            ${this.picture(person)}
            ${
              person.connected
                ? nothing
                : html`<span class="again"
                    >${reconnectIcon}<span>${words.circle.reconnecting}</span></span
                  >`
            }
          </div>
          ${person.hand ? html`<span class="hand">${handIcon}</span>` : nothing}
        </div>
      </div>
      ${this.label(words, person)}`;
  }

  private label(words: Words, person: Participant): TemplateResult {
    const under = this.names !== 'over' ? standing(words, person) : '';
    const silent = !person.audio && person.connected && person.channel === 'circle';
    return html`<div class="label" part="name" aria-hidden="true">
      <span class="name"
        >${person.records ? recordIcon : nothing}${
          silent && person.seat !== 'observer' ? microphoneOffIcon : nothing
        }<span class="words">${this.self ? words.circle.you : person.name}</span></span
      >
      ${under ? html`<span class="standing">${under}</span>` : nothing}
    </div>`;
  }

  private picture(person: Participant): TemplateResult | typeof nothing {
    if (this.showsMirror(person)) {
      return html`<video class="mirror" autoplay playsinline .muted=${true}></video>`;
    }
    if (this.showsPicture(person)) return html`<canvas></canvas>`;
    return nothing;
  }

  private showsPicture(person: Participant): boolean {
    if (this.self || !this.pictured) return false;
    return (person.video && person.connected) || this.leaving;
  }

  private showsMirror(person: Participant): boolean {
    return this.self && this.mirrored && (person.video || this.leaving);
  }

  private readonly gone = (event: TransitionEvent): void => {
    if (event.propertyName === 'opacity' && event.target === event.currentTarget) {
      this.leaving = false;
    }
  };

  protected override updated(_changed: PropertyValues): void {
    const on = this.renderRoot.querySelector('canvas, video');
    const { person, pictures: from } = this;
    const same =
      this.shown?.on === on && this.shown?.from === from && this.shown?.of === person?.id;
    if (same) return;
    this.letGo();
    if (!on || !from || !person) return;
    if (on instanceof HTMLCanvasElement) {
      this.shown = { on, from, of: person.id, stop: from.show(person.id, on) };
    } else if (on instanceof HTMLVideoElement) {
      this.shown = { on, from, of: person.id, stop: from.mirror(on) };
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.letGo();
  }

  private letGo(): void {
    this.shown?.stop();
    this.shown = null;
  }
}

/** Whether the person's system asks for less motion. */
function stillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-chair': StepbackChair;
  }
}
