// Whether a connection is still there: whoever is silent for too long is given up. A page that has
// slept does not take its own sleep for the other's silence: it asks first, and waits a little.

import type { Clock, Timers } from './seams.js';

/** After so long without a word a connection is given up; pings are answered every 5 s. */
const longestSilence = 12_000;
/** So late a timer means that this page stood still, not that the server was silent. */
const sleep = 2_000;
/** For the answer to a question that was asked because of a doubt. */
const benefit = 5_000;
/** Whoever spoke so lately is not doubted. */
const lively = 2_000;

/** Watches from its construction on, until `stop` or `gone`. */
export class Silence {
  private heardAt: number;
  /** Until when an answer to a doubt is awaited; null without a doubt. */
  private doubtedUntil: number | null = null;
  private cancelTimer: () => void = () => undefined;

  /** `ask` is to make the other say something; `gone` is called once, and nothing after it. */
  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly ask: () => void,
    private readonly gone: () => void,
  ) {
    this.heardAt = clock();
    this.arm();
  }

  /** Something came. */
  heard(): void {
    this.heardAt = this.clock();
    this.doubtedUntil = null;
  }

  /** Something happened that may have broken the connection unnoticed. */
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
    // At least a moment, and never more than the limit, should the clock be put back.
    const wait = Math.min(longestSilence, Math.max(1, this.due - this.clock()));
    const expected = this.clock() + wait;
    this.cancelTimer = this.timers.after(wait, () => this.look(expected));
  }

  private look(expected: number): void {
    const now = this.clock();
    if (this.heardAt > now) this.heardAt = now; // the clock was put back
    if (now < this.due) return this.arm();
    if (this.doubtedUntil === null && now - expected > sleep) return this.doubt();
    this.gone();
  }
}
