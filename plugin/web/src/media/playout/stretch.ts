// Makes a block of sound a little shorter or longer without changing its pitch: two places that are
// alike are laid over each other and faded from one into the other. First and last sample stay the
// block's own, so it still joins its neighbours.

import { blockSamples, perMs } from '../base/audio_format.js';
import { mostAlike } from './pitch.js';

const least = 5 * perMs;
/** Half a block, which leaves the other half to fade in. Two periods of the lowest voices. */
export const mostStretch = blockSamples / 2;
const fade = blockSamples / 2;
/** Below this likeness a seam would be heard in a voice; in quiet it would not. */
const alikeEnough = 0.5;

/** A block whose middle two places were laid over each other, or null if no two are alike. */
export function shorter(block: Float32Array, force: boolean): Float32Array | null {
  const lag = seam(block, force);
  if (lag === null) return null;
  const out = new Float32Array(blockSamples - lag);
  for (let at = 0; at < out.length; at++) {
    const weight = Math.min(1, at / fade);
    out[at] = (block[at] ?? 0) * (1 - weight) + (block[at + lag] ?? 0) * weight;
  }
  return out;
}

/** A block that says a part of itself twice, or null if no two places are alike. */
export function longer(block: Float32Array, force: boolean): Float32Array | null {
  const lag = seam(block, force);
  if (lag === null) return null;
  const out = new Float32Array(blockSamples + lag);
  for (let at = 0; at < out.length; at++) {
    const weight = Math.min(1, Math.max(0, (at - lag) / fade));
    const here = at < blockSamples ? (block[at] ?? 0) : 0;
    const earlier = at >= lag ? (block[at - lag] ?? 0) : 0;
    out[at] = here * (1 - weight) + earlier * weight;
  }
  return out;
}

function seam(block: Float32Array, force: boolean): number | null {
  const { lag, likeness } = mostAlike(
    block,
    mostStretch,
    blockSamples - mostStretch,
    least,
    mostStretch,
  );
  return force || likeness >= alikeEnough ? lag : null;
}
