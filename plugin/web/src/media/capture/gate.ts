// Which captured blocks are worth a packet. In silence the sender stops, save for one block now and
// then; the capture clock goes on, so that a gap in timestamps tells the listener how long it was.
// Opus' own DTX is not used: it takes steady quiet tones for silence.

import { silenceDbov } from '../base/audio_format.js';

/**
 * - `first`: to be sent, with the marker: the first after silence, or ever
 * - `send`: talk, or the hangover after it
 * - `refresh`: silence, but a packet is due
 * - `silent`: silence, no packet
 */
export type Verdict = 'first' | 'send' | 'refresh' | 'silent';

/** Quiet blocks before packets stop: 400 ms, longer than the pause between two words. */
export const hangover = 20;
/** Silent blocks between two refreshing packets: 400 ms, Opus DTX's pace (RFC 6716, 2.1.9). */
export const refreshEvery = 20;

export class Gate {
  private started = false;
  private quiet = 0;
  private silentBlocks = 0;

  /** To be asked once for each block, with the level of its loudest part in dB. */
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

  /** As after construction: the next block is sent. */
  reset(): void {
    this.started = false;
    this.quiet = 0;
    this.silentBlocks = 0;
  }
}
