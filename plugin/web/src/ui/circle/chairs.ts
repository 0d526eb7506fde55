// The order of the chairs, and their labels; pure rules.
//
// The order is the same on every screen: the people of the circle in the server's order (in which
// they first came), turned so that the facilitator is at the top. So everyone has the same
// neighbours on every screen, and "the empty chair beside Elif" has a meaning. Nobody moves when
// somebody steps back, returns, or reconnects. People find themselves by the word "You", not at a
// special place.

import type { Level } from '../../media/base/types.js';
import type { Participant, State } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';

export interface Chairs {
  /** Clockwise; the first is at the top. */
  circle: Participant[];
  /** Observers sit apart in every channel, so their place does not change with the phase. */
  observers: Participant[];
}

export function chairsOf(state: State): Chairs {
  const seated = state.participants.filter((each) => each.channel !== 'lobby');
  const observers = seated.filter((each) => each.seat === 'observer');
  const circle = seated.filter((each) => each.seat !== 'observer');
  const facilitator = circle.findIndex((each) => each.seat === 'facilitator');
  const leader = circle.findIndex((each) => each.seat === 'coFacilitator');
  const top = Math.max(0, facilitator >= 0 ? facilitator : leader);
  return { circle: [...circle.slice(top), ...circle.slice(0, top)], observers };
}

/** The presenter while they sit outside the circle and listen; null otherwise. */
export function steppedBack(state: State): Participant | null {
  const presenter = state.participants.find((each) => each.seat === 'presenter');
  return presenter && isAway(presenter) ? presenter : null;
}

/** Whether this person's chair stands empty because they listen from outside. */
export function isAway(person: Participant): boolean {
  return person.seat === 'presenter' && person.channel === 'observer';
}

/** The second line of a chair: the person's part in this case; empty for a plain member. */
export function standing(words: Words, person: Participant): string {
  if (isAway(person)) {
    return person.connected ? words.circle.listening : words.circle.reconnecting;
  }
  switch (person.seat) {
    case 'facilitator':
      return words.circle.facilitator;
    case 'coFacilitator':
      return words.circle.coFacilitator;
    case 'presenter':
      return words.circle.presenter;
    case 'observer':
      return words.circle.observer;
    case 'member':
      return '';
  }
}

/** A chair in words, for screen readers: "Farid, presenter, stepped back". */
export function chairLabel(words: Words, person: Participant, self: boolean, level: Level): string {
  const { circle } = words;
  const away = isAway(person);
  const said = [person.name];
  if (self) said.push(circle.yourself);
  if (away) said.push(circle.presenter);
  said.push(standing(words, person));
  if (!away && !person.connected) said.push(circle.reconnecting);
  if (person.records) said.push(circle.records);
  if (!away && person.connected && person.seat !== 'observer') {
    if (level > 0) said.push(circle.speaking);
    if (person.hand) said.push(circle.handRaised);
    if (!person.audio) said.push(circle.microphoneClosed);
    if (!person.video) said.push(circle.cameraClosed);
  }
  return said.filter((part) => part !== '').join(', ');
}
