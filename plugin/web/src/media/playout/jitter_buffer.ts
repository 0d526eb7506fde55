// The buffer of one voice. Decoded blocks wait here until they are due, and missing ones are filled
// in. All times are samples of the playing clock, passed by the caller.
//
// The delay follows DelayTarget. Silence absorbs most changes: the first block after it is played
// when it is due. Within a talkspurt blocks are made a little shorter or longer. This also follows
// two clocks that drift apart.
//
//  resting --a block is due--> playing --nothing comes, or silence--> resting
//
// A missing block was never sent if its neighbours have consecutive sequence numbers, or if the
// next block is marked as the beginning of a talkspurt: it becomes silence. Otherwise it was lost,
// and Continuation replaces its length. If the queue is empty, the block may still come:
// Continuation goes on, too, and the delay grows.

import { blockSamples, perMs } from '../base/audio_format.js';
import { Continuation, continued } from './continuation.js';
import { DelayTarget } from './delay_target.js';
import { SampleHistory } from './sample_history.js';
import { longer, shorter } from './stretch.js';

/** One decoded packet. */
export interface Block {
  /** Counts without wrapping, as long as the epoch lasts. */
  sequence: number;
  /** The time of the first sample; counts without wrapping, too. */
  timestamp: number;
  /** The sender marked the block as the first after silence. */
  afterSilence: boolean;
  /** The packet's own level counts as silence. */
  quiet: boolean;
  /** Changes when the sender's numbers begin anew; older blocks cannot be compared then. */
  epoch: number;
  samples: Float32Array;
}

/** Blocks since the beginning. */
export interface Counts {
  played: number;
  /** Blocks made up because they were lost or late. */
  made: number;
}

/** The delay is not corrected within this: 15 ms, most of a block. */
const tolerance = 15 * perMs;
/** Beyond this the delay is corrected even if a seam may be heard. */
const farOff = 100 * perMs;
/** After a stall of the network, later blocks are left out: they would keep the delay long. */
const tooLate = 200 * perMs;
/** In talk, only every third block is stretched: a speed-up of 15 % is not heard as haste. */
const blocksBetween = 3;
/** Fade from made-up sound or silence to real sound: 5 ms, without a click. */
const fade = 5 * perMs;
/** Fade from sound into silence. */
const fadeOut = 10 * perMs;

export class JitterBuffer {
  readonly target = new DelayTarget();
  readonly counts: Counts = { played: 0, made: 0 };
  private readonly history = new SampleHistory();
  private readonly queue: Block[] = [];
  private resting = true;
  /** The last samples in the history were this voice or its continuation, not silence. */
  private sounding = false;
  private continuation: Continuation | null = null;
  /** The sender's timestamp of the sample that comes next. */
  private position = 0;
  private sequence = 0;
  private newest = -Infinity;
  private epoch = -1;
  private lastQuiet = true;
  private sinceStretch = 0;
  /** Made-up samples. They are counted only once it is known that sound was missing. */
  private madeUp = 0;

  /** Nothing is played, and nothing waits. */
  get idle(): boolean {
    return this.resting && this.queue.length === 0 && this.history.waiting === 0;
  }

  /** Takes a block of blockSamples samples. */
  put(block: Block, now: number): void {
    if (block.epoch !== this.epoch) this.beginAnew(block.epoch);
    else if (block.sequence <= this.newest) return;
    this.newest = block.sequence;
    this.target.came(block.timestamp, now);
    if (block.timestamp + blockSamples / 2 < this.position && !this.resting) return;
    this.queue.push(block);
  }

  /**
   * Adds the next samples to `out`, whose first sample is played at `now`. Returns false and leaves
   * `out` unchanged if they are silence.
   */
  addTo(out: Float32Array, now: number): boolean {
    while (this.history.waiting < out.length) {
      const clock = now + this.history.waiting;
      const [next] = this.queue;
      if (!this.resting) {
        this.goOn(next, clock);
        continue;
      }
      const missing = out.length - this.history.waiting;
      const wait = next ? Math.ceil(this.target.due(next.timestamp) - clock) : Infinity;
      if (wait >= missing) {
        if (missing === out.length) return false;
        this.history.append(missing).fill(0);
      } else {
        if (wait > 0) this.history.append(wait).fill(0);
        this.begin(now + this.history.waiting);
      }
    }
    this.history.addTo(out);
    return true;
  }

  /** Falls silent now and forgets the waiting blocks. */
  stop(): void {
    this.queue.length = 0;
    if (this.resting && this.history.waiting === 0) return;
    this.history.cut();
    this.rest();
  }

  private begin(clock: number): void {
    this.leaveOut(clock);
    const [first] = this.queue;
    if (!first) return;
    this.resting = false;
    this.position = first.timestamp;
    this.sequence = first.sequence - 1;
  }

  private goOn(next: Block | undefined, clock: number): void {
    if (!next) return this.lastQuiet ? this.rest() : this.makeUp(fade);
    const gap = next.timestamp - this.position;
    if (gap < blockSamples / 2) return this.play(clock);
    const neverSent = next.afterSilence || next.sequence - this.sequence <= 1;
    if (neverSent) this.madeUp = 0;
    if (neverSent || this.lastQuiet || gap > continued) return this.rest();
    // If the delay is longer than wanted, less is made up, which shortens the delay.
    const behind = clock - this.target.due(this.position);
    this.makeUp(Math.max(fade, gap - Math.max(0, Math.round(behind))));
    this.position = next.timestamp;
  }

  private play(clock: number): void {
    this.leaveOut(clock);
    const block = this.queue.shift();
    if (!block) return;
    this.position = block.timestamp + blockSamples;
    this.sequence = block.sequence;
    this.lastQuiet = block.quiet;
    this.counts.played += 1;
    if (!block.afterSilence) this.counts.made += Math.ceil(this.madeUp / blockSamples);
    this.madeUp = 0;
    const samples = this.stretched(block, clock);
    const out = this.history.append(samples.length);
    out.set(samples);
    if (!this.sounding || this.continuation) {
      for (let at = 0; at < fade; at++) {
        const weight = at / fade;
        out[at] = (out[at] ?? 0) * weight + (this.continuation?.next() ?? 0) * (1 - weight);
      }
    }
    this.continuation = null;
    this.sounding = true;
  }

  private stretched(block: Block, clock: number): Float32Array {
    const behind = clock - this.target.due(block.timestamp);
    this.sinceStretch += 1;
    const unheard = block.quiet || Math.abs(behind) > farOff;
    if (Math.abs(behind) < tolerance) return block.samples;
    if (!block.quiet && this.sinceStretch < blocksBetween) return block.samples;
    if (behind > 0 && this.queue.length === 0) return block.samples;
    const samples = behind > 0 ? shorter(block.samples, unheard) : longer(block.samples, unheard);
    if (samples) this.sinceStretch = 0;
    return samples ?? block.samples;
  }

  private leaveOut(clock: number): void {
    let [first] = this.queue;
    while (this.queue.length > 1 && first && clock - this.target.due(first.timestamp) > tooLate) {
      this.queue.shift();
      [first] = this.queue;
      if (this.sounding) this.continuation ??= new Continuation(this.history.newest);
    }
  }

  private makeUp(samples: number): void {
    if (!this.sounding) return this.rest();
    const continuation = (this.continuation ??= new Continuation(this.history.newest));
    if (continuation.over) return this.rest();
    const out = this.history.append(samples);
    for (let at = 0; at < samples; at++) out[at] = continuation.next();
    this.madeUp += samples;
  }

  private rest(): void {
    this.resting = true;
    this.lastQuiet = true;
    if (!this.sounding) return;
    this.sounding = false;
    const continuation = this.continuation ?? new Continuation(this.history.newest);
    this.continuation = null;
    if (continuation.over) return;
    const out = this.history.append(fadeOut);
    for (let at = 0; at < fadeOut; at++) out[at] = continuation.next() * (1 - at / fadeOut);
  }

  private beginAnew(epoch: number): void {
    this.epoch = epoch;
    this.queue.length = 0;
    this.newest = -Infinity;
    this.target.forgetBase();
    if (!this.resting) this.rest();
  }
}
