// Values for all elements below the session element, passed down by Lit's context.

import { createContext } from '@lit/context';
import type { Words } from '../words/words.js';
import type { CoordinatorApi } from '../client/coordinator_api.js';
import type { Pictures } from '../media/base/types.js';

/** The catalogue of the person's language. */
export const wordsContext = createContext<Words>(Symbol('stepback-words'));
/** The source of faces. */
export const picturesContext = createContext<Pictures>(Symbol('stepback-pictures'));
/** The server's HTTP calls, for the coordinator's screen. */
export const coordinatorContext = createContext<CoordinatorApi>(Symbol('stepback-coordinator'));
