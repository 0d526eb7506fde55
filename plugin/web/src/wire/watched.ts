// The people whose connections the server watches closely: leaders and the presenter.

import type { State } from './messages.js';

/** Whether this person leads or presents. */
export function isWatched(state: State): boolean {
  const me = state.participants.find((each) => each.id === state.you.id);
  return state.you.may.lead || me?.seat === 'presenter';
}
