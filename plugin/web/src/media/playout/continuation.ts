// Goes on with a sound that has broken off: its last period is repeated, and fades. A frame that did
// not come in time is heard as a sustained vowel of a few hundredths of a second; a longer gap as a
// voice that sinks into silence. No step at its beginning, none between periods, and none at its end.

import { perMs } from '../base/audio_format.js';
import { mostAlike } from './pitch.js';

/** 400 Hz, a child's voice; shorter periods are found as two or three of them. */
const shortest = 2.5 * perMs;
/** 67 Hz, below the lowest speaking voice. */
const longest = 15 * perMs;
const compared = 10 * perMs;
/** How many samples before the break are looked at. */
export const historyNeeded = 2 * longest + compared;

/** So long at full loudness: what one lost packet needs. */
const sustained = 20 * perMs;
/** Silent after so long: more than a syllable made up would be a word nobody said. */
export const continued = 120 * perMs;
/** The first samples take in the step to the repeated period. */
const joint = 2.5 * perMs;

export class Continuation {
  private readonly period: Float32Array;
  private readonly step: number;
  private at = 0;

  /** `history` ends with the last sample that was played; at least historyNeeded samples. */
  constructor(history: Float32Array) {
    const end = history.length;
    const { lag } = mostAlike(history, end - compared, compared, shortest, longest);
    const period = history.slice(end - lag);
    // The period's end becomes what was before its beginning: it can be repeated without a step.
    const seam = Math.min(lag >> 1, joint);
    for (let at = lag - seam; at < lag; at++) {
      const weight = (at - (lag - seam) + 1) / seam;
      const before = history[end - 2 * lag + at] ?? 0;
      period[at] = (period[at] ?? 0) * (1 - weight) + before * weight;
    }
    this.period = period;
    this.step = (history[end - 1] ?? 0) - (history[end - lag - 1] ?? 0);
  }

  /** Whether nothing but silence is left. */
  get over(): boolean {
    return this.at >= continued;
  }

  /** The next sample. */
  next(): number {
    const { at } = this;
    this.at = at + 1;
    if (at >= continued) return 0;
    const repeated = this.period[at % this.period.length] ?? 0;
    const joined = at < joint ? repeated + this.step * (1 - at / joint) : repeated;
    return at < sustained ? joined : (joined * (continued - at)) / (continued - sustained);
  }
}
