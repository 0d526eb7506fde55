// <stepback-waiting-card>: the people who wait to be admitted. A person who could be somebody who is
// away is a question: the leader says who it is.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LeaderCommand, Participant } from '../../wire/messages.js';
import '../controls/confirm.js';
import { SeatedElement } from '../controls/seated_element.js';
import { closeIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import { can } from './people_card_rules.js';
import { askForRemoval } from './removal.js';
import {
  admittedTogether,
  waitingOf,
  waitingSentence,
  warnings,
  type Waiting,
} from './waiting_rules.js';

/**
 * Draws nothing while nobody waits.
 *
 * @fires stepback-intent - `command` (admit, remove)
 * @csspart card - the card
 */
@customElement('stepback-waiting-card')
export class StepbackWaitingCard extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      li + li {
        margin-block-start: 0.375rem;
      }
      .question + li,
      li + .question {
        margin-block-start: 0.75rem;
        padding-block-start: 0.75rem;
        border-block-start: 1px solid var(--stepback-line);
      }
      .warning {
        display: block;
        font-weight: 600;
      }
      .question .row {
        align-items: flex-start;
      }
      .answers {
        display: grid;
        gap: 0.375rem;
        margin-block-start: 0.5rem;
      }
      .answers .button {
        inline-size: 100%;
        min-inline-size: 0;
        overflow-wrap: anywhere;
        text-align: center;
      }
      .moves {
        display: flex;
        flex: none;
        gap: 0.125rem;
        margin-inline-end: -0.5rem;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    const waiting = this.model ? waitingOf(this.model.state) : [];
    if (waiting.length === 0) return nothing;
    const words = this.words.leader.waiting;
    const together = admittedTogether(waiting);
    return html`<section class="card" part="card" aria-labelledby="title">
        <h2 id="title" class="card-title">${words.title}</h2>
        <ul>
          ${repeat(
            waiting,
            ({ person }) => person.id, // keyed: each button stays with its person
            (each) => (each.could.length > 0 ? this.question(each) : this.person(each)),
          )}
        </ul>
        ${
          together.length > 1
            ? html`<p class="actions">
                <button
                  class="button wide"
                  @click=${() => together.forEach((each) => this.admit(each))}
                >
                  ${words.letAllIn}
                </button>
              </p>`
            : nothing
        }
      </section>
      <stepback-confirm></stepback-confirm>`;
  }

  private person(waiting: Waiting): TemplateResult {
    const { person } = waiting;
    return html`<li class="row">
      <span>${person.name}${this.warnings(person)}</span>
      <span class="moves">${this.letIn(waiting)}${this.removal(person)}</span>
    </li>`;
  }

  private question(waiting: Waiting): TemplateResult {
    const words = this.words.leader.waiting;
    const { person, could } = waiting;
    return html`<li class="question">
      <div class="row">
        <p>${waitingSentence(this.words, waiting)}${this.warnings(person)}</p>
        <span class="moves">${this.removal(person)}</span>
      </div>
      <div class="answers">
        ${could.map((known) =>
          this.button(words.thisIs(known.name), words.thisIsLabel(known.name, person.name), () =>
            this.command({ type: 'admit', participant: person.id, as: known.id }),
          ),
        )}
        ${this.letIn(waiting)}
      </div>
    </li>`;
  }

  private warnings(person: Participant): TemplateResult[] {
    return warnings(this.words, person).map(
      (each) => html`<span class="warning small">${each}</span>`,
    );
  }

  private letIn({ person, letIn }: Waiting): TemplateResult | typeof nothing {
    const words = this.words.leader.waiting;
    const { id: participant, name } = person;
    if (letIn === 'plain') {
      return this.button(words.letIn, words.letInLabel(name), () => this.admit(person));
    }
    if (letIn === null) return nothing;
    return this.button(words.somebodyNew, words.somebodyNewLabel(name), () =>
      this.command({ type: 'admit', participant, new: true }),
    );
  }

  private removal(person: Participant): TemplateResult | typeof nothing {
    if (!can(person, 'remove')) return nothing;
    const away = this.words.leader.waiting.sendAway(person.name);
    return html`<button
      class="button quiet icon-button"
      aria-label=${away}
      title=${away}
      @click=${() => this.sendAway(person)}
    >
      ${closeIcon}
    </button>`;
  }

  private button(text: string, label: string, press: () => void): TemplateResult {
    return html`<button class="button" aria-label=${label} @click=${press}>${text}</button>`;
  }

  private admit({ id }: Participant): void {
    this.command({ type: 'admit', participant: id });
  }

  private async sendAway(person: Participant): Promise<void> {
    const confirm = this.renderRoot.querySelector('stepback-confirm');
    const removal = await askForRemoval(confirm, this.words, person);
    if (removal) this.command(removal);
  }

  private command(command: LeaderCommand): void {
    this.ask({ kind: 'command', command });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-waiting-card': StepbackWaitingCard;
  }
}
