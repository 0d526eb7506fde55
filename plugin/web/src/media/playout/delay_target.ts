// From how early or late packets come: how long they have to wait to be there when they are needed.
// All in samples of the playing clock. A packet's transit is the moment it came less its timestamp:
// an unknown constant, and what the way, the decoder and this machine added. The least transit of
// late is the base; what others took longer is their lateness. An audio device that stood still for
// a moment makes packets seem early: what happened in one span of time alone is no base.

import { perMs } from '../base/audio_format.js';

/**
 * Less than this is not promised: an audio device asks for samples in bursts of 10 to 20 ms, and
 * 40 ms beside the 20 of a packet and what devices take keep the whole way far below 200 ms.
 */
export const leastTarget = 40 * perMs;
/** Beyond it people begin to speak at the same time; the server drops older sound, too. */
export const mostTarget = 400 * perMs;

const bucket = 5 * perMs;
const buckets = mostTarget / bucket + 1;
/**
 * The share of packets that shall be there in time. On a thin TCP stream at 2 % loss 7 % come more
 * than 60 ms late, and 1 % more than 107: the tail beyond this costs more delay than it is worth.
 */
const inTime = 0.98;
/** Packets that are remembered: 8 s of talk. The native client has the same figure. */
const memory = 400;
/** What is believed of an unknown way: so many packets, up to so late. */
const prior = { packets: 10, late: 30 * perMs };
/** Beyond the lateness itself: what a turn of the audio device may take. */
const margin = 10 * perMs;

/** The base forgets in steps of 2 s and remembers 16: clocks drift apart by 1 ms in that time. */
const span = 2000 * perMs;
const spans = 8;
/** So many packets in a row beyond every target: the way itself has become longer. 400 ms. */
const longerWay = 20;

export class DelayTarget {
  private readonly late = new Float64Array(buckets);
  private weight = prior.packets;
  private readonly least = new Float64Array(spans).fill(Infinity);
  private now = 0;
  private lowest = Infinity;
  private beyond = 0;
  private leastBeyond = Infinity;
  private target = 0;

  constructor() {
    this.late[Math.floor(prior.late / bucket)] = prior.packets;
    this.target = this.find();
  }

  /** The least transit of late; Infinity before the first packet. */
  get base(): number {
    return this.lowest;
  }

  /** How much longer than the base a packet shall take until it is played. */
  get wanted(): number {
    return this.target;
  }

  /** When the sample of this timestamp is due, if all waits as it should. */
  due(timestamp: number): number {
    return timestamp + this.lowest + this.target;
  }

  /** A packet with this timestamp has come. */
  came(timestamp: number, now: number): void {
    const transit = now - timestamp;
    this.remember(transit, now);
    const late = Math.max(0, transit - this.lowest);
    if (late > mostTarget) {
      this.leastBeyond = Math.min(this.leastBeyond, transit);
      this.beyond += 1;
      if (this.beyond >= longerWay) this.restart(this.leastBeyond);
      return;
    }
    this.beyond = 0;
    this.leastBeyond = Infinity;
    const keep = this.weight < memory ? 1 : 1 - 1 / memory;
    for (let at = 0; at < buckets; at++) this.late[at] = (this.late[at] ?? 0) * keep;
    this.weight = this.weight * keep + 1;
    const at = Math.min(buckets - 1, Math.floor(late / bucket));
    this.late[at] = (this.late[at] ?? 0) + 1;
    this.target = this.find();
  }

  /** Another timeline: transits cannot be compared any more, the manner of the way can. */
  forgetBase(): void {
    this.least.fill(Infinity);
    this.lowest = Infinity;
    this.beyond = 0;
    this.leastBeyond = Infinity;
  }

  private restart(base: number): void {
    this.forgetBase();
    this.least[this.now % spans] = base;
    this.lowest = base;
  }

  private remember(transit: number, when: number): void {
    const now = Math.floor(when / span);
    const passed = Math.min(spans, now - this.now);
    for (let step = 1; step <= passed; step++) this.least[(this.now + step) % spans] = Infinity;
    this.now = now;
    const at = now % spans;
    this.least[at] = Math.min(this.least[at] ?? Infinity, transit);
    this.lowest = secondLeast(this.least);
  }

  private find(): number {
    let left = this.weight * inTime;
    let at = 0;
    while (at < buckets - 1 && left > (this.late[at] ?? 0)) left -= this.late[at++] ?? 0;
    return Math.min(mostTarget, Math.max(leastTarget, (at + 1) * bucket + margin));
  }
}

/** The least but one; the least while there is no other. */
function secondLeast(all: Float64Array): number {
  let first = Infinity;
  let second = Infinity;
  for (const each of all) {
    if (each < first) {
      second = first;
      first = each;
    } else if (each < second) {
      second = each;
    }
  }
  return second === Infinity ? first : second;
}
