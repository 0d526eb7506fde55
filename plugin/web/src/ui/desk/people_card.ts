// <stepback-people-card>: the leaders, the lock, and the actions of a leader for one person.
// Nothing here measures anyone.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LeaderCommand, Participant } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';
import type { Question } from '../controls/confirm.js';
import '../controls/confirm.js';
import { rosterNote } from '../controls/roster_rules.js';
import { SeatedElement } from '../controls/seated_element.js';
import { lockIcon, unlockIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import { leadSentence } from './lead_words.js';
import { can, othersOf } from './people_card_rules.js';

/**
 * @fires stepback-intent - `command` (lock, mute, remove, handover)
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
      .who .soft {
        display: block;
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
        <p>${leadSentence(this.words, state)}</p>
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

  private async sendAway({ id, name }: Participant): Promise<void> {
    const sure = await this.renderRoot
      .querySelector('stepback-confirm')
      ?.ask(removeQuestion(this.words, name));
    if (sure) this.command({ type: 'remove', participant: id });
  }

  private command(command: LeaderCommand): void {
    this.ask({ kind: 'command', command });
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

/**
 * The question before a leader removes `name`. Removing cannot be undone, so every card asks it in
 * the same words.
 */
export function removeQuestion(words: Words, name: string): Question {
  const { title, text, yes, no } = words.leader.sure.remove;
  return { title: title(name), text: text(name), yes: yes(name), no: no(name) };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-people-card': StepbackPeopleCard;
  }
}
