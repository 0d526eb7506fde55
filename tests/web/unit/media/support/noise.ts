// Sounds for the tests of sending.

import { blockSamples } from '../../../../../plugin/web/src/media/base/audio_format.js';

/** A block of a tone of this peak. */
export function tone(peak: number, hertz = 440): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(blockSamples);
  for (let at = 0; at < blockSamples; at++) {
    samples[at] = peak * Math.sin((2 * Math.PI * hertz * at) / 48_000);
  }
  return samples;
}

/** The peak of a tone whose level is so many dB. */
export function peakOf(db: number): number {
  return Math.SQRT2 * 10 ** (db / 20);
}
