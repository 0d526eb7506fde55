// Reads a JSON document member by member. Each reader returns a value of its type, or throws a
// Fault with the place and the expectation. Decoders catch it, so that no peer's document causes an
// exception elsewhere.

/** `at` is a JSON Pointer (RFC 6901), empty for the whole document. `expected` is a sentence. */
export class Fault extends Error {
  constructor(
    readonly at: string,
    readonly expected: string,
  ) {
    super(`${at || 'the message'}: expected ${expected}`);
  }
}

/** The largest integer that JSON carries safely between languages, 2^53 - 1. */
export const largestInteger = Number.MAX_SAFE_INTEGER;

/** The longest text in Unicode code points; the shortest has one. */
const longestText = 16_384;

/** Parses a text. Throws a Fault about the whole document if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('', 'a JSON document');
  }
}

/** The members of one JSON object. Members that are not asked for are ignored. */
export class Members {
  private readonly members: ReadonlyMap<string, unknown>;

  /** `at` is the JSON Pointer of `value`. Throws a Fault if `value` is not an object. */
  constructor(
    value: unknown,
    private readonly at = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Fault(at, 'an object');
    }
    this.members = new Map(Object.entries(value));
  }

  has(name: string): boolean {
    return this.members.has(name);
  }

  /** Text of 1 to `most` code points, without halves of surrogate pairs. */
  text(name: string, most = longestText): string {
    return textIn(this.members.get(name), this.pointer(name), most);
  }

  /** As text(), or null. A member that is not there is a fault. */
  textOrNull(name: string, most = longestText): string | null {
    return this.members.get(name) === null ? null : this.text(name, most);
  }

  flag(name: string): boolean {
    const value = this.members.get(name);
    if (typeof value !== 'boolean') throw new Fault(this.pointer(name), 'true or false');
    return value;
  }

  number(name: string, least: number, most: number): number {
    const value = this.members.get(name);
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new Fault(this.pointer(name), `a number from ${least} to ${most}`);
    }
    return value;
  }

  numberOrNull(name: string, least: number, most: number): number | null {
    return this.members.get(name) === null ? null : this.number(name, least, most);
  }

  integer(name: string, least = 0, most = largestInteger): number {
    const value = this.number(name, least, most);
    if (!Number.isInteger(value)) throw new Fault(this.pointer(name), 'an integer');
    return value;
  }

  /** Milliseconds since the Unix epoch, or null. A missing member is a fault. */
  timeOrNull(name: string): number | null {
    return this.members.get(name) === null ? null : this.integer(name);
  }

  /** Reads one of the words. */
  word<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.members.get(name);
    const found = words.find((each) => each === value);
    if (found === undefined) throw new Fault(this.pointer(name), `one of ${words.join(', ')}`);
    return found;
  }

  /** As word(), or null. A member that is not there is a fault. */
  wordOrNull<Word extends string>(name: string, words: readonly Word[]): Word | null {
    return this.members.get(name) === null ? null : this.word(name, words);
  }

  /** Reads a list of at most `most` of the words, none of them twice. */
  words<Word extends string>(name: string, most: number, words: readonly Word[]): Word[] {
    const found = new Set<Word>();
    this.list(name, most, (value, at) => {
      const word = words.find((each) => each === value);
      if (word === undefined) throw new Fault(at, `one of ${words.join(', ')}`);
      if (found.has(word)) throw new Fault(at, 'each word once');
      found.add(word);
    });
    return [...found];
  }

  object(name: string): Members {
    return new Members(this.members.get(name), this.pointer(name));
  }

  /** Reads a list of at most `most` elements. `read` gets each element and its JSON Pointer. */
  list<Element>(
    name: string,
    most: number,
    read: (value: unknown, at: string) => Element,
  ): Element[] {
    const at = this.pointer(name);
    const value = this.members.get(name);
    if (!Array.isArray(value) || value.length > most) {
      throw new Fault(at, `a list of at most ${most}`);
    }
    return value.map((each: unknown, index) => read(each, `${at}/${index}`));
  }

  objects<Element>(name: string, most: number, read: (members: Members) => Element): Element[] {
    return this.list(name, most, (value, at) => read(new Members(value, at)));
  }

  texts(name: string, most: number, longest = longestText): string[] {
    return this.list(name, most, (value, at) => textIn(value, at, longest));
  }

  private pointer(name: string): string {
    return `${this.at}/${name}`;
  }
}

function textIn(value: unknown, at: string, most: number): string {
  if (typeof value !== 'string' || value === '' || !shortEnough(value, most)) {
    throw new Fault(at, `text of 1 to ${most} characters`);
  }
  if (/\p{Surrogate}/u.test(value)) throw new Fault(at, 'text without half characters');
  return value;
}

function shortEnough(text: string, most: number): boolean {
  // A code point has one or two code units, so most texts need no count.
  return text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most);
}
