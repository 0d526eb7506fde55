// Who sits where, and what a chair is called: pure rules.
//
// The order is the same on every screen: the circle as the server lists it (in the order in which
// people first came), turned until the facilitator is at the top. So everyone has the same
// neighbours everywhere, a chair is in the same place for all, "the empty chair beside Elif" means
// something, and nobody moves when somebody steps back, returns, or comes back from a lost
// connection. Oneself is found by the word "You", not by a place of one's own at the bottom.

import type { Level } from '../../media/base/types.js';
import type { Participant, State } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';

export interface Chairs {
  /** Clockwise, the first at the top. */
  circle: Participant[];
  /** Apart from it, wherever their channel: their place does not change with the phase. */
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

/** The presenter, while they sit outside the circle and listen. */
export function steppedBack(state: State): Participant | null {
  const presenter = state.participants.find((each) => each.seat === 'presenter');
  return presenter && isAway(presenter) ? presenter : null;
}

/** Whether this person's chair stands empty because they listen from outside. */
export function isAway(person: Participant): boolean {
  return person.seat === 'presenter' && person.channel === 'observer';
}

/** The second line of a chair: what someone is in this case, if they are not just a member. */
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

/** A chair in words, for screen readers: "Farid, presenter, listening". */
export function chairLabel(words: Words, person: Participant, self: boolean, level: Level): string {
  const { circle } = words;
  const away = isAway(person);
  const said = [person.name];
  if (self) said.push(circle.yourself);
  if (away) said.push(circle.presenter);
  said.push(standing(words, person));
  if (!away && !person.connected) said.push(circle.reconnecting);
  if (!away && person.connected && person.seat !== 'observer') {
    if (level > 0) said.push(circle.speaking);
    if (person.hand) said.push(circle.handRaised);
    if (!person.audio) said.push(circle.microphoneClosed);
    if (!person.video) said.push(circle.cameraClosed);
  }
  return said.filter((part) => part !== '').join(', ');
}
