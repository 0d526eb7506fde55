// All voices into one: each through its jitter buffer, their sum through the limiter. Runs on the
// audio thread; it has no clock and no port of its own.

import { perMs } from '../base/audio_format.js';
import { type Block, JitterBuffer } from './jitter_buffer.js';
import { Limiter } from './limiter.js';

/** How hearing goes, since the mixer was made. */
export interface Heard {
  /** Blocks of sound played, and blocks made up because they did not come in time. */
  played: number;
  made: number;
  /**
   * The delay that the voices of the last seconds need, in milliseconds; 0 without one. The (lower)
   * median: on a poor way down all need more, silent ones included, whose packets go on; where only
   * one does, it is that person's way up.
   */
  targetMs: number;
}

/** A voice that has brought nothing for so long says nothing about the way any more: 5 s. */
const fresh = 5000 * perMs;

export class Mixer {
  private readonly voices = new Map<number, { buffer: JitterBuffer; last: number }>();
  private readonly limiter = new Limiter();
  private readonly gone = { played: 0, made: 0 };
  /** Voices that were taken out and still fade. */
  private fading: JitterBuffer[] = [];

  /** A decoded block of this voice has come. */
  put(ssrc: number, block: Block, now: number): void {
    let voice = this.voices.get(ssrc);
    if (!voice) {
      voice = { buffer: new JitterBuffer(), last: now };
      this.voices.set(ssrc, voice);
    }
    voice.last = now;
    voice.buffer.put(block, now);
  }

  /** This voice falls silent now. */
  remove(ssrc: number): void {
    const voice = this.voices.get(ssrc);
    if (!voice) return;
    this.voices.delete(ssrc);
    this.gone.played += voice.buffer.counts.played;
    this.gone.made += voice.buffer.counts.made;
    voice.buffer.stop();
    this.fading.push(voice.buffer);
  }

  /** All fall silent now. */
  silence(): void {
    for (const ssrc of [...this.voices.keys()]) this.remove(ssrc);
  }

  /** Fills all of `out`, whose first sample is played at `now`. */
  mix(out: Float32Array, now: number): void {
    out.fill(0);
    for (const { buffer } of this.voices.values()) buffer.addTo(out, now);
    if (this.fading.length > 0) {
      for (const buffer of this.fading) buffer.addTo(out, now);
      this.fading = this.fading.filter((buffer) => !buffer.idle);
    }
    this.limiter.process(out);
  }

  heard(now: number): Heard {
    const heard = { ...this.gone, targetMs: 0 };
    const targets: number[] = [];
    for (const { buffer, last } of this.voices.values()) {
      heard.played += buffer.counts.played;
      heard.made += buffer.counts.made;
      if (now - last < fresh) targets.push(buffer.target.wanted / perMs);
    }
    targets.sort((a, b) => a - b);
    heard.targetMs = targets[(targets.length - 1) >> 1] ?? 0;
    return heard;
  }
}
