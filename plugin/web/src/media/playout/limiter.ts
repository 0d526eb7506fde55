// Keeps the sum of several voices within full scale. It looks 1 ms ahead: the gain is down before a
// peak arrives, and recovers over about 100 ms. Samples below the ceiling pass unchanged, 1 ms
// later. No output exceeds the ceiling, whatever the input.

/** The largest output: 0.2 dB below full scale, which leaves room for converters' filters. */
export const ceiling = 0.98;
/** Samples of delay: 1 ms. */
export const lookahead = 48;

/** A time constant of 100 ms, slower than syllables, so that the gain does not pump. */
const release = 1 / 4800;
/** An inaudible cut: 0.0001 dB. */
const nothing = 1e-5;

export class Limiter {
  private readonly delayed = new Float32Array(lookahead);
  // A "cut" is 1 - gain. `needed` has each delayed sample's; the mean of the last `cuts` is
  // applied.
  private readonly needed = new Float32Array(lookahead);
  private readonly cuts = new Float32Array(lookahead);
  private sum = 0;
  private cut = 0;
  private at = 0;
  /** Samples since the last one above the ceiling. */
  private calm = lookahead;

  /** Limits the samples in place. Samples that are not finite become silence. */
  process(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) samples[i] = this.next(samples[i] ?? 0);
  }

  // A peak's cut stays in `needed` as long as the peak waits in `delayed`. So all cuts in the mean
  // are large enough when the peak leaves, and the mean is, too. Because it is a mean, the gain
  // moves without a step.
  private next(sample: number): number {
    const { at } = this;
    const safe = Number.isFinite(sample) ? sample : 0;
    const out = this.delayed[at] ?? 0;
    this.delayed[at] = safe;
    this.at = at + 1 === lookahead ? 0 : at + 1;
    const peak = Math.abs(safe);
    if (peak <= ceiling && this.calm >= 2 * lookahead) return out;

    this.needed[at] = peak > ceiling ? 1 - ceiling / peak : 0;
    this.calm = peak > ceiling ? 0 : this.calm + 1;
    this.cut -= this.cut * release;
    this.cut = this.cut < nothing ? 0 : Math.fround(this.cut);
    if (this.calm < lookahead) {
      for (const need of this.needed) if (need > this.cut) this.cut = need;
    }
    // The fast path stays closed until the cut and all buffered cuts are zero again.
    if (this.cut > 0) this.calm = Math.min(this.calm, lookahead);
    const applied = this.sum / lookahead;
    this.sum += this.cut - (this.cuts[at] ?? 0);
    this.cuts[at] = this.cut;
    return Math.min(ceiling, Math.max(-ceiling, out * (1 - applied)));
  }
}
