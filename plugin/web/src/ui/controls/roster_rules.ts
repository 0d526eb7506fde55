// The people who are here, in groups; pure. Everyone is listed, observers included.

import type { Participant, State } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';

/** Everyone who is here, each person in one group. */
export interface Roster {
  leaders: Participant[];
  circle: Participant[];
  observers: Participant[];
  /** The people in the lobby. The server shows them to leaders alone. */
  waiting: Participant[];
}

/** Each group is in the server's order; the facilitator comes first. */
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
    waiting: state.participants.filter((each) => each.channel === 'lobby'),
  };
}

/** The note beside a name; empty for a member who is simply here. */
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
  else if (person.answers === false) said.push(roster.silent);
  if (person.records) said.push(roster.records);
  return said.join(', ');
}
