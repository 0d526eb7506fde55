// The list of people for a new session; pure.

import type { NewSession } from '../../../client/coordinator_api.js';
import { cleanName } from '../shared/arrival_rules.js';

export type NamedPerson = NewSession['participants'][number];

/** The number of people that a session seats (protocol/wire/README.md, `limits`). */
export const mostPeople = 16;

/** The list for the server: lines without a name are left out. */
export function invited(people: readonly NamedPerson[]): NamedPerson[] {
  return people
    .map(({ name, role }) => ({ name: cleanName(name), role }))
    .filter(({ name }) => name !== '');
}

/**
 * Replaces the line at `index` by the pasted names, all with its role. Returns null if there are
 * fewer than two names: the paste is plain text then.
 */
export function withPasted(
  people: readonly NamedPerson[],
  index: number,
  text: string,
): NamedPerson[] | null {
  const names = text
    .split(/\r?\n/u)
    .map(cleanName)
    .filter((name) => name !== '');
  if (names.length < 2) return null;
  const role = people[index]?.role ?? 'member';
  const pasted = names.map((name) => ({ name, role }));
  return [...people.slice(0, index), ...pasted, ...people.slice(index + 1)].slice(0, mostPeople);
}
