// Pure rules that tell a person their rights, and the reason where a right is missing. The rights
// come from `state.you.may`. This page works out the reason only.

import type { Seated } from '../model.js';
import type { Participant, State } from '../../wire/messages.js';
import { isLeadersOnly, isPresenting } from '../phases.js';

/** The person at this page; null if the state does not contain them. */
export function me(state: State): Participant | null {
  return state.participants.find((each) => each.id === state.you.id) ?? null;
}

/** Whether the person at this page sits outside the circle and listens. */
export function iListen(state: State): boolean {
  const own = me(state);
  return own !== null && own.seat === 'presenter' && own.channel === 'observer';
}

/** The things that a button opens or raises. */
export type Opens = 'microphone' | 'camera' | 'hand';

/** Reasons; each has a sentence in the catalogue (`controls.why`). */
export type WhyNot = 'lost' | 'private' | 'steppedBack' | 'observer' | 'presenting' | 'phase';

/** The reason why this cannot be opened now; null if it can. Closing is always possible. */
export function whyNot({ state, local }: Seated, opens: Opens): WhyNot | null {
  if (local.connection === 'lost') return 'lost';
  const { speak, show } = state.you.may;
  if (opens === 'camera' ? show : speak) {
    return opens !== 'hand' && local.privateNow ? 'private' : null;
  }
  if (iListen(state)) return 'steppedBack';
  if (me(state)?.seat === 'observer') return 'observer';
  return isPresenting(state.session) ? 'presenting' : 'phase';
}

/** Kinds of leaving; each has a sentence in the catalogue (`controls.leaving`). */
export type Leaving =
  | { kind: 'member' | 'presenter' | 'onlyLeader' | 'debrief' }
  /** `name` is the person who goes on leading. */
  | { kind: 'leader'; name: string };

/** The consequences of leaving for this person and for the others. */
export function leavingOf(state: State): Leaving {
  if (!state.you.may.lead) {
    return { kind: me(state)?.seat === 'presenter' ? 'presenter' : 'member' };
  }
  if (isLeadersOnly(state.session)) return { kind: 'debrief' };
  const others = connectedLeaders(state).filter((each) => each.id !== state.you.id);
  const heir = others.find((each) => each.seat === 'facilitator') ?? others[0];
  return heir ? { kind: 'leader', name: heir.name } : { kind: 'onlyLeader' };
}

/** The leaders other than oneself who are there to see a signal. The only function that says so. */
export function answeringLeaders(state: State): Participant[] {
  return connectedLeaders(state).filter(
    (each) => each.id !== state.you.id && each.answers !== false,
  );
}

/** Everyone who can lead at this moment. */
export function connectedLeaders(state: State): Participant[] {
  return state.participants.filter(
    (each) => each.connected && (each.seat === 'facilitator' || each.seat === 'coFacilitator'),
  );
}
