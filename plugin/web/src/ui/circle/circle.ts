// <stepback-circle>: the ground with its chairs, and the clock in the middle.

import { consume } from '@lit/context';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';
import { wordsContext } from '../contexts.js';
import type { Seated } from '../model.js';
import { ownStyle } from '../own_style.js';
import { base } from '../shared_styles.js';
import './chair.js';
import './clock.js';
import { chairsOf, type Chairs } from './chairs.js';
import { PlaceMeasure, mostObservers } from './measured_place.js';
import { seat, type Seating } from './seating.js';

/** Faces smaller than this have smaller names; CSS pixels. */
const smallFace = 64;

/**
 * All chairs around one ellipse, as large as the place allows, with the clock in the middle and the
 * observers at the lower left. Fills its place, which needs a height. The order is the same on
 * every screen, see chairs.ts.
 *
 * For screen readers it is a list, clockwise from the facilitator.
 *
 * @csspart ground - the ground that the chairs stand around
 * @csspart chair - one place
 * @csspart clock - the clock
 * @csspart observers - the list of observers
 */
@customElement('stepback-circle')
export class StepbackCircle extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        position: relative;
        block-size: 100%;
        min-block-size: 12rem;
        overflow: hidden;
      }
      .ground {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 0;
        border-radius: 50%;
        background: radial-gradient(
          closest-side,
          light-dark(rgb(255 253 249 / 75%), rgb(236 232 223 / 4.5%)) 55%,
          transparent
        );
        pointer-events: none;
      }
      li {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 0;
      }
      .chairs.moving li {
        transition: transform var(--stepback-slow) ease;
      }
      stepback-clock {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 0;
      }
      .observers {
        position: absolute;
        inset-block-end: 2px;
        inset-inline-start: 0;
        display: flex;
        flex-direction: column;
        gap: 0.5rem;
        max-inline-size: 100%;
        --stepback-face: 2.25rem;
      }
      .observers.compact {
        gap: 0.25rem;
        --stepback-face: 1.75rem;
      }
      .observers li {
        position: static;
      }
      .more {
        color: var(--stepback-soft);
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) model: Seated | null = null;

  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words?: Words;

  @state() private size = { width: 0, height: 0 };
  /** Chairs glide: somebody came, went, or changed places. A resized window moves none. */
  @state() private moving = false;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private order = '';
  private known: { place: string; seating: Seating } | null = null;
  private readonly measured = new PlaceMeasure(this);
  private readonly watch = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch.observe(this);
    this.measure();
    // Until the page's own typeface is loaded, names are measured in another one.
    void document.fonts.ready.then(() => this.requestUpdate());
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
    clearTimeout(this.rest);
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (width !== this.size.width || height !== this.size.height) this.size = { width, height };
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.model) return;
    const order = chairsOf(this.model.state)
      .circle.map((each) => each.id)
      .join(' ');
    if (order === this.order) return;
    if (this.order !== '') {
      this.moving = true;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => (this.moving = false), 500);
    }
    this.order = order;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, words, size } = this;
    if (!model || !words || size.width === 0 || size.height === 0) return nothing;
    const chairs = chairsOf(model.state);
    const seating = this.seating(words, chairs, model.state.you.id);
    const { clock, face } = seating;
    return html`<div class="ground" part="ground" ${ownStyle(ground(seating))}></div>
      <ul
        class="chairs ${this.moving ? 'moving' : ''}"
        role="list"
        aria-label=${words.circle.chairs}
        ${ownStyle({ '--stepback-face': `${face}px` })}
      >
        ${repeat(
          chairs.circle,
          (person) => person.id,
          (person, index) => this.chair(person, index, seating),
        )}
      </ul>
      ${
        clock.size > 0 && !model.local.clockHidden
          ? html`<stepback-clock
              part="clock"
              .model=${model}
              ${ownStyle({
                'inline-size': `${clock.size}px`,
                transform: at(clock.x - clock.size / 2, clock.y - clock.size / 2),
              })}
            ></stepback-clock>`
          : nothing
      }
      ${this.observers(words, chairs.observers)}`;
  }

  private chair(person: Participant, index: number, seating: Seating): TemplateResult {
    const { face, names, middle } = seating;
    const point = seating.chairs[index] ?? middle;
    const way = Math.hypot(point.x - middle.x, point.y - middle.y) || 1;
    return html`<li
      part="chair"
      ${ownStyle({
        transform: at(point.x - face / 2, point.y - face / 2),
        '--stepback-out-x': ((point.x - middle.x) / way).toFixed(3),
        '--stepback-out-y': ((point.y - middle.y) / way).toFixed(3),
      })}
    >
      ${this.person(person, names)}
    </li>`;
  }

  private person(person: Participant, names: 'under' | 'over' | 'beside'): TemplateResult {
    const local = this.model?.local;
    const self = person.id === this.model?.state.you.id;
    return html`<stepback-chair
      .person=${person}
      .level=${local?.levels.get(person.id) ?? 0}
      .self=${self}
      .mirrored=${self && (local?.selfView ?? false)}
      .pictured=${!local?.picturesPaused && !local?.privateNow}
      .names=${names}
      ?small=${this.known !== null && this.known.seating.face < smallFace}
      ?compact=${names === 'beside' && this.measured.isNarrow(this.size.width)}
    ></stepback-chair>`;
  }

  private observers(words: Words, people: readonly Participant[]): TemplateResult | typeof nothing {
    if (people.length === 0) return nothing;
    const more = people.length > mostObservers ? people.length - mostObservers + 1 : 0;
    const shown = people.slice(0, people.length - more);
    const compact = this.measured.isNarrow(this.size.width);
    return html`<ul
      class="observers ${compact ? 'compact' : ''}"
      part="observers"
      role="list"
      aria-label=${words.circle.observers}
    >
      ${repeat(
        shown,
        (person) => person.id,
        (person) => html`<li>${this.person(person, 'beside')}</li>`,
      )}
      ${more > 0 ? html`<li class="more">${words.circle.moreObservers(more)}</li>` : nothing}
    </ul>`;
  }

  private seating(words: Words, chairs: Chairs, you: string): Seating {
    const place = this.measured.place(words, chairs, you, this.size);
    const key = JSON.stringify(place);
    if (this.known?.place !== key) this.known = { place: key, seating: seat(place) };
    return this.known.seating;
  }
}

function at(x: number, y: number): string {
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}

/** The ground reaches to the middle of the chairs. */
function ground(seating: Seating): Record<string, string> {
  const { middle, chairs } = seating;
  const half = (axis: 'x' | 'y'): number =>
    Math.max(0, ...chairs.map((chair) => Math.abs(chair[axis] - middle[axis])));
  const [width, height] = [half('x') * 2, half('y') * 2];
  return {
    'inline-size': `${width.toFixed(0)}px`,
    'block-size': `${height.toFixed(0)}px`,
    transform: at(middle.x - width / 2, middle.y - height / 2),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-circle': StepbackCircle;
  }
}
