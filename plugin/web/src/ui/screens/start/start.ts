// <stepback-start>: the coordinator's screen. It asks for a template, a title and people, then
// shows the links. The sessions of this server are beside it.

import { consume } from '@lit/context';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  CoordinatorApi,
  CreatedSession,
  TemplateSummary,
} from '../../../client/coordinator_api.js';
import { coordinatorContext } from '../../contexts.js';
import { troubleIcon } from '../../icons.js';
import { problemOf } from './api_sentence.js';
import './created_links.js';
import './people_form.js';
import { invited, type NamedPerson } from './people_rules.js';
import { ScreenElement } from '../shared/screen_element.js';
import { screenStyles } from '../shared/screen_styles.js';
import './running_sessions.js';
import './template_choice.js';

/** The longest title in characters (protocol/wire/README.md, `POST /api/sessions`). */
const longestTitle = 100;

/** @fires stepback-intent - `language` */
@customElement('stepback-start')
export class StepbackStart extends ScreenElement {
  static override styles = [
    screenStyles,
    css`
      main {
        display: grid;
        gap: 2.5rem;
        inline-size: 100%;
        max-inline-size: 70rem;
        margin-inline: auto;
      }
      form {
        display: grid;
        gap: 2rem;
        align-content: start;
        min-inline-size: 0;
      }
      .head,
      section {
        display: grid;
        gap: 0.5rem;
        min-inline-size: 0;
      }
      section > p {
        text-wrap: pretty;
      }
      stepback-people-form {
        margin-block-start: 0.4rem;
      }
      .title {
        display: grid;
        gap: 0.35rem;
      }
      .title > span:first-child {
        font-size: 1.1875rem;
        font-weight: 600;
      }
      .send {
        display: grid;
        gap: 0.75rem;
        justify-items: start;
      }
      .send .primary {
        min-block-size: 3.25rem;
        padding-inline: 1.75rem;
        font-size: 1.0625rem;
      }
      .detail {
        display: block;
        color: var(--stepback-soft);
      }
      @container (min-width: 60rem) {
        main {
          grid-template-columns: minmax(0, 1fr) 21rem;
          gap: 2.5rem clamp(2rem, 5cqi, 4.5rem);
          padding-block-start: 2vh;
        }
      }
      @container (max-width: 40rem) {
        .send .primary {
          inline-size: 100%;
        }
      }
    `,
  ];

  @consume({ context: coordinatorContext, subscribe: true })
  @property({ attribute: false })
  coordinator: CoordinatorApi | undefined;

  @state() private templates: readonly TemplateSummary[] | null = null;
  @state() private template = '';
  /** Null until a title was typed; the shown title follows the language then. */
  @state() private heading: string | null = null;
  @state() private people: readonly NamedPerson[] = [];
  @state() private creating = false;
  @state() private created: { session: CreatedSession; title: string } | null = null;
  @state() private trouble: unknown = null;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('coordinator')) void this.load();
  }

  protected override render(): TemplateResult {
    return html`<div class="page">
      ${this.top()}
      <main>
        ${
          this.created
            ? html`<stepback-created-links
                .created=${this.created.session}
                .heading=${this.created.title}
                @another=${this.startAgain}
              ></stepback-created-links>`
            : this.form()
        }
        <stepback-running-sessions></stepback-running-sessions>
      </main>
    </div>`;
  }

  private form(): TemplateResult {
    const words = this.words.start;
    return html`<form novalidate @submit=${this.submitted}>
      <div class="head">
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead soft">${words.intro}</p>
      </div>
      ${
        this.templates
          ? html`<stepback-template-choice
              .templates=${this.templates}
              .chosen=${this.template}
              @change=${this.templateChosen}
            ></stepback-template-choice>`
          : this.waiting()
      }
      <label class="title">
        <span>${words.name.label}</span>
        <input
          class="field"
          aria-describedby="title-hint"
          autocomplete="off"
          maxlength=${longestTitle}
          .value=${this.heading ?? words.name.usual}
          @input=${this.titled}
        />
        <span class="soft small" id="title-hint">${words.name.hint}</span>
      </label>
      <section>
        <h2>${words.people.title}</h2>
        <p class="soft">${words.people.text}</p>
        <stepback-people-form .people=${this.people} @change=${this.peopleChanged}>
        </stepback-people-form>
      </section>
      <div class="send">
        <div role="alert">
          ${this.trouble !== null && this.templates ? this.problem() : nothing}
        </div>
        <button
          class="button primary"
          aria-disabled=${this.templates && !this.creating ? 'false' : 'true'}
        >
          ${this.creating ? words.creating : words.create}
        </button>
      </div>
    </form>`;
  }

  private waiting(): TemplateResult {
    const words = this.words.start;
    return html`<section>
      <h2>${words.template.title}</h2>
      <div role="status">
        ${
          this.trouble === null
            ? html`<p class="soft">${words.template.loading}</p>`
            : this.problem()
        }
      </div>
      ${
        this.trouble === null
          ? nothing
          : html`<div>
              <button type="button" class="button" @click=${() => void this.load()}>
                ${words.problem.tryAgain}
              </button>
            </div>`
      }
    </section>`;
  }

  private problem(): TemplateResult {
    const { sentence, detail } = problemOf(this.words, this.trouble);
    return html`<div class="trouble-line">
      ${troubleIcon}
      <p>${sentence}${detail ? html` <span class="detail" lang="en">${detail}</span>` : nothing}</p>
    </div>`;
  }

  private async load(): Promise<void> {
    this.trouble = null;
    if (!this.coordinator) return;
    try {
      const templates = await this.coordinator.templates();
      this.templates = templates;
      if (!templates.some(({ id }) => id === this.template)) this.template = templates[0]?.id ?? '';
    } catch (error) {
      this.trouble = error;
    }
  }

  private readonly submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!this.coordinator || !this.templates || this.creating) return;
    const title = (this.heading ?? '').trim() || this.words.start.name.usual;
    this.creating = true;
    this.trouble = null;
    try {
      const participants = invited(this.people);
      const session = await this.coordinator.create({
        template: this.template,
        title,
        participants,
      });
      this.created = { session, title };
      void this.renderRoot.querySelector('stepback-running-sessions')?.refresh();
      await this.updateComplete;
      const links = this.renderRoot.querySelector('stepback-created-links');
      await links?.updateComplete;
      links?.focusHeading();
    } catch (error) {
      this.trouble = error;
    } finally {
      this.creating = false;
    }
  };

  private readonly startAgain = async (): Promise<void> => {
    this.created = null;
    this.people = [];
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  };

  private readonly templateChosen = (): void => {
    this.template =
      this.renderRoot.querySelector('stepback-template-choice')?.chosen ?? this.template;
  };

  private readonly peopleChanged = (): void => {
    this.people = this.renderRoot.querySelector('stepback-people-form')?.people ?? this.people;
  };

  private readonly titled = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.heading = event.target.value;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-start': StepbackStart;
  }
}
