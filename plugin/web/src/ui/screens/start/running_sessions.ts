// <stepback-running-sessions>: the server's sessions, refreshed now and then. Ending a running one
// needs a second press.

import { consume } from '@lit/context';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CoordinatorApi, SessionSummary } from '../../../client/coordinator_api.js';
import { coordinatorContext } from '../../contexts.js';
import { shared } from '../../shared_styles.js';
import { problemOf } from './api_sentence.js';
import { SpeakingElement } from '../../speaking_element.js';
import { inOrder, sessionLine } from './session_line.js';

/** Milliseconds: often enough to see people arrive, rarely enough to stay calm. */
const refreshEvery = 8000;

@customElement('stepback-running-sessions')
export class StepbackRunningSessions extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      h2 {
        font-size: 1.1875rem;
        font-weight: 600;
      }
      ul {
        display: grid;
        gap: 0.75rem;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.1rem 0.75rem;
        align-items: start;
      }
      .title {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .about {
        display: grid;
        gap: 0.1rem;
      }
      .over .title {
        color: var(--stepback-soft);
        font-weight: 500;
      }
      .end {
        margin: -0.25rem -0.5rem 0 0;
      }
      .sure {
        display: grid;
        grid-column: 1 / -1;
        gap: 0.6rem;
        padding-block-start: 0.5rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
    `,
  ];

  @consume({ context: coordinatorContext, subscribe: true })
  @property({ attribute: false })
  coordinator: CoordinatorApi | undefined;

  @state() private sessions: readonly SessionSummary[] | null = null;
  @state() private trouble: unknown = null;
  /** The id of the session whose end is being confirmed. */
  @state() private ending: string | null = null;
  private timer = 0;
  private asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
    if (this.hasUpdated) void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
    window.clearTimeout(this.timer);
    this.asked += 1;
  }

  /** Asks the server now, and then every few seconds while the page is visible. */
  async refresh(): Promise<void> {
    window.clearTimeout(this.timer);
    const question = (this.asked += 1);
    if (!this.coordinator || !this.isConnected) return;
    try {
      const sessions = inOrder(await this.coordinator.sessions());
      if (question !== this.asked) return;
      this.sessions = sessions;
      this.trouble = null;
    } catch (error) {
      if (question !== this.asked) return;
      this.trouble = error;
    }
    if (!document.hidden) {
      this.timer = window.setTimeout(() => void this.refresh(), refreshEvery);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('coordinator')) void this.refresh();
  }

  protected override render(): TemplateResult {
    const words = this.words.start.running;
    return html`
      <div>
        <h2>${words.title}</h2>
        <div role="status">${this.trouble === null ? nothing : this.stale()}</div>
      </div>
      ${this.sessions?.length === 0 ? html`<p class="soft">${words.none}</p>` : nothing}
      <ul>
        ${repeat(
          this.sessions ?? [],
          ({ id }) => id,
          (session) => this.line(session),
        )}
      </ul>
    `;
  }

  private stale(): TemplateResult {
    const words = this.words.start;
    const { sentence } = problemOf(this.words, this.trouble);
    return html`<p class="soft small">
      ${
        this.sessions === null || sentence !== words.problem.network
          ? sentence
          : words.running.stale
      }
    </p>`;
  }

  private line(session: SessionSummary): TemplateResult {
    const words = this.words.start.running;
    const { where, who } = sessionLine(this.words, session);
    const over = session.endedAt !== null;
    const { title } = session;
    return html`<li class="card ${over ? 'over' : ''}">
      <div class="about">
        <span class="title">${title}</span>
        <span class="small">${where}</span>
        <span class="small soft">${who}</span>
      </div>
      ${
        this.ending === session.id
          ? this.sure(session.id)
          : html`<button
              type="button"
              class="button quiet end"
              data-end=${session.id}
              aria-label=${over ? words.forgetNamed(title) : words.endNamed(title)}
              @click=${() => (over ? void this.end(session.id) : this.doubt(session.id))}
            >
              ${over ? words.forget : words.end}
            </button>`
      }
    </li>`;
  }

  private sure(id: string): TemplateResult {
    const words = this.words.start.running;
    return html`<div class="sure" role="group" aria-label=${words.sure}>
      <p>${words.sure}</p>
      <div class="row">
        <button type="button" class="button" id="keep" @click=${() => this.keep(id)}>
          ${words.keep}
        </button>
        <button type="button" class="button trouble" @click=${() => void this.end(id)}>
          ${words.reallyEnd}
        </button>
      </div>
    </div>`;
  }

  private doubt(id: string): void {
    this.ending = id;
    void this.focusOn('#keep');
  }

  private keep(id: string): void {
    this.ending = null;
    void this.focusOn(`[data-end="${CSS.escape(id)}"]`);
  }

  private async end(id: string): Promise<void> {
    this.ending = null;
    try {
      await this.coordinator?.end(id);
      await this.refresh();
    } catch (error) {
      this.trouble = error;
    }
  }

  private async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private readonly seen = (): void => {
    if (!document.hidden) void this.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-running-sessions': StepbackRunningSessions;
  }
}
