// What someone still owes before they come in. Pure.

import type { Arrival } from '../../model.js';

/** What the person has said on the arrival screen. */
export interface Said {
  /** As typed. */
  name: string;
  private: boolean;
  promise: boolean;
}

export type Owed = 'name' | 'private' | 'promise';

/** As many characters as the wire contract allows (protocol/wire/README.md, `join`). */
export const longestName = 64;

/** What is missing, in the order of the screen. Microphone and camera never are: one may come without. */
export function owed(arrival: Pick<Arrival, 'nameFixed'>, said: Said): Owed[] {
  const all: Owed[] = [];
  if (!arrival.nameFixed && cleanName(said.name) === '') all.push('name');
  if (!said.private) all.push('private');
  if (!said.promise) all.push('promise');
  return all;
}

/** The name as the server takes it: no control characters, no blanks around it, not too long. */
export function cleanName(typed: string): string {
  const printable = typed.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return Array.from(printable).slice(0, longestName).join('').trim();
}
