// Decides which captured blocks become packets. In silence the sender stops, except for one block
// now and then. The capture clock goes on, so a gap in timestamps tells the listener how long the
// silence was. Opus' own DTX is not used: it takes steady quiet tones for silence.

import { silenceDbov } from '../base/audio_format.js';

/**
 * - `first`: send the block with the marker; it is the first after silence, or the very first
 * - `send`: talk, or the hangover after it
 * - `refresh`: silence, but a packet is due
 * - `silent`: silence, no packet
 */
export type Verdict = 'first' | 'send' | 'refresh' | 'silent';

/** Quiet blocks before packets stop: 400 ms, longer than the pause between two words. */
export const hangover = 20;
/** Silent blocks between two refreshing packets: 400 ms, as in Opus' DTX (RFC 6716, 2.1.9). */
export const refreshEvery = 20;

export class Gate {
  private started = false;
  private quiet = 0;
  private silentBlocks = 0;

  /** Call this once for each block, with the level of its loudest part in dB. */
  next(loudestDb: number): Verdict {
    if (loudestDb >= -silenceDbov) {
      const first = !this.started || this.quiet > hangover;
      this.started = true;
      this.quiet = 0;
      this.silentBlocks = 0;
      return first ? 'first' : 'send';
    }
    const first = !this.started;
    this.started = true;
    this.quiet += 1;
    if (first) return 'first';
    if (this.quiet <= hangover) return 'send';
    this.silentBlocks += 1;
    if (this.silentBlocks < refreshEvery) return 'silent';
    this.silentBlocks = 0;
    return 'refresh';
  }

  /** Returns to the state after construction: the next block is sent. */
  reset(): void {
    this.started = false;
    this.quiet = 0;
    this.silentBlocks = 0;
  }
}
