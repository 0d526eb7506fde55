// <stepback-presenter-card>: the presenter, how they are, and the choice of a presenter.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant, State } from '../../wire/messages.js';
import { SeatedElement } from '../controls/seated_element.js';
import { Ticking } from '../controls/ticking.js';
import '../copy_link.js';
import { personIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import { presenterOf } from './next_step.js';
import { appointable, appointing, can, type Appointing } from './people_card_rules.js';
import { presenterWords, silenceSentence } from './presenter_words.js';

/** Milliseconds. The silence is shown in seconds. */
const redraw = 1000;

/**
 * @fires stepback-intent - `command` (appoint), `wayBack`
 * @csspart card - the card
 */
@customElement('stepback-presenter-card')
export class StepbackPresenterCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .how {
        display: flex;
        gap: 0.625rem;
        align-items: baseline;
      }
      .mark {
        flex: none;
        inline-size: 0.625rem;
        block-size: 0.625rem;
        border: 2px solid var(--stepback-teal);
        border-radius: 50%;
      }
      .mark.well {
        background: var(--stepback-teal);
      }
      .mark.trouble {
        border-color: var(--stepback-rose);
        background: var(--stepback-rose);
      }
      .advice {
        margin-block-start: 0.35rem;
        padding-inline-start: 1.25rem;
      }
      .way-back {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.35rem;
        margin-block-start: 0.5rem;
        padding-inline-start: 1.25rem;
      }
      .silence {
        margin-block-start: 0.5rem;
        font-variant-numeric: tabular-nums;
      }
      .actions .button.choose {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    new Ticking(this, redraw);
  }

  /** Opens the choice of a presenter. */
  choose(): void {
    this.dialog?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const words = this.words.leader;
    const { state, local } = model;
    const silence =
      local.silentSince === null || state.session.begunAt === null
        ? ''
        : silenceSentence(this.words, state, local.silentSince, model.now());
    return html`<section class="card" part="card" aria-labelledby="title">
        <h2 id="title" class="card-title">${words.presenter.title}</h2>
        <div role="status">${this.how(state)}</div>
        ${this.wayBack(state)}
        ${silence ? html`<p class="soft small silence">${silence}</p>` : nothing}
        ${this.chooser(appointing(state))}
      </section>
      <dialog class="sheet" aria-labelledby="choosing" aria-describedby="who">
        <h2 id="choosing" class="dialog-title" tabindex="-1" autofocus>${words.choosing.title}</h2>
        ${this.choices(state)}
        <p class="close">
          <button class="button quiet" @click=${() => this.dialog?.close()}>
            ${words.choosing.close}
          </button>
        </p>
      </dialog>`;
  }

  private how(state: State): TemplateResult {
    const presenter = presenterOf(state);
    if (!presenter) return html`<p>${this.words.leader.presenter.nobody}</p>`;
    const { sentence, mark, advice } = presenterWords(this.words, presenter);
    return html`<p class="how"><span class="mark ${mark}"></span><span>${sentence}</span></p>
      ${advice ? html`<p class="advice soft small">${advice}</p>` : nothing}`;
  }

  private wayBack(state: State): TemplateResult | typeof nothing {
    const presenter = presenterOf(state);
    if (!presenter || !can(presenter, 'wayBack')) return nothing;
    const { sharedLink, copyWayBack } = this.words.leader.presenter;
    const { name } = presenter;
    return html`<div class="way-back">
      <span class="soft small">${sharedLink(name)}</span>
      <stepback-copy-link
        .whose=${name}
        .text=${copyWayBack}
        .wanted=${this.wanted}
      ></stepback-copy-link>
    </div>`;
  }

  private readonly wanted = (): Promise<string> =>
    new Promise((give) => {
      const presenter = this.model && presenterOf(this.model.state);
      if (presenter) this.ask({ kind: 'wayBack', participant: presenter.id, give });
    });

  private chooser(now: Appointing): TemplateResult | typeof nothing {
    if (now === null) return nothing;
    const { choose, other, nextCase } = this.words.leader.presenter;
    const label = { first: choose, other, next: nextCase }[now];
    const look = now === 'first' ? 'choose' : 'quiet text-button';
    return html`<p class="actions">
      <button class="button ${look}" aria-haspopup="dialog" @click=${() => this.choose()}>
        ${now === 'first' ? personIcon : nothing}${label}
      </button>
    </p>`;
  }

  private choices(state: State): TemplateResult {
    const words = this.words.leader.choosing;
    const people = appointable(state);
    if (people.length === 0) return html`<p id="who" class="soft">${words.nobody}</p>`;
    return html`<p id="who" class="soft">${words.text}</p>
      <ul class="choices">
        ${repeat(
          people,
          (each) => each.id, // keyed: each button stays with its person
          (each) => this.choice(each),
        )}
      </ul>`;
  }

  private choice(person: Participant): TemplateResult {
    const words = this.words.leader.choosing;
    const now = person.seat === 'presenter';
    const note = now ? words.presents : person.connected ? '' : words.reconnecting;
    const offered = can(person, 'appoint');
    return html`<li>
      <button
        class="button"
        aria-current=${now ? 'true' : nothing}
        aria-disabled=${offered ? nothing : 'true'}
        @click=${() => (offered ? this.appoint(person.id) : undefined)}
      >
        <span>${person.name}</span>${note ? html`<span class="soft">${note}</span>` : nothing}
      </button>
    </li>`;
  }

  private appoint(participant: string): void {
    this.dialog?.close();
    this.ask({ kind: 'command', command: { type: 'appoint', participant } });
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-presenter-card': StepbackPresenterCard;
  }
}
