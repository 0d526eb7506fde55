// How many control messages may go out now: the server's token bucket, seen from this side.

import type { Limits } from '../wire/messages.js';
import type { Clock } from './seams.js';

// A stalled network delivers in a bunch what was sent over a while: half of the server's burst is
// kept for that, and for the pings, which do not wait.
const shareOfBurst = 0.5;

/** Full at first, as the server's is at the beginning of a connection. */
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

  /** Takes one if it is there. */
  take(): boolean {
    this.refill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Takes one in any case. */
  force(): void {
    this.refill();
    this.tokens -= 1;
  }

  /** Milliseconds until `take` will find one. */
  get wait(): number {
    this.refill();
    return Math.max(0, Math.ceil(((1 - this.tokens) / this.limits.controlPerSecond) * 1000));
  }

  private get most(): number {
    return Math.max(1, this.limits.controlBurst * shareOfBurst);
  }

  private refill(): void {
    const now = this.clock();
    // A clock that was put back gives nothing, and takes nothing away.
    const gained = (Math.max(0, now - this.last) / 1000) * this.limits.controlPerSecond;
    this.tokens = Math.min(this.most, this.tokens + gained);
    this.last = now;
  }
}
