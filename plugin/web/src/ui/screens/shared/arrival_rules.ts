// Rules that find what a person still has to do before coming in. Pure.

import { longest } from '../../../wire/generated/values.js';
import type { Arrival } from '../../model.js';

/** The person's answers on the arrival screen. */
export interface Said {
  /** The name as typed. */
  name: string;
  private: boolean;
  promise: boolean;
}

export type Owed = 'name' | 'private' | 'promise';

/** The longest name of the wire contract in characters (protocol/wire/README.md, `join`). */
export const longestName = longest.name;

/** The missing answers, in the order of the screen. Microphone and camera are optional. */
export function owed(arrival: Pick<Arrival, 'nameFixed'>, said: Said): Owed[] {
  const all: Owed[] = [];
  if (!arrival.nameFixed && cleanName(said.name) === '') all.push('name');
  if (!said.private) all.push('private');
  if (!said.promise) all.push('promise');
  return all;
}

/** The name as the server accepts it: no control characters, trimmed, not too long. */
export function cleanName(typed: string): string {
  const printable = typed.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return Array.from(printable).slice(0, longestName).join('').trim();
}
