// The loudness of a block of samples, and the few steps of it that a screen shows.

import type { Level } from './types.js';
import { sampleRate } from './audio_format.js';

/** dB relative to full scale; -127 is digital silence. */
export interface Loudness {
  /** Loudness of the whole block. */
  rmsDb: number;
  /** Loudness of the loudest 5 ms. It catches a word that begins at the block's end. */
  loudestDb: number;
}

const floorDb = -127;
const part = sampleRate / 200;

function toDb(power: number): number {
  return power <= 0 ? floorDb : Math.max(floorDb, 10 * Math.log10(power));
}

/** Measures one block of samples between -1 and 1. */
export function loudnessOf(block: Float32Array): Loudness {
  let whole = 0;
  let loudest = 0;
  for (let from = 0; from < block.length; from += part) {
    const to = Math.min(from + part, block.length);
    let sum = 0;
    for (let at = from; at < to; at++) {
      const sample = block[at] ?? 0;
      sum += sample * sample;
    }
    whole += sum;
    loudest = Math.max(loudest, sum / (to - from));
  }
  return { rmsDb: toDb(whole / Math.max(1, block.length)), loudestDb: toDb(loudest) };
}

/** RFC 6464's level: dB below overload, 0 to 127. */
export function minusDbov(rmsDb: number): number {
  return Math.min(127, Math.max(0, Math.round(-rmsDb)));
}

/**
 * The step of a level in dB below overload. With a browser's gain control a speaking voice lies
 * between 20 and 35, and a soft one near 45. Room noise after noise suppression lies beyond 55.
 */
export function levelOf(minusDb: number): Level {
  if (minusDb < 26) return 3;
  if (minusDb < 38) return 2;
  return minusDb < heardDbov ? 1 : 0;
}

/** A person louder than this many dB below overload counts as heard. */
export const heardDbov = 50;
