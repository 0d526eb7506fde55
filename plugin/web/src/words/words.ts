// The catalogue: all texts of the add-on, by language. English defines the shape; every other
// language must have it, so that a missing text does not compile. To add a language, copy the
// folder `en`, translate it, and list it here.

import { en } from './en/index.js';
import { fi } from './fi/index.js';

type Shape<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Shape<T[Key]> };

/** The shape of a language's catalogue. */
export type Words = Shape<typeof en>;

export const languages = { en, fi } satisfies Record<string, Words>;
export type Language = keyof typeof languages;

/** The first wish that is available (BCP 47 tags, best first); English if there is none. */
export function languageFor(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split('-')[0] ?? '';
    if (base in languages) return base as Language;
  }
  return 'en';
}

export function wordsFor(language: Language): Words {
  return languages[language];
}

/** Items joined as in the language: "Aino, Ben and Chiara". */
export function listed(words: Words, items: readonly string[]): string {
  return new Intl.ListFormat(words.tag, { type: 'conjunction' }).format(items);
}

/** The local time of day, e.g. "14:45" or "14.45". `at`: milliseconds since the Unix epoch. */
export function timeOfDay(words: Words, at: number): string {
  return new Intl.DateTimeFormat(words.tag, { hour: '2-digit', minute: '2-digit' }).format(at);
}
