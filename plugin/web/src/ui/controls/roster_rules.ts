// Who is here, in groups: pure. Nobody is left out, observers least of all.

import type { Participant, State } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';

/** Everyone who is here, each in one group. */
export interface Roster {
  leaders: Participant[];
  circle: Participant[];
  observers: Participant[];
  /** Leaders alone are told who waits outside. */
  waiting: Participant[];
}

/** Each group in the server's order, the facilitator first. */
export function rosterOf(state: State): Roster {
  const seated = state.participants.filter((each) => each.channel !== 'lobby');
  const leads = (each: Participant): boolean =>
    each.seat === 'facilitator' || each.seat === 'coFacilitator';
  return {
    leaders: seated
      .filter(leads)
      .sort((a, b) => Number(b.seat === 'facilitator') - Number(a.seat === 'facilitator')),
    circle: seated.filter((each) => !leads(each) && each.seat !== 'observer'),
    observers: seated.filter((each) => each.seat === 'observer'),
    waiting: state.you.may.lead
      ? state.participants.filter((each) => each.channel === 'lobby')
      : [],
  };
}

/** What stands beside a name; empty for a member who is simply here. */
export function rosterNote(words: Words, person: Participant, self: boolean): string {
  const { roster } = words.controls;
  const said: string[] = [];
  if (self) said.push(roster.you);
  if (person.seat === 'facilitator') said.push(roster.facilitator);
  if (person.seat === 'coFacilitator') said.push(roster.coFacilitator);
  if (person.seat === 'presenter') {
    said.push(person.channel === 'observer' ? roster.listening : roster.presenter);
  }
  if (!person.connected) said.push(roster.reconnecting);
  return said.join(', ');
}
