// A list of people for a new session. Pure.

import type { NewSession } from '../../../client/coordinator_api.js';
import { cleanName } from '../shared/arrival_rules.js';

export type NamedPerson = NewSession['participants'][number];

/** As many as a session seats (protocol/wire/README.md, `limits`). */
export const mostPeople = 16;

/** The list as the server takes it: lines without a name are no people. */
export function invited(people: readonly NamedPerson[]): NamedPerson[] {
  return people
    .map(({ name, role }) => ({ name: cleanName(name), role }))
    .filter(({ name }) => name !== '');
}

/**
 * Several pasted lines become several people, from the line at `index` on and with its role.
 * Null if it is one line alone: then it is just text.
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
