// The lists of people on the desk, and the acts that the server offers for each; pure. The server
// says what a leader may do for a person (`participants[].can`). This page works out none of it.

import type { LeaderAct, Participant, SessionView, State } from '../../wire/messages.js';
import { presenterOf } from './next_step.js';

/**
 * Whether the server would carry out this act for the person now. An earlier server does not say
 * it. Then the act is not offered.
 */
export function can(person: Participant, act: LeaderAct): boolean {
  return person.can?.includes(act) ?? false;
}

/** The presenter, and everybody who can be named instead; those who are connected first. */
export function appointable(state: State): Participant[] {
  return state.participants
    .filter((each) => can(each, 'appoint') || each.seat === 'presenter')
    .sort((a, b) => Number(b.connected) - Number(a.connected));
}

/** `next`: the person who is chosen now begins another case. */
export type Appointing = NonNullable<SessionView['appoints']> | null;

/**
 * The meaning of choosing a presenter now; null while nobody is to be chosen. If the server does
 * not say it, the page always offers the choice, and the server may refuse it.
 */
export function appointing(state: State): Appointing {
  const { appoints } = state.session;
  if (appoints !== undefined) return appoints;
  return presenterOf(state) ? 'other' : 'first';
}

/** Everyone beside oneself who sits here, in the server's order. */
export function othersOf(state: State): Participant[] {
  return state.participants.filter((each) => each.id !== state.you.id && each.channel !== 'lobby');
}

/** Those who are to be here and have lost their connection. */
export function missingOf(state: State): Participant[] {
  return state.participants.filter((each) => !each.connected && each.channel !== 'lobby');
}
