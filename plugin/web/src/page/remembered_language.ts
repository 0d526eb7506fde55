// The language that someone once chose on this page. It works without storage, too.

import { languageFor, type Language } from '../words/words.js';

const key = 'stepback.language';

/** The language chosen here before, else the best match for the browser's languages. */
export function preferredLanguage(): Language {
  return languageFor([remembered(), ...navigator.languages].filter((wish) => wish !== ''));
}

/** Stores the choice for the next visit. */
export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // This page may not store anything: the choice lasts until the page goes.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
