// Samples on their way to the speaker, and those just played, from which gaps are filled. They
// share one buffer, which is compacted when it is full. Nothing is allocated while it plays.

import { historyNeeded } from './continuation.js';

const room = 8192;

export class SampleHistory {
  private readonly samples = new Float32Array(room);
  private start = historyNeeded;
  private end = historyNeeded;

  /** The number of samples that wait to be read. */
  get waiting(): number {
    return this.end - this.start;
  }

  /** The newest historyNeeded samples, read or not; valid until the next call. */
  get newest(): Float32Array {
    return this.samples.subarray(this.end - historyNeeded, this.end);
  }

  /** Room for `count` more samples, at most 2048. The caller must fill it at once. */
  append(count: number): Float32Array {
    if (this.end + count > room) this.moveTogether();
    this.end += count;
    return this.samples.subarray(this.end - count, this.end);
  }

  /** Adds the oldest waiting samples to `out`. At least as many as `out` holds must be waiting. */
  addTo(out: Float32Array): void {
    const { samples, start } = this;
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + (samples[start + i] ?? 0);
    this.start += out.length;
  }

  /** Removes the samples that were not read. */
  cut(): void {
    this.end = this.start;
  }

  private moveTogether(): void {
    const from = Math.min(this.start, this.end - historyNeeded);
    this.samples.copyWithin(0, from, this.end);
    this.start -= from;
    this.end -= from;
  }
}
