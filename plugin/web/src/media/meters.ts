// The levels of everybody, this person included, and when anyone was last heard. Reports changes no
// more often than a screen can use them.

import type { Level } from './base/types.js';
import { Levels } from './base/levels.js';
import { heardDbov, levelOf } from './base/loudness.js';
import { PacedCall } from './base/paced_call.js';

/** Milliseconds between two redraws of the rings around chairs. */
const everyMs = 100;
/** The key of this person; nobody has this id. */
const oneself = '';

export class Meters {
  readonly others = new Levels();
  private readonly own = new Levels();
  private readonly changed: PacedCall;
  private falling: ReturnType<typeof setInterval> | null = null;
  private heardAt = -Infinity;

  constructor(onchange: () => void) {
    this.changed = new PacedCall(everyMs, onchange);
  }

  /** When anybody was last heard, by performance.now(); -Infinity if never. */
  get lastHeardAt(): number {
    return this.heardAt;
  }

  get ownLevel(): Level {
    return this.own.of(oneself);
  }

  /** Takes another person's loudness now, in dB below overload. */
  hear(id: string, minusDbov: number): void {
    const now = performance.now();
    if (minusDbov < heardDbov) this.heardAt = now;
    if (this.others.heard(id, levelOf(minusDbov), now)) this.follow();
  }

  /** Takes this person's loudness now, in dB below overload. `sent`: the others hear it. */
  hearOneself(minusDbov: number, sent: boolean): void {
    const now = performance.now();
    if (sent && minusDbov < heardDbov) this.heardAt = now;
    if (this.own.heard(oneself, levelOf(minusDbov), now)) this.follow();
  }

  forgetOneself(): void {
    this.own.forget();
  }

  close(): void {
    this.changed.cancel();
    this.rest();
  }

  /** Reports the change soon, and goes on until everybody has fallen silent. */
  private follow(): void {
    this.changed.soon();
    this.falling ??= setInterval(() => {
      const now = performance.now();
      const othersFell = this.others.pass(now);
      if (this.own.pass(now) || othersFell) this.changed.soon();
      if (this.others.all.size === 0 && this.own.all.size === 0) this.rest();
    }, everyMs);
  }

  private rest(): void {
    if (this.falling !== null) clearInterval(this.falling);
    this.falling = null;
  }
}
