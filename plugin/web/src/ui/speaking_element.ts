// The base of every element that shows words.

import { consume } from '@lit/context';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { wordsFor, type Words } from '../words/words.js';
import { wordsContext } from './contexts.js';

/** An element that shows words of the catalogue. */
export class SpeakingElement extends LitElement {
  /** The catalogue of the person's language. */
  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words: Words = wordsFor('en');
}
