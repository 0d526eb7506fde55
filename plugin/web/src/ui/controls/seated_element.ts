// The base of the elements around the circle: the words, the model, and a way to send intents.

import { property } from 'lit/decorators.js';
import { IntentEvent, type Intent, type Seated } from '../model.js';
import { SpeakingElement } from '../speaking_element.js';

/**
 * Draws a model and holds no truth of its own.
 *
 * @fires stepback-intent - the person's wish, see model.ts
 */
export class SeatedElement extends SpeakingElement {
  @property({ attribute: false }) model: Seated | null = null;

  protected ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}
