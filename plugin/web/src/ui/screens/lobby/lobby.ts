// <stepback-lobby>: for people who wait. Shows who leads and the phase, and sends private signals.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { phaseTitle } from '../../../words/template_words.js';
import { listed, timeOfDay } from '../../../words/words.js';
import type { State } from '../../../wire/messages.js';
import { ownSignalSentence } from '../../controls/own_signals.js';
import { Ticking } from '../../controls/ticking.js';
import { checkIcon, leaveIcon } from '../../icons.js';
import type { Model } from '../../model.js';
import { chairs } from '../shared/chairs_picture.js';
import { ScreenElement } from '../shared/screen_element.js';
import { calm, screenStyles } from '../shared/screen_styles.js';

const kinds = ['pause', 'help', 'tech'] as const;

type Waiting = Extract<Model, { screen: 'lobby' }>;

/**
 * @fires stepback-intent - `signal`, `leave`, `language`
 * @csspart card - the private signals to the leaders
 */
@customElement('stepback-lobby')
export class StepbackLobby extends ScreenElement {
  static override styles = [
    screenStyles,
    calm,
    css`
      .where {
        display: grid;
        gap: 0.4rem;
      }
      .card {
        display: grid;
        gap: 0.75rem;
        justify-items: center;
        inline-size: 100%;
      }
      .card h2 {
        font-size: 1.0625rem;
      }
      .sent {
        display: inline-flex;
        gap: 0.5rem;
        align-items: center;
        min-block-size: 1.45em;
        color: var(--stepback-teal);
      }
    `,
  ];

  @property({ attribute: false }) model: Waiting | null = null;

  constructor() {
    super();
    new Ticking(this, 1000);
  }

  protected override render(): TemplateResult | typeof nothing {
    const model = this.model;
    if (!model) return nothing;
    const words = this.words.lobby;
    const { state, local } = model;
    return html`<div class="page">
      ${this.top()}
      <main>
        ${chairs('door')}
        <div class="text">
          <p class="soft">${state.session.title}</p>
          <h1 tabindex="-1">${words.title}</h1>
          <p class="lead" role="status">
            ${local.connection === 'lost' ? words.lost : this.leaders(state)}
          </p>
          <div class="where">
            <p>${this.when(state)}</p>
            <p class="soft">${words.quiet}</p>
          </div>
          <div role="status">
            <stepback-notice .model=${model}></stepback-notice>
          </div>
        </div>
        ${this.signal(model)}
        <button class="button quiet" @click=${() => this.ask({ kind: 'leave' })}>
          ${leaveIcon}<span>${words.leave}</span>
        </button>
      </main>
    </div>`;
  }

  private leaders(state: State): string {
    const words = this.words.lobby;
    const names = leadersHere(state).map((each) => each.name);
    if (names.length === 0) return isLed(state) ? words.reconnecting : words.nobodyLeads;
    return names.length > 1 ? words.leadsAny(listed(this.words, names)) : words.leads(names.join());
  }

  private when({ session }: State): string {
    const words = this.words.lobby;
    if (session.begunAt === null) return words.notBegun;
    const phase = phaseTitle(this.words, session.phase);
    return `${words.begun(timeOfDay(this.words, session.begunAt), phase)} ${words.late}`;
  }

  private signal(model: Waiting): TemplateResult {
    const words = this.words.lobby.signal;
    const names = { ...this.words.controls.signal, ...words };
    const sentence = ownSignalSentence(this.words, model, names);
    return html`<section class="card" part="card" aria-labelledby="signal">
      <h2 id="signal">${words.title}</h2>
      <div class="row">
        ${kinds.map(
          (signal) =>
            html`<button class="button" @click=${() => this.ask({ kind: 'signal', signal })}>
              ${words[signal]}
            </button>`,
        )}
      </div>
      <p class="sent" role="status">
        ${sentence === null ? nothing : html`${checkIcon}<span>${sentence}</span>`}
      </p>
    </section>`;
  }
}

/** A person who waits sees only the leaders (protocol/wire/README.md, "From the server"). */
function isLed(state: State): boolean {
  return state.participants.some(({ id }) => id !== state.you.id);
}

function leadersHere(state: State): State['participants'] {
  return state.participants.filter(({ id, connected }) => id !== state.you.id && connected);
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-lobby': StepbackLobby;
  }
}
