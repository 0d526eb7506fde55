// Makes a block of sound a little shorter or longer without changing its pitch: two similar places
// are overlaid and faded from one into the other. The first and the last sample stay, so that the
// block still joins its neighbours.

import { blockSamples, perMs } from '../base/audio_format.js';
import { mostAlike } from './pitch.js';

const least = 5 * perMs;
/** Half a block, which leaves the other half for the fade: two periods of the lowest voices. */
export const mostStretch = blockSamples / 2;
const fade = blockSamples / 2;
/** Below this likeness a seam would be heard in a voice, though not in quiet sound. */
const alikeEnough = 0.5;

/** The block with two similar places overlaid. Null if there are none, unless `force` is set. */
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

/** The block with a part repeated. Null if no places are similar, unless `force` is set. */
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
