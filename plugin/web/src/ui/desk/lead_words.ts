// A sentence about the leaders; pure.

import type { State } from '../../wire/messages.js';
import { listed, type Words } from '../../words/words.js';

/**
 * "You lead, with Dr Lehto as co-facilitator." Co-facilitators who are not connected are left out.
 * Nobody is named beside a facilitator's seat that is free, or whose holder is away.
 */
export function leadSentence(words: Words, state: State): string {
  const { people } = words.leader;
  const holder = state.participants.find((each) => each.seat === 'facilitator');
  if (!holder) return `${people.nobodyLeads}.`;
  // The server may count a person as absent whose connection still stands.
  if (!holder.connected || state.you.may.takeLead) return `${people.away(holder.name)}.`;
  const first = holder.id === state.you.id ? people.youLead : people.leads(holder.name);
  const beside = state.participants
    .filter((each) => each.seat === 'coFacilitator' && each.connected)
    .map((each) => each.name);
  if (beside.length === 0) return `${first}.`;
  const names = listed(words, beside);
  return `${first}, ${beside.length === 1 ? people.beside(names) : people.besides(names)}.`;
}
