// One voice on its way into the mix: decoded blocks wait here until they are due, and what does not
// come is filled in. All times are samples of the playing clock, and come in as values.
//
// The delay follows what DelayTarget wants. Silence takes up most of it: the first block after it is
// played when it is due. Within a talkspurt blocks are made a little shorter or longer. So two
// clocks that drift apart are followed as well.
//
//   resting --a block is due--> playing --nothing comes, or silence--> resting
//
// A block that is not there was never sent if its neighbours are neighbours by sequence number, or
// if the next says that it begins a talkspurt: then it is silence. Else it was lost, and the voice
// goes on for as long (Continuation). If nothing is there at all it may still come: the voice goes
// on too, and the delay grows.

import { blockSamples, perMs } from '../base/audio_format.js';
import { Continuation, continued } from './continuation.js';
import { DelayTarget } from './delay_target.js';
import { SampleHistory } from './sample_history.js';
import { longer, shorter } from './stretch.js';

/** One decoded packet. */
export interface Block {
  /** Counts on, without wrapping, as long as the timeline lasts. */
  sequence: number;
  /** Of its first sample, likewise. */
  timestamp: number;
  /** The sender says that it is the first after silence. */
  afterSilence: boolean;
  /** Its own level says silence. */
  quiet: boolean;
  /** Another than the last block's: the sender's numbers have begun anew, nothing can be compared. */
  epoch: number;
  samples: Float32Array;
}

/** Blocks so far. */
export interface Counts {
  played: number;
  /** Made up: lost, or not there in time. */
  made: number;
}

/** The delay may be off by so much: half a block. */
const tolerance = 15 * perMs;
/** So far off, the delay is mended even where a seam may be heard. */
const farOff = 100 * perMs;
/** After a stall of the network what is later than this is left out: it would stay late for long. */
const tooLate = 200 * perMs;
/** In a voice only every third block is stretched: 15 % faster is not heard as haste. */
const blocksBetween = 3;
/** From made-up to real sound, and from silence: 5 ms, and no click. */
const fade = 5 * perMs;
/** From sound into silence. */
const fadeOut = 10 * perMs;

export class JitterBuffer {
  readonly target = new DelayTarget();
  readonly counts: Counts = { played: 0, made: 0 };
  private readonly history = new SampleHistory();
  private readonly queue: Block[] = [];
  private resting = true;
  /** The last sample put into the history was this voice, or its continuation. */
  private sounding = false;
  private continuation: Continuation | null = null;
  /** Of the sample that follows in the sender's time. */
  private position = 0;
  private sequence = 0;
  private newest = -Infinity;
  private epoch = -1;
  private lastQuiet = true;
  private sinceStretch = 0;
  /** Made-up samples that are counted once it is known that there was something to be heard. */
  private madeUp = 0;

  /** Nobody is heard, and nothing waits. */
  get idle(): boolean {
    return this.resting && this.queue.length === 0 && this.history.waiting === 0;
  }

  /** A block of blockSamples has come. */
  put(block: Block, now: number): void {
    if (block.epoch !== this.epoch) this.beginAnew(block.epoch);
    else if (block.sequence <= this.newest) return;
    this.newest = block.sequence;
    this.target.came(block.timestamp, now);
    if (block.timestamp + blockSamples / 2 < this.position && !this.resting) return;
    this.queue.push(block);
  }

  /**
   * Adds the next samples to `out`, whose first is played at `now`. False: they are silence, and
   * `out` is as it was.
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

  /** Falls silent now, and forgets what waits. */
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
    // A delay that is longer than it need be is mended here for nothing.
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
