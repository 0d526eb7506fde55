// Finds how long packets must wait to be there when they are needed. All times are samples of the
// playing clock. A packet's transit is its arrival minus its timestamp: an unknown constant, and
// the time that the network, the decoder and this machine added. The base is the least recent
// transit; lateness is transit minus base. An audio device that stood still for a moment makes
// packets seem early, so a transit from one span of time alone is no base.

import { perMs } from '../base/audio_format.js';

/**
 * The least delay. An audio device asks for samples in bursts of 10 to 20 ms. With 40 ms, the 20 ms
 * of a packet and the devices' own delay, the whole way stays far below 200 ms.
 */
export const leastTarget = 40 * perMs;
/** Beyond this delay people begin to interrupt each other; the server drops older sound, too. */
export const mostTarget = 400 * perMs;

const bucket = 5 * perMs;
const buckets = mostTarget / bucket + 1;
/**
 * The share of packets that shall arrive in time. On a thin TCP stream at 2 % loss, 7 % come more
 * than 60 ms late, and 1 % more than 107: waiting for the rest costs more than it is worth.
 */
const inTime = 0.98;
/** The number of packets remembered: 8 s of talk. The native client has the same figure. */
const memory = 400;
/** The assumption about an unknown network: this many packets with this lateness. */
const prior = { packets: 10, late: 30 * perMs };
/** Added to the lateness: a turn of the audio device may take this long. */
const margin = 10 * perMs;

/** The base is kept for 8 spans of 2 s. Clocks drift apart by 1 ms in that time. */
const span = 2000 * perMs;
const spans = 8;
/** If this many packets in a row (400 ms) are later than any target, the way has become longer. */
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

  /** The least recent transit; Infinity before the first packet. */
  get base(): number {
    return this.lowest;
  }

  /** The wanted time from the base until a packet is played. */
  get wanted(): number {
    return this.target;
  }

  /** The time at which the sample of this timestamp is due. */
  due(timestamp: number): number {
    return timestamp + this.lowest + this.target;
  }

  /** Takes the arrival of a packet with this timestamp. */
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

  /** Begins another timeline. Transits cannot be compared any more; the lateness can. */
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

/** The second least value; the least if there is no other. */
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
