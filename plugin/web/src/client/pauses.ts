import type { Random } from './seams.js';

const first = 300;
const longest = 5_000;

/**
 * Milliseconds to wait before the next try, after `failures` tries in a row have failed: 150 to 300
 * at first, doubling up to 2.5 to 5 seconds. The random part spreads the reconnects of a whole
 * group after the server restarts.
 */
export function pauseAfter(failures: number, random: Random): number {
  const most = Math.min(longest, first * 2 ** Math.min(failures, 10));
  return Math.round(most * (0.5 + random() / 2));
}
