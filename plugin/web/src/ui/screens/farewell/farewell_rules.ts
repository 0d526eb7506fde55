// The offers of a farewell; pure.

import type { Farewell } from '../../model.js';

/**
 * Whether the same link may open again on this page. It does not for removed people and dead links,
 * and an outdated page has to be loaded anew.
 */
export function mayTryAgain(why: Farewell): boolean {
  switch (why) {
    case 'left':
    case 'superseded':
    case 'full':
    case 'locked':
    case 'notAllowed':
    case 'unreachable':
      return true;
    case 'ended':
    case 'removed':
    case 'badToken':
    case 'unknownSession':
    case 'noLink':
    case 'outdated':
      return false;
  }
}

/** Whether the conversation may have shaken the person, so that support contacts are shown. */
export function mayNeedSomeone(why: Farewell): boolean {
  return why === 'ended' || why === 'left' || why === 'removed';
}
