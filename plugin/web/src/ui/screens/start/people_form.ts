// <stepback-people-form>: named people with their roles. Each of them gets a personal link.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { vocabulary } from '../../../wire/generated/values.js';
import { closeIcon, personIcon } from '../../icons.js';
import { shared } from '../../shared_styles.js';
import { longestName } from '../shared/arrival_rules.js';
import { mostPeople, type NamedPerson, withPasted } from './people_rules.js';
import { SpeakingElement } from '../../speaking_element.js';

/** @fires change - the list has changed: read `people` */
@customElement('stepback-people-form')
export class StepbackPeopleForm extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
        justify-items: start;
      }
      ul {
        display: grid;
        gap: 0.6rem;
        inline-size: 100%;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 9.5rem) auto;
        gap: 0.5rem;
      }
      .icon-only {
        padding: 0;
      }
      @container (max-width: 30rem) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li input {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) people: readonly NamedPerson[] = [];

  protected override render(): TemplateResult {
    const words = this.words.start.people;
    return html`
      ${
        this.people.length === 0
          ? nothing
          : html`<ul>
              ${this.people.map((person, index) => this.line(person, index))}
            </ul>`
      }
      ${
        this.people.length < mostPeople
          ? html`<button type="button" id="add" class="button" @click=${this.added}>
              ${personIcon}<span>${words.add}</span>
            </button>`
          : html`<p class="soft" role="status">${words.most(mostPeople)}</p>`
      }
    `;
  }

  private line({ name, role }: NamedPerson, index: number): TemplateResult {
    const words = this.words.start;
    return html`<li>
      <input
        class="field"
        autocomplete="off"
        aria-label=${words.people.name(index + 1)}
        maxlength=${longestName}
        .value=${name}
        @input=${(event: Event) => this.named(index, event)}
        @paste=${(event: ClipboardEvent) => this.pasted(index, event)}
      />
      <select
        class="field"
        aria-label=${words.people.role(index + 1)}
        @change=${(event: Event) => this.given(index, event)}
      >
        ${vocabulary.role.map(
          (each) =>
            html`<option value=${each} ?selected=${each === role}>${words.roles[each]}</option>`,
        )}
      </select>
      <button
        type="button"
        class="button quiet icon-only"
        aria-label=${words.people.remove(index + 1)}
        @click=${() => this.removed(index)}
      >
        ${closeIcon}
      </button>
    </li>`;
  }

  private readonly added = (): void => {
    this.change([...this.people, { name: '', role: 'member' }]);
    void this.focusLine(this.people.length - 1);
  };

  private named(index: number, event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const name = event.target.value;
    this.change(this.people.map((each, at) => (at === index ? { ...each, name } : each)));
  }

  private given(index: number, event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const wish = event.target.value;
    const role = vocabulary.role.find((each) => each === wish) ?? 'member';
    this.change(this.people.map((each, at) => (at === index ? { ...each, role } : each)));
  }

  /** A pasted column of names becomes one line for each name. */
  private pasted(index: number, event: ClipboardEvent): void {
    const people = withPasted(this.people, index, event.clipboardData?.getData('text') ?? '');
    if (!people) return;
    event.preventDefault();
    this.change(people);
  }

  private removed(index: number): void {
    this.change(this.people.filter((_, at) => at !== index));
    void this.focusLine(Math.min(index, this.people.length - 1));
  }

  private change(people: readonly NamedPerson[]): void {
    this.people = people;
    this.dispatchEvent(new Event('change'));
  }

  private async focusLine(index: number): Promise<void> {
    await this.updateComplete;
    const line = this.renderRoot.querySelectorAll<HTMLElement>('li input')[index];
    (line ?? this.renderRoot.querySelector<HTMLElement>('#add'))?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-people-form': StepbackPeopleForm;
  }
}
