// The pauses between a client's tries to connect.

import type { Random, Timers } from './seams.js';
import { timings } from './timings.js';

/** One client's pauses. They grow with each failed try. */
export class Pauses {
  private failures = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly timers: Timers,
    private readonly random: Random,
  ) {}

  /** A pause is running. */
  get waiting(): boolean {
    return this.cancel !== null;
  }

  /** Begins the next pause, which is longer than the one before. Calls `tryAgain` at its end. */
  begin(tryAgain: () => void): void {
    this.end();
    this.cancel = this.timers.after(pauseAfter(this.failures++, this.random), () => {
      this.cancel = null;
      tryAgain();
    });
  }

  /** Ends the running pause. `tryAgain` is not called. */
  end(): void {
    this.cancel?.();
    this.cancel = null;
  }

  /** A connection was good: the next pause is as short as the first. */
  startOver(): void {
    this.failures = 0;
  }
}

/**
 * Milliseconds to wait before the next try, after `failures` tries in a row have failed:
 * `firstPause` at first, doubled up to `longestPause`, and shortened at random by up to a half. The
 * random part spreads the reconnects of a whole group after the server restarts.
 */
function pauseAfter(failures: number, random: Random): number {
  const most = Math.min(timings.longestPause, timings.firstPause * 2 ** Math.min(failures, 10));
  return Math.round(most * (0.5 + random() / 2));
}
