// <stepback-notice>: a failure with its next step. While no leader is here, it also says what
// happens. It also says whose devices record.

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { closeIcon, listeningIcon, recordIcon, troubleIcon } from '../icons.js';
import { shared } from '../shared_styles.js';
import { noticeSentence, recordSentences } from './notice_words.js';
import { iListen } from './own_rights.js';
import { SeatedElement } from './seated_element.js';

/** Milliseconds: enough to read the longest sentence three times at 200 words a minute. */
const stays = 20_000;

/**
 * Sentences in a polite live region. It takes no room if there is nothing to say.
 *
 * @fires stepback-intent - `dismissNotice`: the person pressed, or had the time to read it
 * @csspart notice - the sentence
 */
@customElement('stepback-notice')
export class StepbackNotice extends SeatedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .note {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        max-inline-size: 36rem;
        margin-block-start: 0.5rem;
        padding: 0.55rem 1rem;
        border-radius: var(--stepback-radius-small);
        background: var(--stepback-raised);
        box-shadow: var(--stepback-shadow);
        line-height: 1.35;
        text-wrap: pretty;
      }
      .note > .icon {
        color: var(--stepback-soft);
      }
      .failed {
        padding-block: 0.25rem;
        padding-inline-end: 0.25rem;
      }
      .failed > span {
        flex: 1;
      }
      .failed > .icon {
        color: var(--stepback-rose);
      }
      .button {
        padding: 0;
      }
      .held {
        align-items: flex-start;
      }
      .held > .icon {
        margin-block-start: 0.05em;
      }
      strong {
        font-weight: 600;
      }
    `,
  ];

  private timer: number | undefined;
  private timed = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.timed = 0;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const id = this.model?.local.notice?.id ?? 0;
    if (id === this.timed) return;
    this.timed = id;
    window.clearTimeout(this.timer);
    if (id !== 0) this.wait();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const { held, notice } = this.words.controls;
    const failed = model.local.notice && noticeSentence(this.words, model.local.notice);
    const waits = model.state.session.held && model.local.connection === 'joined';
    return html`<div role="status">
      ${
        waits
          ? html`<p class="note held" part="notice">
              ${listeningIcon}
              <span>
                <strong>${held.title}.</strong>
                ${iListen(model.state) ? held.steppedBack : held.text}
              </span>
            </p>`
          : nothing
      }
      ${recordSentences(this.words, model.state).map(
        (sentence) => html`<p class="note" part="notice">${recordIcon}<span>${sentence}</span></p>`,
      )}
      ${
        failed
          ? html`<div class="note failed" part="notice">
              ${troubleIcon}<span>${failed}</span>
              <button
                class="button quiet"
                aria-label=${notice.close}
                title=${notice.close}
                @click=${this.dismiss}
              >
                ${closeIcon}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** A person with the pointer or the focus on the notice is still reading it. */
  private wait(): void {
    this.timer = window.setTimeout(() => {
      if (this.matches(':hover, :focus-within')) this.wait();
      else this.dismiss();
    }, stays);
  }

  private readonly dismiss = (): void => this.ask({ kind: 'dismissNotice' });
}

declare global {
  interface HTMLElementTagNameMap {
    'stepback-notice': StepbackNotice;
  }
}
