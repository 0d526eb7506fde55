// When a report of hearing is due. A browser holds back the timers of a hidden page that plays
// nothing, to one a minute. So the playout worklet's message, which comes four times a second while
// the audio graph runs, drives the reports. A timer remains for a graph that does not run.

import { timings } from '../client/timings.js';

export class Reports {
  private sentAt = performance.now();

  /** Sends a report of the time since the last one. */
  constructor(private readonly send: () => void) {}

  /** Call this at each beat of the audio graph and of the timer. */
  beat(): void {
    const now = performance.now();
    if (now - this.sentAt < timings.reportEvery) return;
    this.sentAt = now;
    this.send();
  }
}
