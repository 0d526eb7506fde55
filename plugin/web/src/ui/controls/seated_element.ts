// The base of the elements around the circle: the words, the model, and a way to send intents.

import { consume } from '@lit/context';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { wordsFor, type Words } from '../../words/words.js';
import { wordsContext } from '../contexts.js';
import { IntentEvent, type Intent, type Seated } from '../model.js';

/**
 * Draws a model and holds no truth of its own.
 *
 * @fires stepback-intent - the person's wish, see model.ts
 */
export class SeatedElement extends LitElement {
  @property({ attribute: false }) model: Seated | null = null;

  /** The catalogue of the person's language. */
  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words: Words = wordsFor('en');

  protected ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}
