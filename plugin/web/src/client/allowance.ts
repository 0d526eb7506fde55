// This page's own copy of the server's token bucket: how many control messages may be sent now.

import type { Limits } from '../wire/messages.js';
import type { Clock } from './seams.js';

// A stalled network delivers at once the messages of a longer time. Half of the server's burst is
// reserved for that, and for the pings, which do not wait.
const shareOfBurst = 0.5;

/** The bucket begins full, as the server's does when a connection begins. */
export class Allowance {
  private tokens: number;
  private last: number;

  constructor(
    private readonly limits: Pick<Limits, 'controlPerSecond' | 'controlBurst'>,
    private readonly clock: Clock,
  ) {
    this.tokens = this.most;
    this.last = clock();
  }

  /** Takes one token. Returns false and takes nothing if there is none. */
  take(): boolean {
    this.refill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Takes one token even if there is none. */
  force(): void {
    this.refill();
    this.tokens -= 1;
  }

  /** Milliseconds until `take` can succeed. */
  get wait(): number {
    this.refill();
    return Math.max(0, Math.ceil(((1 - this.tokens) / this.limits.controlPerSecond) * 1000));
  }

  private get most(): number {
    return Math.max(1, this.limits.controlBurst * shareOfBurst);
  }

  private refill(): void {
    const now = this.clock();
    // If the clock was set back, no time has passed.
    const gained = (Math.max(0, now - this.last) / 1000) * this.limits.controlPerSecond;
    this.tokens = Math.min(this.most, this.tokens + gained);
    this.last = now;
  }
}
