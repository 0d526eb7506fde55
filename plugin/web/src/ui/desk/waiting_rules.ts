// The people who wait to be let in, and the answers that a leader can give about each; pure. The
// server says whom a person could be, and whether it lets them in without an answer.

import type { Participant, State } from '../../wire/messages.js';
import { listed, type Words } from '../../words/words.js';
import { can } from './people_card_rules.js';

/** A person who waits. */
export interface Waiting {
  person: Participant;
  /** The absent people whom this person could be, in the server's order. */
  could: Participant[];
  /**
   * How this person gets a chair of their own: without an answer, or only as somebody `new`. Null
   * if the server offers neither.
   */
  letIn: 'plain' | 'new' | null;
}

/** The people who wait, in the server's order. */
export function waitingOf(state: State): Waiting[] {
  return state.participants
    .filter((each) => each.channel === 'lobby')
    .map((person) => {
      const could = state.participants.filter(({ id }) => person.could?.includes(id));
      const asked = person.could?.length ? 'new' : null;
      return { person, could, letIn: can(person, 'admit') ? 'plain' : asked };
    });
}

/** The people whom "let all in" lets in: those about whom nothing has to be said first. */
export function admittedTogether(waiting: readonly Waiting[]): Participant[] {
  return waiting.filter(({ letIn }) => letIn === 'plain').map(({ person }) => person);
}

/** What the server knows about the name or the network of a person; empty if it is nothing. */
export function warnings(words: Words, { alike, afterRemoval }: Participant): string[] {
  const { sameName, wasRemoved } = words.leader.waiting;
  return [
    ...(alike?.length ? [sameName] : []),
    ...(afterRemoval === undefined ? [] : [wasRemoved(afterRemoval)]),
  ];
}

/** "Pia waits outside, by the members’ link. Pia is away." For a person who could be somebody. */
export function waitingSentence(words: Words, { person, could }: Waiting): string {
  const { outside, ownLink, sharedLink, away, areAway } = words.leader.waiting;
  const link = person.by === 'own' ? ownLink : sharedLink[person.role];
  const names = listed(
    words,
    could.map((each) => each.name),
  );
  return `${outside(person.name, link)} ${could.length === 1 ? away(names) : areAway(names)}`;
}
