// Finds the number of samples after which a voice repeats itself. At that seam sound can be
// continued, shortened or lengthened without a click.

const coarse = 4;

/** The lag at which a piece of sound is most like an earlier one, and how like it is. */
export interface Likeness {
  /** Samples. */
  lag: number;
  /** 1: the same apart from loudness; 0: nothing in common. */
  likeness: number;
}

/**
 * The lag between `least` and `most` at which the `length` samples from `from` are most like the
 * samples `lag` earlier. All of them must lie within `samples`. Compares every fourth sample first.
 */
export function mostAlike(
  samples: Float32Array,
  from: number,
  length: number,
  least: number,
  most: number,
): Likeness {
  let best = { lag: least, likeness: -1 };
  for (let lag = least; lag <= most; lag += coarse) {
    const likeness = alike(samples, from, length, lag, coarse);
    if (likeness > best.likeness) best = { lag, likeness };
  }
  const middle = best.lag;
  best = { lag: middle, likeness: alike(samples, from, length, middle, 1) };
  const last = Math.min(most, middle + coarse - 1);
  for (let lag = Math.max(least, middle - coarse + 1); lag <= last; lag++) {
    const likeness = alike(samples, from, length, lag, 1);
    if (likeness > best.likeness) best = { lag, likeness };
  }
  return best;
}

function alike(
  samples: Float32Array,
  from: number,
  length: number,
  lag: number,
  step: number,
): number {
  let product = 0;
  let here = 0;
  let there = 0;
  for (let at = from; at < from + length; at += step) {
    const a = samples[at] ?? 0;
    const b = samples[at - lag] ?? 0;
    product += a * b;
    here += a * a;
    there += b * b;
  }
  return here > 0 && there > 0 ? product / Math.sqrt(here * there) : 0;
}
