// What a farewell offers. Pure.

import type { Farewell } from '../../model.js';

/** May the same link open again? Removed people and dead links do not come back by pressing. */
export function mayTryAgain(why: Farewell): boolean {
  switch (why) {
    case 'left':
    case 'superseded':
    case 'full':
    case 'locked':
    case 'unreachable':
      return true;
    case 'ended':
    case 'removed':
    case 'badToken':
    case 'unknownSession':
    case 'noLink':
      return false;
  }
}

/** Do they come out of a conversation that may have shaken them? Then it says whom to talk to. */
export function mayNeedSomeone(why: Farewell): boolean {
  return why === 'ended' || why === 'left' || why === 'removed';
}
