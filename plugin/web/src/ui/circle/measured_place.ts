// The place for the chairs, measured in the person's text size, so that names, observers and the
// clock have room when the text grows.

import type { Participant } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';
import { standing, type Chairs } from './chairs.js';
import { isNarrow, type Label, type Place } from './seating.js';
import { TextRuler } from './text_ruler.js';

/** More observers than this are named together, because the circle matters more. */
export const mostObservers = 3;

// In units of the text size:
/** the smallest clock that can be read, */
const clockInText = 7.25;
/** a line of a label, */
const lineInText = 1.375;
/** the mark of a closed microphone, whose room is kept while it is open, so that nobody moves, */
const microphoneMark = 1.2;
/** and a name on its face (chair_styles.ts). */
const nameOnFace = 0.8125;
/** The smallest clock in a large place, as a part of the place's shorter side. */
const clockInPlace = 0.24;

export class PlaceMeasure {
  private readonly ruler = new TextRuler();

  constructor(private readonly element: Element) {}

  /** Whether a place of this width, in CSS pixels, has no room beside the faces. */
  isNarrow(width: number): boolean {
    return isNarrow(width, lineInText * this.ruler.textSize(this.element));
  }

  /** Measures the place. `size` is in CSS pixels; `you` is the person whose chair says "You". */
  place(words: Words, chairs: Chairs, you: string, size: { width: number; height: number }): Place {
    const em = this.ruler.textSize(this.element);
    return {
      ...size,
      labels: chairs.circle.map((person) => this.label(words, person, person.id === you, em)),
      line: lineInText * em,
      clock: Math.max(
        Math.min(clockInText * em, 0.42 * size.width),
        clockInPlace * Math.min(size.width, size.height),
      ),
      observers: this.observers(words, chairs.observers, size.width, em),
    };
  }

  private label(words: Words, person: Participant, self: boolean, em: number): Label {
    const name = self ? words.circle.you : person.name;
    const first = this.ruler.width(name, em) + microphoneMark * em;
    // "presenter" and "listening" replace each other, so nobody moves at the step back.
    const second = person.seat === 'presenter' ? '' : standing(words, person);
    const under = Math.max(first, this.ruler.width(second, 0.875 * em)) + 6;
    const over = (first + em) * nameOnFace;
    return {
      wish: { under: Math.ceil(under), over: Math.ceil(over) },
      lines: person.seat === 'member' ? 1 : 2,
    };
  }

  private observers(
    words: Words,
    people: readonly Participant[],
    width: number,
    em: number,
  ): Place['observers'] {
    if (people.length === 0) return { width: 0, height: 0 };
    const rows = Math.min(people.length, mostObservers);
    const compact = this.isNarrow(width);
    const what = compact ? ` ${words.circle.observer}` : '';
    const names = people.map((each) => this.ruler.width(each.name + what, 0.875 * em));
    return {
      width: Math.max(...names, 4 * em) + (compact ? 2.5 : 3) * em,
      height: rows * (compact ? 2 : 2.75) * em + 6,
    };
  }
}
