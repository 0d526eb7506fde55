// <stepback-copy-link>: a link, and a button that copies it. A link that is asked for at the press
// is on the page only if the browser does not copy it, and then for a minute.

import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { checkIcon, copyIcon } from './icons.js';
import { shared } from './shared_styles.js';
import { SpeakingElement } from './speaking_element.js';

/** Milliseconds for which the button says that the link was copied. */
const saidFor = 4000;
/** Milliseconds for which a link that was asked for can be copied by hand. */
const shownFor = 60_000;

/** @fires stepback-copied - the link was copied, and the button has said so */
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

  /** The link to show; empty if `wanted` gives it. */
  @property() link = '';
  /** Gives the link at a press. It may stay without an answer. */
  @property({ attribute: false }) wanted: (() => Promise<string>) | null = null;
  /** The person or role of the link, so that the buttons have different names. */
  @property() whose = '';
  /** The words on the button; "Copy" if empty. */
  @property() text = '';
  /** Also offers to open the link in a new tab. */
  @property({ type: Boolean }) opens = false;

  @state() private outcome: 'copied' | 'refused' | null = null;
  /** A link of `wanted` that the browser did not copy. */
  @state() private uncopied = '';
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.forget();
  }

  protected override render(): TemplateResult {
    const words = this.words.start.created;
    const copied = this.outcome === 'copied';
    const shown = this.link || this.uncopied;
    return html`
      <div>
        ${
          shown
            ? html`<input
                class="field"
                readonly
                aria-label=${words.link(this.whose)}
                .value=${shown}
                @focus=${this.select}
              />`
            : nothing
        }
        <button
          type="button"
          class="button copy"
          aria-label=${this.text ? `${this.text}: ${this.whose}` : words.copyLink(this.whose)}
          @click=${this.copy}
        >
          ${copied ? checkIcon : copyIcon}<span
            >${copied ? words.copied : this.text || words.copy}</span
          >
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
    const link = this.wanted ? await this.wanted() : this.link;
    const copied = await copies(link);
    if (!this.isConnected) return;
    this.outcome = copied ? 'copied' : 'refused';
    window.clearTimeout(this.timer);
    this.uncopied = copied || !this.wanted ? '' : link;
    if (copied) this.timer = window.setTimeout(this.said, saidFor);
    else if (this.wanted) this.timer = window.setTimeout(this.forget, shownFor);
    await this.updateComplete;
    if (!copied) this.select();
  };

  private readonly said = (): void => {
    this.outcome = null;
    this.dispatchEvent(new CustomEvent('stepback-copied'));
  };

  private readonly forget = (): void => {
    this.outcome = null;
    this.uncopied = '';
  };

  private readonly select = (): void => {
    this.renderRoot.querySelector('input')?.select();
  };
}

/** Resolves with false if the browser refuses. A page without a secure address has no clipboard. */
async function copies(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-copy-link': StepbackCopyLink;
  }
}
