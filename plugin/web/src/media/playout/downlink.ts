// Decides whether the downlink, or this machine, is so poor that pictures must pause for the sake
// of sound. The measures are what a listener hears: blocks lost or too late, and the delay that
// sound needs. The caller passes the time.

/** Measurements since the last sample. */
export interface DownlinkSample {
  /** Milliseconds of a steady clock. */
  now: number;
  /** Blocks of sound that were played as they came. */
  played: number;
  /** Blocks that were lost, or made up because they came too late. */
  missed: number;
  /** The delay that sound needs now to be whole, in milliseconds. */
  targetMs: number;
}

/** The time judged: longer than one stall of a TCP connection, shorter than a lost sentence. */
const windowMs = 4000;
/** Fewer blocks than one second of sound are not judged. */
const fewest = 50;
/** The server calls the same share `poor` (protocol/wire/README.md, hearing). */
const poorShare = 0.05;
const calmShare = 0.01;
/** Beyond 300 ms from mouth to ear people begin to interrupt; the rest of the way takes 50 ms. */
const poorTargetMs = 250;
const calmTargetMs = 150;
/**
 * Missing blocks count only if the delay is uneven, too. If sound comes evenly but with holes, the
 * sender's own uplink is poor.
 */
const unevenTargetMs = 80;
/** The time of calm before pictures come back. It doubles each time that this was too early. */
const calmMs = 10_000;
const mostCalmMs = 80_000;
/** If the downlink is poor again this soon after pictures came back, they came back too early. */
const soonMs = 30_000;

export class Downlink {
  private readonly samples: DownlinkSample[] = [];
  private isPoor = false;
  private calmSince = 0;
  private calmNeeded = calmMs;
  private cameBackAt = -Infinity;

  /** Whether pictures must pause. */
  get poor(): boolean {
    return this.isPoor;
  }

  /** Call this a few times a second. Returns true if `poor` has changed. */
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
