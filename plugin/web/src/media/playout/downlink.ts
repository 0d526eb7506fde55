// Whether the way down, or this machine, is so poor that pictures have to wait for the sake of sound.
// Judged by what the ear gets: blocks that were lost or came too late, and how long sound has to wait
// to be whole. Time comes in as a value.

/** What happened since the last sample. */
export interface DownlinkSample {
  /** Milliseconds of a steady clock. */
  now: number;
  /** Blocks of sound that were played as they came. */
  played: number;
  /** Blocks that were lost, or made up because they came too late. */
  missed: number;
  /** The delay that sound needs now to be whole, milliseconds. */
  targetMs: number;
}

/** Judged over this time: longer than one stall of a TCP connection, shorter than a sentence lost. */
const windowMs = 4000;
/** Below one second of sound there is nothing to judge by. */
const fewest = 50;
/** The server calls the same share `poor` (protocol/wire/README.md, hearing). */
const poorShare = 0.05;
const calmShare = 0.01;
/** People begin to talk into each other beyond 300 ms mouth to ear; the rest of the way takes 50. */
const poorTargetMs = 250;
const calmTargetMs = 150;
/**
 * Blocks are missed for the way down's sake only if sound wavers, too: what comes evenly and with
 * holes was sent so, by somebody whose way up is poor.
 */
const unevenTargetMs = 80;
/** Calm for so long before pictures come back; twice as long each time that this was too early. */
const calmMs = 10_000;
const mostCalmMs = 80_000;
/** Poor again so soon after they came back: they came too early. */
const soonMs = 30_000;

export class Downlink {
  private readonly samples: DownlinkSample[] = [];
  private isPoor = false;
  private calmSince = 0;
  private calmNeeded = calmMs;
  private cameBackAt = -Infinity;

  /** Pictures have to wait. */
  get poor(): boolean {
    return this.isPoor;
  }

  /** To be told a few times a second. True if `poor` has changed. */
  sample(sample: DownlinkSample): boolean {
    const { now } = sample;
    this.samples.push(sample);
    while ((this.samples[0]?.now ?? now) < now - windowMs) this.samples.shift();
    const played = this.samples.reduce((sum, each) => sum + each.played, 0);
    const missed = this.samples.reduce((sum, each) => sum + each.missed, 0);
    const all = played + missed;
    const share = all < fewest ? 0 : missed / all;
    if (this.isPoor) return this.comeBack(now, share, sample.targetMs);
    const holes = share > poorShare && sample.targetMs > unevenTargetMs;
    if (!holes && sample.targetMs <= poorTargetMs) return false;
    this.isPoor = true;
    this.calmSince = now;
    const soon = now - this.cameBackAt < soonMs;
    this.calmNeeded = soon ? Math.min(mostCalmMs, 2 * this.calmNeeded) : calmMs;
    return true;
  }

  private comeBack(now: number, share: number, targetMs: number): boolean {
    const holes = share > calmShare && targetMs > unevenTargetMs;
    if (holes || targetMs > calmTargetMs) this.calmSince = now;
    if (now - this.calmSince < this.calmNeeded) return false;
    this.isPoor = false;
    this.cameBackAt = now;
    return true;
  }
}
