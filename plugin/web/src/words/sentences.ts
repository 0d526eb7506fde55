// Small things that several rooms say: lists, times of day, and the titles of phases.

import type { Words } from './words.js';

/** "Aino, Ben and Chiara", as the language joins them. */
export function listed(words: Words, items: readonly string[]): string {
  return new Intl.ListFormat(words.tag, { type: 'conjunction' }).format(items);
}

/** The time of day where the person is, e.g. "14:45" or "14.45". `at`: milliseconds since the epoch. */
export function timeOfDay(words: Words, at: number): string {
  return new Intl.DateTimeFormat(words.tag, { hour: '2-digit', minute: '2-digit' }).format(at);
}
