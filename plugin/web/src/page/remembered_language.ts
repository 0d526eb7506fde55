// The language that someone once chose on this page. A browser that keeps nothing is fine.

import { languageFor, type Language } from '../words/words.js';

const key = 'stepback.language';

/** What was chosen here before, else the best for the browser's wishes. */
export function preferredLanguage(): Language {
  return languageFor([remembered(), ...navigator.languages].filter((wish) => wish !== ''));
}

/** For the next time. */
export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is closed to this page: the choice holds until it goes.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
