// Detects that a connection is gone because nothing arrives. A page that was suspended does not
// mistake that time for the server's silence: it asks first, and waits a little for an answer.

import type { Clock, Timers } from './seams.js';

/** Milliseconds of silence after which a connection is given up. Pings are sent every 5 s. */
const longestSilence = 12_000;
/** A timer this late means that this page was suspended, not that the server was silent. */
const sleep = 2_000;
/** Milliseconds to wait for an answer after a doubt. */
const benefit = 5_000;
/** A connection that brought something within these milliseconds is not doubted. */
const lively = 2_000;

/** Watches from its construction until `stop`, or until it has called `gone`. */
export class Silence {
  private heardAt: number;
  /** The time until which an answer to a doubt is awaited; null without a doubt. */
  private doubtedUntil: number | null = null;
  private cancelTimer: () => void = () => undefined;

  /** `ask` must make the server send something. `gone` is called once, as the last call. */
  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly ask: () => void,
    private readonly gone: () => void,
  ) {
    this.heardAt = clock();
    this.arm();
  }

  /** Call this whenever something arrives. */
  heard(): void {
    this.heardAt = this.clock();
    this.doubtedUntil = null;
  }

  /** Call this after an event that may have broken the connection unnoticed. */
  doubt(): void {
    if (this.doubtedUntil !== null || this.clock() - this.heardAt < lively) return;
    this.doubtedUntil = this.clock() + benefit;
    this.ask();
    this.arm();
  }

  stop(): void {
    this.cancelTimer();
  }

  private get due(): number {
    return this.doubtedUntil ?? this.heardAt + longestSilence;
  }

  private arm(): void {
    this.cancelTimer();
    // If the clock is set back, the wait is still between 1 ms and the limit.
    const wait = Math.min(longestSilence, Math.max(1, this.due - this.clock()));
    const expected = this.clock() + wait;
    this.cancelTimer = this.timers.after(wait, () => this.look(expected));
  }

  private look(expected: number): void {
    const now = this.clock();
    if (this.heardAt > now) this.heardAt = now; // the clock was set back
    if (now < this.due) return this.arm();
    if (this.doubtedUntil === null && now - expected > sleep) return this.doubt();
    this.gone();
  }
}
