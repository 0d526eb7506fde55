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
