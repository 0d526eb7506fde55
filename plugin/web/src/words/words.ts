// The catalogue: every word that the add-on shows, by language. English is complete by definition;
// each other language has the same shape, so that a missing word does not compile. To add a
// language: copy the folder `en`, translate, and list it here.

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

/** The best of what is there for the wishes (BCP 47 tags, the dearest first); else English. */
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

/** "Aino, Ben and Chiara", as the language joins them. */
export function listed(words: Words, items: readonly string[]): string {
  return new Intl.ListFormat(words.tag, { type: 'conjunction' }).format(items);
}

/** The time of day where the person is, e.g. "14:45" or "14.45". `at`: milliseconds since the epoch. */
export function timeOfDay(words: Words, at: number): string {
  return new Intl.DateTimeFormat(words.tag, { hour: '2-digit', minute: '2-digit' }).format(at);
}
