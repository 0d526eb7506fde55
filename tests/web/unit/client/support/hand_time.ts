// A clock and timers that stand still until a test moves them.

import type { Clock, Timers } from '../../../../../plugin/web/src/client/seams.js';

interface Timer {
  due: number;
  run: () => void;
}

export class HandTime {
  private timers_: Timer[] = [];
  private now_: number;

  constructor(start = 1_764_000_000_000) {
    this.now_ = start;
  }

  readonly clock: Clock = () => this.now_;

  readonly timers: Timers = {
    after: (ms, run) => {
      const timer = { due: this.now_ + ms, run };
      this.timers_.push(timer);
      return () => {
        this.timers_ = this.timers_.filter((each) => each !== timer);
      };
    },
  };

  /** The number of timers that wait. */
  get waiting(): number {
    return this.timers_.length;
  }

  /** The time at which the next timer is due; null if none waits. */
  get nextDue(): number | null {
    return this.nextUntil(Infinity)?.due ?? null;
  }

  /** Lets time go by. Each timer runs when it is due. */
  advance(ms: number): void {
    const end = this.now_ + ms;
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.now_ = Math.max(this.now_, next.due);
      this.run(next);
    }
    this.now_ = end;
  }

  /** The machine sleeps: time goes by, and timers that became due run late. */
  sleep(ms: number): void {
    this.now_ += ms;
    for (let next = this.nextUntil(this.now_); next; next = this.nextUntil(this.now_)) {
      this.run(next);
    }
  }

  /** The clock is corrected while no time goes by. */
  jump(ms: number): void {
    this.now_ += ms;
    for (const timer of this.timers_) timer.due += ms;
  }

  private run(timer: Timer): void {
    this.timers_ = this.timers_.filter((each) => each !== timer);
    timer.run();
  }

  private nextUntil(end: number): Timer | undefined {
    return this.timers_
      .filter(({ due }) => due <= end)
      .reduce<Timer | undefined>(
        (first, each) => (first && first.due <= each.due ? first : each),
        undefined,
      );
  }
}

/** Lets everything run that waits for a promise. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
