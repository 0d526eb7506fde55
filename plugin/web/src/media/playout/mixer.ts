// Mixes all voices: each goes through its jitter buffer, and their sum through the limiter. Runs on
// the audio thread. It has no clock and no port of its own.

import { perMs } from '../base/audio_format.js';
import { type Block, JitterBuffer } from './jitter_buffer.js';
import { Limiter } from './limiter.js';

/** Measurements of hearing since the mixer was made. */
export interface Heard {
  /** Blocks that were played, and blocks that were made up because they did not come in time. */
  played: number;
  made: number;
  /**
   * The delay in milliseconds that the voices of the last seconds need; 0 without one. It is the
   * (lower) median of the voices. On a poor downlink all voices need more, silent ones included,
   * because their packets go on. If only one voice needs more, that person's uplink is poor.
   */
  targetMs: number;
}

/** 5 s. A voice without a block for longer is left out of the median. */
const fresh = 5000 * perMs;

export class Mixer {
  private readonly voices = new Map<number, { buffer: JitterBuffer; last: number }>();
  private readonly limiter = new Limiter();
  private readonly gone = { played: 0, made: 0 };
  /** Removed voices that still fade. */
  private fading: JitterBuffer[] = [];

  /** Takes a decoded block of this voice. */
  put(ssrc: number, block: Block, now: number): void {
    let voice = this.voices.get(ssrc);
    if (!voice) {
      voice = { buffer: new JitterBuffer(), last: now };
      this.voices.set(ssrc, voice);
    }
    voice.last = now;
    voice.buffer.put(block, now);
  }

  /** Silences and removes this voice now. */
  remove(ssrc: number): void {
    const voice = this.voices.get(ssrc);
    if (!voice) return;
    this.voices.delete(ssrc);
    this.gone.played += voice.buffer.counts.played;
    this.gone.made += voice.buffer.counts.made;
    voice.buffer.stop();
    this.fading.push(voice.buffer);
  }

  /** Silences and removes all voices now. */
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
