// The base of the screens around the circle: the words, a way to send intents, and a heading that
// takes the focus when the screen changes, for people who use the keyboard or a screen reader.

import { html, type TemplateResult } from 'lit';
import { type Intent, IntentEvent } from '../../model.js';
import { SpeakingElement } from '../../speaking_element.js';
import { chairs } from './chairs_picture.js';
import './language_switch.js';

/**
 * A whole screen outside the circle.
 *
 * @fires stepback-intent - the person's wish, see model.ts
 */
export class ScreenElement extends SpeakingElement {
  protected ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }

  /** The line at the top: the add-on's name and the languages. */
  protected top(): TemplateResult {
    return html`<header class="top">
      <span class="mark">${chairs('listening')}<span>Stepback</span></span>
      <stepback-language></stepback-language>
    </header>`;
  }

  // The focused button went with the screen before this one. If the focus is elsewhere on an
  // embedding page, it stays there.
  protected override firstUpdated(): void {
    const busy = document.activeElement;
    if (busy !== null && busy !== document.body && !containsShadow(busy, this)) return;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}

function containsShadow(outer: Element, inner: Element): boolean {
  for (let node: Node | null = inner; node !== null;) {
    if (node === outer) return true;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return false;
}
