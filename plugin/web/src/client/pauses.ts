import type { Random } from './seams.js';
import { timings } from './timings.js';

/**
 * Milliseconds to wait before the next try, after `failures` tries in a row have failed:
 * `firstPause` at first, doubled up to `longestPause`, and shortened at random by up to a half. The
 * random part spreads the reconnects of a whole group after the server restarts.
 */
export function pauseAfter(failures: number, random: Random): number {
  const most = Math.min(timings.longestPause, timings.firstPause * 2 ** Math.min(failures, 10));
  return Math.round(most * (0.5 + random() / 2));
}
