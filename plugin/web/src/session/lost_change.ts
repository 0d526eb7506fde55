// For leaders who come back after a lost connection; pure. The page cannot know that the server
// restarted. It knows that a change was in force and not kept yet, and what the new state shows.

import type { LostChange } from '../ui/model.js';
import type { PendingChange, State } from '../wire/messages.js';

/**
 * Compares the states before and after a lost connection. Null unless a change is not in force any
 * more that was not kept yet. If the server still has one of the changes, it did not restart.
 */
export function lostChange(before: State, after: State): LostChange | null {
  if (!before.you.may.lead || !after.you.may.lead) return null;
  const was = before.session.pending ?? [];
  const is = after.session.pending ?? [];
  if (was.some((each) => is.some((other) => isSame(each, other)))) return null;
  const undone = was.filter((each) => isUndone(each, after));
  if (undone.length === 0) return null;
  return undone.some(changesPhase) ? 'lostPhase' : 'lostChange';
}

function isSame(one: PendingChange, other: PendingChange): boolean {
  return (
    one.does === other.does &&
    one.since === other.since &&
    one.phase === other.phase &&
    one.participant === other.participant
  );
}

function changesPhase({ does }: PendingChange): boolean {
  return does === 'stepBack' || does === 'advance';
}

/** A closed device shows nothing: after a lost connection it is closed anyway. */
function isUndone(change: PendingChange, { session, participants }: State): boolean {
  switch (change.does) {
    case 'stepBack':
    case 'advance':
      return change.phase !== session.phase.name;
    case 'lock':
      return !session.locked;
    case 'remove':
      return participants.some(({ id }) => id === change.participant);
    case 'mute':
    case 'close':
      return false;
  }
}
