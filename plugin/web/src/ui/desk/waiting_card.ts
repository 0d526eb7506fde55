// <stepback-waiting-card>: the people who wait to be admitted.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant } from '../../wire/messages.js';
import '../controls/confirm.js';
import { SeatedElement } from '../controls/seated_element.js';
import { closeIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import { removeQuestion } from './people_card.js';
import { waitingOf } from './people_card_rules.js';

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
    return html`<section class="card" part="card" aria-labelledby="title">
        <h2 id="title" class="card-title">${words.title}</h2>
        <ul>
          ${repeat(
            waiting,
            (each) => each.id, // keyed: each button stays with its person
            (each) => this.person(each),
          )}
        </ul>
        ${
          waiting.length > 1
            ? html`<p class="actions">
                <button
                  class="button wide"
                  @click=${() => waiting.forEach((each) => this.admit(each))}
                >
                  ${words.letAllIn}
                </button>
              </p>`
            : nothing
        }
      </section>
      <stepback-confirm></stepback-confirm>`;
  }

  private person(person: Participant): TemplateResult {
    const words = this.words.leader.waiting;
    const away = words.sendAway(person.name);
    return html`<li class="row">
      <span>${person.name}</span>
      <span class="moves">
        <button
          class="button"
          aria-label=${words.letInLabel(person.name)}
          @click=${() => this.admit(person)}
        >
          ${words.letIn}
        </button>
        <button
          class="button quiet icon-button"
          aria-label=${away}
          title=${away}
          @click=${() => this.sendAway(person)}
        >
          ${closeIcon}
        </button>
      </span>
    </li>`;
  }

  private admit({ id }: Participant): void {
    this.ask({ kind: 'command', command: { type: 'admit', participant: id } });
  }

  private async sendAway({ id, name }: Participant): Promise<void> {
    const sure = await this.renderRoot
      .querySelector('stepback-confirm')
      ?.ask(removeQuestion(this.words, name));
    if (sure) this.ask({ kind: 'command', command: { type: 'remove', participant: id } });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-waiting-card': StepbackWaitingCard;
  }
}
