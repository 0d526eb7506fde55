// <stepback-roster>: a dialog with the names of everyone who is here.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Participant, State } from '../../wire/messages.js';
import { closeIcon } from '../icons.js';
import { shared } from '../shared_styles.js';
import { rosterNote, rosterOf } from './roster_rules.js';
import { SeatedElement } from './seated_element.js';

/**
 * `show()` opens the dialog. When it closes, the focus returns to where it was.
 *
 * @csspart group - the people of one group
 */
@customElement('stepback-roster')
export class StepbackRoster extends SeatedElement {
  static override styles = [
    shared,
    css`
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        margin: -0.5rem -0.5rem 0 0;
      }
      h2 {
        font-size: 1.25rem;
      }
      section {
        margin-block-start: 1rem;
      }
      h3 {
        color: var(--stepback-soft);
        font-size: 0.875rem;
        font-weight: 600;
      }
      h3 + p {
        margin-block-start: 0.15rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        align-items: baseline;
        padding-block: 0.4rem;
      }
      li + li {
        border-block-start: 1px solid var(--stepback-line);
      }
      .away .name {
        color: var(--stepback-soft);
      }
      .name {
        overflow-wrap: anywhere;
      }
    `,
  ];

  show(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    const words = this.words.controls.roster;
    return html`<dialog class="sheet" aria-labelledby="title">
      <div class="top">
        <h2 id="title">${words.title}</h2>
        <button
          class="button quiet"
          aria-label=${words.close}
          title=${words.close}
          @click=${() => this.renderRoot.querySelector('dialog')?.close()}
        >
          ${closeIcon}
        </button>
      </div>
      ${this.model ? this.groups(this.model.state) : nothing}
    </dialog>`;
  }

  private groups(state: State): readonly (TemplateResult | typeof nothing)[] {
    const words = this.words.controls.roster;
    const { leaders, circle, observers, waiting } = rosterOf(state);
    return [
      this.group(state, 'leaders', words.leaders, leaders),
      this.group(state, 'circle', words.circle, circle),
      this.group(state, 'observers', words.observers, observers, words.observersWhy),
      this.group(state, 'waiting', words.waiting, waiting),
    ];
  }

  private group(
    state: State,
    id: string,
    title: string,
    people: readonly Participant[],
    why = '',
  ): TemplateResult | typeof nothing {
    if (people.length === 0) return nothing;
    return html`<section part="group" aria-labelledby=${id}>
      <h3 id=${id}>${title}</h3>
      ${why ? html`<p class="soft small">${why}</p>` : nothing}
      <ul>
        ${people.map((each) => {
          const note = rosterNote(this.words, each, each.id === state.you.id);
          return html`<li class=${each.connected ? '' : 'away'}>
            <span class="name">${each.name}</span><span class="soft small">${note}</span>
          </li>`;
        })}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-roster': StepbackRoster;
  }
}
