// <stepback-copy-link>: a link, and a button that copies it.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkIcon, copyIcon } from './icons.js';
import { shared } from './shared_styles.js';
import { SpeakingElement } from './speaking_element.js';

/** Milliseconds for which the button says that the link was copied. */
const saidFor = 4000;

@customElement('stepback-copy-link')
export class StepbackCopyLink extends SpeakingElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.4rem;
      }
      div {
        display: flex;
        gap: 0.5rem;
      }
      .field {
        flex: 1;
        min-inline-size: 0;
        color: var(--stepback-soft);
        font-size: 0.9375rem;
        text-overflow: ellipsis;
      }
      .button {
        flex: none;
      }
      .copy {
        min-inline-size: 7.25rem;
      }
      @container (max-width: 30rem) {
        div {
          flex-wrap: wrap;
        }
        .field {
          flex-basis: 100%;
        }
        .button {
          flex: 1;
        }
      }
    `,
  ];

  @property() link = '';
  /** The person or role of the link, so that the buttons have different names. */
  @property() whose = '';
  /** Also offers to open the link in a new tab. */
  @property({ type: Boolean }) opens = false;

  @state() private outcome: 'copied' | 'refused' | null = null;
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  protected override render(): TemplateResult {
    const words = this.words.start.created;
    const copied = this.outcome === 'copied';
    return html`
      <div>
        <input
          class="field"
          readonly
          aria-label=${words.link(this.whose)}
          .value=${this.link}
          @focus=${this.select}
        />
        <button
          type="button"
          class="button copy"
          aria-label=${words.copyLink(this.whose)}
          @click=${this.copy}
        >
          ${copied ? checkIcon : copyIcon}<span>${copied ? words.copied : words.copy}</span>
        </button>
        ${
          this.opens
            ? html`<a
                class="button"
                href=${this.link}
                target="_blank"
                rel="noopener noreferrer"
                aria-label=${words.openLink(this.whose)}
                >${words.open}</a
              >`
            : nothing
        }
      </div>
      <span class=${this.outcome === 'refused' ? 'small' : 'visually-hidden'} role="status">
        ${this.outcome === 'refused' ? words.cannotCopy : copied ? words.copied : nothing}
      </span>
    `;
  }

  private readonly copy = async (): Promise<void> => {
    this.outcome = (await this.copies()) ? 'copied' : 'refused';
    window.clearTimeout(this.timer);
    if (this.outcome === 'copied') {
      this.timer = window.setTimeout(() => (this.outcome = null), saidFor);
    } else {
      this.select();
    }
  };

  /** Returns false if the browser refuses. A page without a secure address has no clipboard. */
  private async copies(): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(this.link);
      return true;
    } catch {
      return false;
    }
  }

  private readonly select = (): void => {
    this.renderRoot.querySelector('input')?.select();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-copy-link': StepbackCopyLink;
  }
}
