// <stepback-created-links>: the links of a new session, each with its purpose.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CreatedSession } from '../../../client/coordinator_api.js';
import '../../copy_link.js';
import { shared } from '../../shared_styles.js';
import { SpeakingElement } from '../../speaking_element.js';

/** @fires another - the coordinator wants to create one more session */
@customElement('stepback-created-links')
export class StepbackCreatedLinks extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      h1 {
        font-size: clamp(1.5rem, 1.1rem + 1.6cqi, 2.125rem);
        font-weight: 600;
        line-height: 1.2;
        text-wrap: balance;
        overflow-wrap: anywhere;
      }
      h1:focus {
        outline: none;
      }
      h2 {
        font-size: 1.1875rem;
        font-weight: 600;
      }
      .head,
      li {
        display: grid;
        gap: 0.6rem;
      }
      .head p,
      li p {
        text-wrap: pretty;
      }
      ul {
        display: grid;
        gap: 1.25rem;
      }
      .card {
        display: grid;
        gap: 1.25rem;
        padding: 1.25rem;
      }
      li {
        gap: 0.15rem;
      }
      li + li {
        padding-block-start: 1.25rem;
        border-block-start: 1px solid var(--stepback-line);
      }
      .whose {
        font-weight: 600;
      }
      stepback-copy-link {
        margin-block-start: 0.5rem;
      }
      .rehearse {
        padding: 0.9rem 1.125rem;
        border-radius: var(--stepback-radius-small);
        background: var(--stepback-teal-soft);
        text-wrap: pretty;
      }
      .button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) created: CreatedSession | null = null;
  /** The session's title. */
  @property() heading = '';

  protected override render(): TemplateResult | typeof nothing {
    const links = this.created?.links;
    if (!links) return nothing;
    const words = this.words.start.created;
    // The facilitator's link comes first, in either list.
    const leaderNamed = links.participants.some(({ role }) => role === 'facilitator');
    const named = links.participants.length > 0;
    return html`
      <div class="head">
        <h1 tabindex="-1">${words.title(this.heading)}</h1>
        <p>${words.text}</p>
      </div>
      ${
        leaderNamed
          ? [this.own(links.participants), this.shared(links)]
          : [this.shared(links), named ? this.own(links.participants) : nothing]
      }
      <p class="rehearse">${words.rehearse}</p>
      <button
        type="button"
        class="button"
        @click=${() => this.dispatchEvent(new CustomEvent('another'))}
      >
        ${words.another}
      </button>
    `;
  }

  /** Moves the focus to the heading of the links that have just appeared. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  private shared(links: CreatedSession['links']): TemplateResult {
    const words = this.words.start.created;
    const named = links.participants.length > 0;
    return html`<section class="card">
      ${named ? html`<h2>${words.shared}</h2>` : nothing}
      <ul>
        ${this.line(words.facilitator, words.facilitatorFor, links.facilitator, true)}
        ${this.line(words.coFacilitator, words.coFacilitatorFor, links.coFacilitator)}
        ${this.line(words.member, words.memberFor, links.member, true)}
        ${this.line(words.observer, words.observerFor, links.observer)}
      </ul>
      ${named ? nothing : html`<p class="soft">${words.presenter}</p>`}
    </section>`;
  }

  private line(whose: string, what: string, link: string, opens = false): TemplateResult {
    return html`<li>
      <span class="whose">${whose}</span>
      <p class="soft">${what}</p>
      <stepback-copy-link .link=${link} .whose=${whose} .opens=${opens}></stepback-copy-link>
    </li>`;
  }

  private own(people: CreatedSession['links']['participants']): TemplateResult {
    const words = this.words.start;
    return html`<section class="card">
      <div>
        <h2>${words.created.own}</h2>
        <p class="soft">${words.created.ownFor}</p>
      </div>
      <ul>
        ${people.map(
          ({ name, role, link }) =>
            html`<li>
              <span><span class="whose">${name}</span> · ${words.roles[role]}</span>
              <stepback-copy-link .link=${link} .whose=${name}></stepback-copy-link>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-created-links': StepbackCreatedLinks;
  }
}
