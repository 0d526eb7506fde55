// The farewell screen for the end of a stay; pure.

import type { EndCode } from '../client/session_client.js';
import type { Farewell } from '../ui/model.js';

/** The server’s other codes say nothing to a person: the session cannot be reached. */
export function farewellFor(code: EndCode): Farewell {
  switch (code) {
    case 'left':
    case 'outdated':
    case 'removed':
    case 'superseded':
    case 'badToken':
    case 'unknownSession':
      return code;
    case 'sessionEnded':
      return 'ended';
    case 'sessionFull':
      return 'full';
    case 'sessionLocked':
      return 'locked';
    default:
      return 'unreachable';
  }
}
