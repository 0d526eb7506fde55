import type { Random } from './seams.js';

const first = 300;
const longest = 5_000;

/**
 * How long to wait before the next try, in milliseconds, after `failures` tries have failed in a
 * row: 150 to 300 at first, doubling, 2.5 to 5 seconds in the end. Chance spreads the tries of a
 * whole group whose server was started again.
 */
export function pauseAfter(failures: number, random: Random): number {
  const most = Math.min(longest, first * 2 ** Math.min(failures, 10));
  return Math.round(most * (0.5 + random() / 2));
}
