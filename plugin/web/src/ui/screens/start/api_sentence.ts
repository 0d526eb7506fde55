// Sentences for failed HTTP calls, in the person's language; pure.

import { ApiError } from '../../../client/coordinator_api.js';
import type { Words } from '../../../words/words.js';

/** The failure; `detail` is the server's English text about what it expected. */
export interface Problem {
  sentence: string;
  detail: string | null;
}

/** The sentence for any error with which a CoordinatorApi rejects. */
export function problemOf(words: Words, error: unknown): Problem {
  const said = words.start.problem;
  if (!(error instanceof ApiError)) return { sentence: said.broken, detail: null };
  const { status } = error;
  if (status === 'network') return { sentence: said.network, detail: null };
  if (status === 401 || status === 403) return { sentence: said.expired, detail: null };
  if (status === 404) return { sentence: said.gone, detail: null };
  if (status === 429 || status === 503) return { sentence: said.busy, detail: null };
  if (status >= 500) return { sentence: said.broken, detail: null };
  return { sentence: said.refused, detail: error.message || null };
}
