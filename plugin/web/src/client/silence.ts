// Detects that a connection is gone because nothing arrives. A page that was suspended does not
// mistake that time for the server's silence: it asks first, and waits a little for an answer.

import type { Clock, Timers } from './seams.js';
import { timings } from './timings.js';

export interface SilenceCalls {
  /** Must make the server send something. */
  ask(): void;
  /**
   * True: nothing has arrived for `doubtAfter`, or `watchedDoubtAfter` of a person who is watched.
   * False: something has arrived again.
   */
  doubted(inDoubt: boolean): void;
  /** The connection is gone. Called once, as the last call. */
  gone(): void;
}

/** Watches from its construction until `stop`, or until it has called `gone`. */
export class Silence {
  private heardAt: number;
  private inDoubt = false;
  private watched = false;
  private beatAt = -Infinity;
  /** The time until which the answer to a question is awaited; null without a question. */
  private awaitedUntil: number | null = null;
  private cancelTimer: () => void = () => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly calls: SilenceCalls,
  ) {
    this.heardAt = clock();
    this.arm();
  }

  /** Call this whenever something arrives. */
  heard(): void {
    this.heardAt = this.clock();
    this.awaitedUntil = null;
    if (!this.inDoubt) return;
    this.inDoubt = false;
    this.calls.doubted(false);
  }

  /**
   * Asks the server, unless something arrived lately or an answer is awaited. Call this after an
   * event that may have broken the connection unnoticed.
   */
  question(): void {
    const heardLately = this.clock() - this.heardAt < timings.livelyFor;
    if (this.awaitedUntil !== null || heardLately) return;
    this.awaitedUntil = this.clock() + timings.answerWithin;
    this.calls.ask();
    this.arm();
  }

  /** Whether this person leads or presents, and so is told earlier. */
  watch(watched: boolean): void {
    if (this.watched === watched) return;
    this.watched = watched;
    this.arm();
  }

  /**
   * Call this several times a second from something that a hidden page goes on getting. The timer
   * may come a minute late there. Beats that begin again after a gap mean nothing: the page may
   * have slept.
   */
  beat(): void {
    const now = this.clock();
    const awake = now - this.beatAt <= timings.asleepAfter;
    this.beatAt = now;
    if (awake && now >= this.due) this.look(now);
  }

  stop(): void {
    this.cancelTimer();
  }

  private get due(): number {
    const doubt = this.watched ? timings.watchedDoubtAfter : timings.doubtAfter;
    return this.awaitedUntil ?? this.heardAt + (this.inDoubt ? timings.silenceLimit : doubt);
  }

  private arm(): void {
    this.cancelTimer();
    // If the clock is set back, the wait is still between 1 ms and the limit.
    const wait = Math.min(timings.silenceLimit, Math.max(1, this.due - this.clock()));
    const expected = this.clock() + wait;
    this.cancelTimer = this.timers.after(wait, () => this.look(expected));
  }

  private look(expected: number): void {
    const now = this.clock();
    if (this.heardAt > now) this.heardAt = now; // the clock was set back
    if (now < this.due) return this.arm();
    if (this.awaitedUntil !== null) return this.calls.gone();
    // A timer this late means that this page was suspended, not that the server was silent.
    if (now - expected > timings.asleepAfter) return this.question();
    if (this.inDoubt) return this.calls.gone();
    this.inDoubt = true;
    this.calls.doubted(true);
    this.arm();
  }
}
