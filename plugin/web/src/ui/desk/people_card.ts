// <stepback-people-card>: the leaders, the lock, and the actions of a leader for one person.
// Nothing here measures anyone.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LeaderCommand, Participant } from '../../wire/messages.js';
import '../controls/confirm.js';
import { rosterNote } from '../controls/roster_rules.js';
import { SeatedElement } from '../controls/seated_element.js';
import { lockIcon, unlockIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import { leadSentence } from './lead_words.js';
import { can, othersOf } from './people_card_rules.js';
import { askForRemoval } from './removal.js';
import { warnings } from './waiting_rules.js';

/**
 * @fires stepback-intent - `command` (lock, mute, remove, handover, takeLead)
 * @csspart card - the card
 */
@customElement('stepback-people-card')
export class StepbackPeopleCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .locked {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
        margin-block-start: 0.35rem;
      }
      .locked .icon {
        align-self: center;
      }
      .actions .button {
        flex: 1 1 auto;
        padding-inline: 0.75em;
      }
      .people {
        margin-block: 0.75rem;
      }
      .people li {
        padding-block: 0.5rem;
        flex-wrap: wrap;
      }
      .people li + li {
        border-block-start: 1px solid var(--stepback-line);
      }
      .who {
        flex: 1 1 8rem;
      }
      .who .soft,
      .who .warning {
        display: block;
      }
      .warning {
        font-weight: 600;
      }
      .may {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .may .button {
        padding-inline: 0.75em;
        font-size: 0.9375rem;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const words = this.words.leader.people;
    const { state } = model;
    const { locked } = state.session;
    return html`<section class="card" part="card" aria-labelledby="title">
        <h2 id="title" class="card-title">${words.title}</h2>
        <p role="status">${leadSentence(this.words, state)}</p>
        ${
          state.you.may.takeLead
            ? html`<p class="actions">
                <button class="button" @click=${() => this.command({ type: 'takeLead' })}>
                  ${words.takeLead}
                </button>
              </p>`
            : nothing
        }
        <p class="locked soft small" role="status">
          ${locked ? lockIcon : unlockIcon}<span>${locked ? words.locked : words.unlocked}</span>
        </p>
        <p class="actions">
          <button class="button" aria-haspopup="dialog" @click=${() => this.dialog?.showModal()}>
            ${words.open}
          </button>
          <button class="button" @click=${() => this.command({ type: 'lock', on: !locked })}>
            ${locked ? words.unlock : words.lock}
          </button>
        </p>
      </section>
      <dialog class="sheet" aria-labelledby="people" aria-describedby="note">
        <h2 id="people" class="dialog-title" tabindex="-1" autofocus>${words.title}</h2>
        <p id="note" class="soft small">${words.muteNote}</p>
        <ul class="people">
          ${repeat(
            othersOf(state),
            (each) => each.id, // keyed: each button stays with its person
            (each) => this.person(each),
          )}
        </ul>
        <p class="close">
          <button class="button" @click=${() => this.dialog?.close()}>${words.close}</button>
        </p>
      </dialog>
      <stepback-confirm></stepback-confirm>`;
  }

  private person(person: Participant): TemplateResult {
    const words = this.words.leader.people;
    const { id, name } = person;
    const note = rosterNote(this.words, person, false);
    return html`<li class="row">
      <span class="who">
        ${name}${note ? html`<span class="soft small">${note}</span>` : nothing}
        ${warnings(this.words, person).map(
          (each) => html`<span class="warning small">${each}</span>`,
        )}
      </span>
      <span class="may">
        ${
          can(person, 'handover')
            ? this.button(words.handover, words.handoverLabel(name), () =>
                this.command({ type: 'handover', participant: id }),
              )
            : nothing
        }
        ${
          can(person, 'mute')
            ? this.button(words.mute, words.muteLabel(name), () =>
                this.command({ type: 'mute', participant: id }),
              )
            : nothing
        }
        ${
          can(person, 'remove')
            ? this.button(words.remove, words.removeLabel(name), () => void this.sendAway(person))
            : nothing
        }
      </span>
    </li>`;
  }

  private button(text: string, label: string, press: () => void): TemplateResult {
    return html`<button class="button" aria-label=${label} @click=${press}>${text}</button>`;
  }

  private async sendAway(person: Participant): Promise<void> {
    const confirm = this.renderRoot.querySelector('stepback-confirm');
    const removal = await askForRemoval(confirm, this.words, person);
    if (removal) this.command(removal);
  }

  private command(command: LeaderCommand): void {
    this.ask({ kind: 'command', command });
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-people-card': StepbackPeopleCard;
  }
}
