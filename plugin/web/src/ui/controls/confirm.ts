// <stepback-confirm>: a calm question before an action that cannot be undone.

import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shared } from '../shared_styles.js';

/** The texts of a question, from the catalogue. */
export interface Question {
  title: string;
  text: string;
  yes: string;
  /** The answer that changes nothing. It has the focus, and Escape means it. */
  no: string;
}

/** A question with one more thing to choose beside the answers; null if there is nothing. */
export interface ChoiceQuestion extends Question {
  choice: string | null;
}

/** The answer "yes", and whether the choice was made. It is never made for the person. */
export interface Yes {
  chosen: boolean;
}

/** A dialog, hidden until `ask`. Afterwards the focus returns to where it was. */
@customElement('stepback-confirm')
export class StepbackConfirm extends LitElement {
  static override styles = [
    shared,
    css`
      h2 {
        margin-block-end: 0.5rem;
        font-size: 1.25rem;
        line-height: 1.3;
        text-wrap: balance;
      }
      p {
        text-wrap: pretty;
      }
      .answers {
        display: flex;
        flex-wrap: wrap-reverse;
        justify-content: flex-end;
        gap: 0.75rem;
        margin-block-start: 1.25rem;
      }
      .choice {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
        margin-block-start: 1rem;
        text-wrap: pretty;
      }
      .choice input {
        flex: none;
      }
      @media (max-width: 40rem) {
        .answers .button {
          flex: 1 1 auto;
        }
      }
    `,
  ];

  @state() private question: ChoiceQuestion | null = null;
  private answer: ((yes: Yes | null) => void) | null = null;

  /** Resolves with the person's answer; with `false` if the element leaves the page meanwhile. */
  async ask(question: Question): Promise<boolean> {
    return (await this.askWithChoice({ ...question, choice: null })) !== null;
  }

  /** Resolves with `null` if the answer is no, or if the element leaves the page meanwhile. */
  async askWithChoice(question: ChoiceQuestion): Promise<Yes | null> {
    this.answered(null);
    this.question = question;
    await this.updateComplete;
    if (this.box) this.box.checked = false; // the choice of an earlier question
    this.renderRoot.querySelector('dialog')?.showModal();
    return new Promise((resolve) => (this.answer = resolve));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answered(null);
  }

  protected override render(): TemplateResult | typeof nothing {
    const question = this.question;
    if (!question) return nothing;
    return html`<dialog
      class="sheet"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${() => this.answered(null)}
    >
      <h2 id="title">${question.title}</h2>
      <p id="text" class="soft">${question.text}</p>
      ${
        question.choice === null
          ? nothing
          : html`<label class="choice"><input type="checkbox" />${question.choice}</label>`
      }
      <div class="answers">
        <button class="button" autofocus @click=${() => this.close(false)}>${question.no}</button>
        <button class="button trouble" @click=${() => this.close(true)}>${question.yes}</button>
      </div>
    </dialog>`;
  }

  private close(yes: boolean): void {
    this.answered(yes ? { chosen: this.box?.checked ?? false } : null);
    this.renderRoot.querySelector('dialog')?.close();
  }

  private get box(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  private answered(yes: Yes | null): void {
    this.answer?.(yes);
    this.answer = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-confirm': StepbackConfirm;
  }
}
