// <stepback-in-session>: the whole screen of a person in a session.

import { consume } from '@lit/context';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { State } from '../../../wire/messages.js';
import type { Words } from '../../../words/words.js';
import { announcement } from '../../circle/announce.js';
import { steppedBack } from '../../circle/chairs.js';
import '../../circle/circle.js';
import '../../controls/chat.js';
import '../../controls/controls.js';
import '../../controls/listening.js';
import '../../controls/notice.js';
import '../../controls/pending.js';
import '../../controls/roster.js';
import '../../controls/way_back.js';
import '../../desk/desk.js';
import { wordsContext } from '../../contexts.js';
import { closeIcon, deskIcon } from '../../icons.js';
import { IntentEvent, type Seated } from '../../model.js';
import { inSessionHeader } from './header.js';
import { inSessionNotes } from './notes.js';
import { deskHint } from './rules.js';
import { inSessionStyles } from './styles.js';

/** From this width on there is room beside the circle, in units of the text size (900 px at 16). */
const wideFrom = 56.25;

/**
 * The circle, with a header above it and the controls below. Everything for this person alone is
 * beside it (on a narrow screen below, or in a sheet): the leader's desk, the card of a person who
 * listens or is invited back, the chat. Fills `--stepback-height` (the window's height).
 *
 * One polite live region announces phase changes and the step back.
 *
 * @fires stepback-intent - `hideClock`; the elements inside it fire others
 * @csspart header - title, phase, and the two or three buttons
 * @csspart circle - the circle's place
 * @csspart aside - the column beside it on a wide screen
 * @csspart bottom - the bar with the controls
 */
@customElement('stepback-in-session')
export class StepbackInSession extends LitElement {
  static override styles = inSessionStyles;

  @property({ attribute: false }) model: Seated | null = null;

  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words?: Words;

  @state() private wide = false;
  @state() private said = '';
  /** The person's choice. While null, a wide screen shows the chat once something was written. */
  @state() private chatWish: boolean | null = null;
  private seenLine = 0;
  private known: State | null = null;

  private readonly watch = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch.observe(this);
    this.measure();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  private get deskSheet(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog.desk');
  }
  private get chatSheet(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog.chat');
  }

  private measure(): void {
    const text = Number.parseFloat(getComputedStyle(this).fontSize) || 16;
    this.wide = this.clientWidth >= wideFrom * text;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { model, words } = this;
    if (!model || !words) return;
    if (changed.has('model') && model.state !== this.known) {
      const said = announcement(words, this.known, model.state);
      if (said) this.said = said;
      if (!model.state.you.may.chat) this.chatWish = null;
      // A leader who has just changed the phase on a phone must see the effect.
      if (this.known?.session.phase.name !== model.state.session.phase.name) {
        this.deskSheet?.close();
      }
      this.known = model.state;
    }
    if (this.chatShown(model)) this.seenLine = model.local.chat.at(-1)?.id ?? this.seenLine;
  }

  protected override updated(): void {
    const { model } = this;
    if (!model) return;
    const { lead, chat } = model.state.you.may;
    if (this.wide || !lead) this.deskSheet?.close();
    if (this.wide || !chat) this.chatSheet?.close();
    else if (this.chatWish && !this.chatSheet?.open) this.chatSheet?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, words } = this;
    if (!model || !words) return nothing;
    const card = this.hasCard(model);
    const desk = model.state.you.may.lead;
    const beside = this.wide && (card || desk || this.chatShown(model));
    const lost = model.local.connection === 'lost';
    return html`<div class="in-session ${this.wide ? 'wide' : 'narrow'} ${lost ? 'lost' : ''}">
        ${this.header(model, words)}
        <div class="body ${beside ? 'beside' : ''}">
          <main class="circle" part="circle">
            ${inSessionNotes(model, words)}
            <stepback-circle exportparts="chair, clock" .model=${model}></stepback-circle>
          </main>
          ${beside ? this.aside(model, words, card) : nothing}
          ${
            card && !this.wide
              ? html`<aside class="card-place" aria-label=${words.circle.inSession.aside}>
                  <stepback-listening
                    compact
                    exportparts="card"
                    .model=${model}
                  ></stepback-listening>
                </aside>`
              : nothing
          }
        </div>
        <footer class="bottom" part="bottom">
          ${desk && !this.wide ? this.deskHandle(model, words) : nothing}
          <stepback-controls exportparts="controls" .model=${model}></stepback-controls>
        </footer>
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">${this.said}</div>
      <stepback-roster .model=${model}></stepback-roster>
      ${this.wide ? nothing : this.sheets(model, words)}`;
  }

  private header(model: Seated, words: Words): TemplateResult {
    const shown = this.chatShown(model);
    return inSessionHeader(model, words, {
      wide: this.wide,
      chat: {
        shown,
        unread: !shown && (model.local.chat.at(-1)?.id ?? 0) > this.seenLine,
        toggle: () => (this.chatWish = !shown),
      },
      showRoster: () => this.renderRoot.querySelector('stepback-roster')?.show(),
      hideClock: (on) => this.dispatchEvent(new IntentEvent({ kind: 'hideClock', on })),
    });
  }

  private aside(model: Seated, words: Words, card: boolean): TemplateResult {
    const { lead } = model.state.you.may;
    const chat = this.chatShown(model);
    return html`<aside
      class="column ${card && !lead && !chat ? 'calm' : ''}"
      part="aside"
      aria-label=${words.circle.inSession.aside}
    >
      ${card ? html`<stepback-listening exportparts="card" .model=${model}></stepback-listening>` : nothing}
      ${lead ? html`<stepback-desk exportparts="card" .model=${model}></stepback-desk>` : nothing}
      ${chat ? html`<stepback-chat exportparts="card" .model=${model}></stepback-chat>` : nothing}
    </aside>`;
  }

  private deskHandle(model: Seated, words: Words): TemplateResult {
    const hint = deskHint(words, model);
    return html`<div class="desk-handle" role="status">
      <button
        class="button ${hint ? 'calls' : ''}"
        aria-haspopup="dialog"
        @click=${() => this.deskSheet?.showModal()}
      >
        ${deskIcon}<span class="words">${hint || words.circle.inSession.desk}</span>
      </button>
    </div>`;
  }

  private sheets(model: Seated, words: Words): TemplateResult {
    const { lead, chat } = model.state.you.may;
    const { inSession } = words.circle;
    return html`${
      lead
        ? html`<dialog class="sheet desk" aria-labelledby="desk-title">
            <div class="sheet-top">
              <h2 id="desk-title">${inSession.desk}</h2>
              ${this.closeButton(inSession.closeDesk, () => this.deskSheet?.close())}
            </div>
            <div class="sheet-body">
              <stepback-desk exportparts="card" .model=${model}></stepback-desk>
            </div>
          </dialog>`
        : nothing
    }
    ${
      chat
        ? html`<dialog
            class="sheet chat"
            aria-label=${inSession.chat}
            @close=${() => (this.chatWish = null)}
          >
            <div class="sheet-top bare">
              ${this.closeButton(inSession.hideChat, () => this.chatSheet?.close())}
            </div>
            <div class="sheet-body">
              <stepback-chat exportparts="card" .model=${model}></stepback-chat>
            </div>
          </dialog>`
        : nothing
    }`;
  }

  private closeButton(label: string, close: () => void): TemplateResult {
    return html`<button class="button quiet" aria-label=${label} title=${label} @click=${close}>
      ${closeIcon}
    </button>`;
  }

  private hasCard(model: Seated): boolean {
    return steppedBack(model.state)?.id === model.state.you.id || model.local.invited !== null;
  }

  private chatShown(model: Seated): boolean {
    if (!model.state.you.may.chat) return false;
    return this.chatWish ?? (this.wide && model.local.chat.length > 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-in-session': StepbackInSession;
  }
}
