// Pure rules that tell which people a leader may appoint, let in, mute, remove, or hand the lead to.
// The server says whether a person may be appointed. The other rules are those of the server
// (protocol/wire/README.md, "From the client"), so that no button is offered in vain.

import type { Participant, SessionView, State } from '../../wire/messages.js';
import { me } from '../controls/own_rights.js';
import { presenterOf } from './next_step.js';

/** Members who sit in the circle, those who are connected first. */
export function appointable(state: State): Participant[] {
  return state.participants
    .filter((each) => each.role === 'member' && each.channel !== 'lobby')
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

/** The people who wait to be let in, the first to come first. */
export function waitingOf(state: State): Participant[] {
  return state.participants.filter((each) => each.channel === 'lobby');
}

/** Everyone beside oneself who sits here, in the server's order. */
export function othersOf(state: State): Participant[] {
  return state.participants.filter((each) => each.id !== state.you.id && each.channel !== 'lobby');
}

/** There is a microphone to close: open, and connected. */
export function mayMute(person: Participant): boolean {
  return person.connected && person.audio;
}

/** A leader is removed by who holds the facilitator's seat alone. */
export function mayRemove(state: State, person: Participant): boolean {
  if (person.id === state.you.id) return false;
  return !leads(person) || me(state)?.seat === 'facilitator';
}

/** Only who holds the facilitator’s seat hands it on, and only to a connected co-facilitator. */
export function mayHandOver(state: State, person: Participant): boolean {
  return me(state)?.seat === 'facilitator' && person.seat === 'coFacilitator' && person.connected;
}

/** Those who are to be here and have lost their connection. */
export function missingOf(state: State): Participant[] {
  return state.participants.filter((each) => !each.connected && each.channel !== 'lobby');
}

function leads(person: Participant): boolean {
  return person.role === 'facilitator' || person.role === 'coFacilitator';
}
