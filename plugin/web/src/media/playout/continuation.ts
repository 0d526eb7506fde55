// Continues a sound that has broken off: repeats its last period and fades it out. A late frame
// sounds like a sustained vowel of a few hundredths of a second; a longer gap, like a voice that
// sinks into silence. There is no step at the beginning, between periods, or at the end.

import { perMs } from '../base/audio_format.js';
import { mostAlike } from './pitch.js';

/** 400 Hz, a child's voice. Shorter periods are found as two or three of them. */
const shortest = 2.5 * perMs;
/** 67 Hz, below the lowest speaking voice. */
const longest = 15 * perMs;
const compared = 10 * perMs;
/** The number of samples before the break that are examined. */
export const historyNeeded = 2 * longest + compared;

/** Samples at full loudness: one lost packet. */
const sustained = 20 * perMs;
/** Samples until silence. More than a syllable made up would be a word that nobody said. */
export const continued = 120 * perMs;
/** Samples over which the step to the repeated period is removed. */
const joint = 2.5 * perMs;

export class Continuation {
  private readonly period: Float32Array;
  private readonly step: number;
  private at = 0;

  /** `history` has at least historyNeeded samples and ends with the last one that was played. */
  constructor(history: Float32Array) {
    const end = history.length;
    const { lag } = mostAlike(history, end - compared, compared, shortest, longest);
    const period = history.slice(end - lag);
    // The period's end is faded into the samples before its beginning, so that it repeats smoothly.
    const seam = Math.min(lag >> 1, joint);
    for (let at = lag - seam; at < lag; at++) {
      const weight = (at - (lag - seam) + 1) / seam;
      const before = history[end - 2 * lag + at] ?? 0;
      period[at] = (period[at] ?? 0) * (1 - weight) + before * weight;
    }
    this.period = period;
    this.step = (history[end - 1] ?? 0) - (history[end - lag - 1] ?? 0);
  }

  /** Whether only silence is left. */
  get over(): boolean {
    return this.at >= continued;
  }

  /** Returns the next sample. */
  next(): number {
    const { at } = this;
    this.at = at + 1;
    if (at >= continued) return 0;
    const repeated = this.period[at % this.period.length] ?? 0;
    const joined = at < joint ? repeated + this.step * (1 - at / joint) : repeated;
    return at < sustained ? joined : (joined * (continued - at)) / (continued - sustained);
  }
}
