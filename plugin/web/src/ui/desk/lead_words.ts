// A sentence about the leaders; pure.

import type { State } from '../../wire/messages.js';
import { listed, type Words } from '../../words/words.js';

/** "You lead, with Dr Lehto as co-facilitator." People who are not connected are left out. */
export function leadSentence(words: Words, state: State): string {
  const { people } = words.leader;
  const here = state.participants.filter((each) => each.connected && each.channel !== 'lobby');
  const lead = here.find((each) => each.seat === 'facilitator');
  const beside = here.filter((each) => each.seat === 'coFacilitator').map((each) => each.name);
  const first = !lead
    ? people.nobodyLeads
    : lead.id === state.you.id
      ? people.youLead
      : people.leads(lead.name);
  if (beside.length === 0) return `${first}.`;
  const names = listed(words, beside);
  return `${first}, ${beside.length === 1 ? people.beside(names) : people.besides(names)}.`;
}
