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
      @media (max-width: 40rem) {
        .answers .button {
          flex: 1 1 auto;
        }
      }
    `,
  ];

  @state() private question: Question | null = null;
  private answer: ((yes: boolean) => void) | null = null;

  /** Resolves with the person's answer; with `false` if the element leaves the page meanwhile. */
  async ask(question: Question): Promise<boolean> {
    this.answered(false);
    this.question = question;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    return new Promise((resolve) => (this.answer = resolve));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answered(false);
  }

  protected override render(): TemplateResult | typeof nothing {
    const question = this.question;
    if (!question) return nothing;
    return html`<dialog
      class="sheet"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${() => this.answered(false)}
    >
      <h2 id="title">${question.title}</h2>
      <p id="text" class="soft">${question.text}</p>
      <div class="answers">
        <button class="button" autofocus @click=${() => this.close(false)}>${question.no}</button>
        <button class="button trouble" @click=${() => this.close(true)}>${question.yes}</button>
      </div>
    </dialog>`;
  }

  private close(yes: boolean): void {
    this.answered(yes);
    this.renderRoot.querySelector('dialog')?.close();
  }

  private answered(yes: boolean): void {
    this.answer?.(yes);
    this.answer = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-confirm': StepbackConfirm;
  }
}
