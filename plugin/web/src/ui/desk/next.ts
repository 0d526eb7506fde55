// <stepback-next>: a leader's one primary button, with a quiet button for any other phase beside
// it.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { phaseTitle } from '../../words/template_words.js';
import type { SessionView, State } from '../../wire/messages.js';
import '../controls/confirm.js';
import { Guard } from '../controls/guard.js';
import { SeatedElement } from '../controls/seated_element.js';
import { downIcon } from '../icons.js';
import { deskStyles } from './desk_styles.js';
import {
  ended,
  nextStep,
  presenterOf,
  stepSentence,
  sureOf,
  type DeskStep,
  type Sure,
} from './next_step.js';

/** Milliseconds. The same button steps back and invites again: a double press must not do both. */
const guarded = 1000;

/**
 * @fires stepback-intent - `command` (advance)
 * @fires stepback-choose - a presenter is needed first
 * @csspart next - the primary button
 */
@customElement('stepback-next')
export class StepbackNext extends SeatedElement {
  static override styles = [
    deskStyles,
    css`
      .next {
        justify-content: space-between;
        min-block-size: 3.5rem;
        padding-inline: 1.125rem;
        font-size: 1.0625rem;
      }
      .next .title {
        flex: none;
        max-inline-size: 45%;
        font-size: 0.875rem;
        font-weight: 400;
        text-align: end;
      }
      .guarded {
        pointer-events: none;
      }
      .other {
        display: flex;
        justify-content: flex-end;
        margin-block-end: -0.875rem;
      }
      .other .button {
        padding-inline: 0.75em;
        font-size: 0.9375rem;
        font-weight: 400;
      }
    `,
  ];

  private readonly guard = new Guard(this, guarded);
  private phase: string | null = null;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const phase = this.model?.state.session.phase.name ?? null;
    if (this.phase !== null && phase !== this.phase) this.guard.arm();
    this.phase = phase;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const words = this.words.leader;
    const step = nextStep(this.words, model.state);
    return html`<section aria-label=${words.next.label}>
        ${step ? this.primary(step) : nothing}
        <p class="other">
          <button class="button quiet" aria-haspopup="dialog" @click=${this.open}>
            ${words.phases.open}${downIcon}
          </button>
        </p>
      </section>
      <dialog class="sheet" aria-labelledby="title" aria-describedby="text">
        <h2 id="title" class="dialog-title" tabindex="-1" autofocus>${words.phases.title}</h2>
        <p id="text" class="soft">${words.phases.text}</p>
        <ul class="choices">
          ${this.phases(model.state)}
        </ul>
        <p class="close">
          <button class="button quiet" @click=${this.close}>${words.phases.close}</button>
        </p>
      </dialog>
      <stepback-confirm></stepback-confirm>`;
  }

  private primary(step: DeskStep): TemplateResult {
    const sentence = stepSentence(this.words, step);
    const title = step.kind === 'advance' && step.does !== 'other' ? step.title : '';
    return html`<button
      class="button primary wide next ${this.guard.on ? 'guarded' : ''}"
      part="next"
      @click=${() => this.go(step)}
    >
      <span>${sentence}</span>
      ${title && title !== sentence ? html`<span class="title">${title}</span>` : nothing}
    </button>`;
  }

  private phases(state: State): TemplateResult[] {
    const words = this.words.leader.phases;
    const { session } = state;
    const all = [
      ...session.phases.map((phase) => ({
        name: phase.name,
        title: phaseTitle(this.words, phase),
        stepBack: phase.stepBack,
      })),
      { name: ended, title: this.words.leader.next.end, stepBack: false },
    ];
    return all.map(({ name, title, stepBack }) => {
      const now = name === session.phase.name;
      const lacks = !now && stepBack && !presenterOf(state);
      const note = now ? words.now : lacks ? words.needsPresenter : '';
      return html`<li>
        <button
          class="button"
          aria-current=${now ? 'step' : nothing}
          aria-disabled=${now || lacks ? 'true' : nothing}
          @click=${() => (now || lacks ? undefined : this.choose(session, name))}
        >
          <span>${title}</span>${note ? html`<span class="soft">${note}</span>` : nothing}
        </button>
      </li>`;
    });
  }

  private go(step: DeskStep): void {
    if (this.guard.on) return;
    if (step.kind === 'choose') {
      this.dispatchEvent(new CustomEvent('stepback-choose'));
    } else {
      void this.advance(step.phase, step.sure);
    }
  }

  private choose(session: SessionView, phase: string): void {
    this.close();
    void this.advance(phase, sureOf(session, phase));
  }

  private async advance(phase: string, sure: Sure | null): Promise<void> {
    if (sure) {
      const question = this.words.leader.sure[sure];
      if (!(await this.renderRoot.querySelector('stepback-confirm')?.ask(question))) return;
    }
    this.guard.arm();
    this.ask({ kind: 'command', command: { type: 'advance', phase } });
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
  private readonly open = (): void => this.dialog?.showModal();
  private readonly close = (): void => this.dialog?.close();
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-next': StepbackNext;
  }
}
