// A voice for the tests of the listening side: a hum of 140 Hz with overtones, whose loudest step
// between two samples is known. It is cut into blocks that arrive as a trace says.

import {
  blockSamples,
  perMs,
  quantum,
} from '../../../../../plugin/web/src/media/base/audio_format.js';
import {
  type Block,
  JitterBuffer,
} from '../../../../../plugin/web/src/media/playout/jitter_buffer.js';

const pitch = (2 * Math.PI * 140) / 48_000;

/** The hum at one sample of its time. */
export function hum(at: number): number {
  return (
    0.3 * Math.sin(pitch * at) + 0.15 * Math.sin(2 * pitch * at) + 0.05 * Math.sin(5 * pitch * at)
  );
}

/** No two neighbouring samples of the hum are further apart. */
export const loudestStep = 0.3 * pitch + 0.15 * 2 * pitch + 0.05 * 5 * pitch;

export function block(number: number, more: Partial<Block> = {}): Block {
  const timestamp = number * blockSamples;
  const samples = Float32Array.from({ length: blockSamples }, (_, at) => hum(timestamp + at));
  return {
    sequence: number,
    timestamp,
    afterSilence: number === 0,
    quiet: false,
    epoch: 1,
    samples,
    ...more,
  };
}

/** A block and the time at which it comes, in milliseconds. */
export interface Arrival {
  at: number;
  block: Block;
}

/** The result of listening: every sample since the beginning, and the course of the delay. */
export interface Listened {
  samples: Float32Array;
  buffer: JitterBuffer;
}

/** Plays the arriving blocks for `forMs`. */
export function listen(arrivals: readonly Arrival[], forMs: number): Listened {
  const buffer = new JitterBuffer();
  const samples = new Float32Array(Math.ceil((forMs * perMs) / quantum) * quantum);
  const waiting = [...arrivals].sort((a, b) => a.at - b.at);
  for (let now = 0; now < samples.length; now += quantum) {
    while (waiting[0] && waiting[0].at * perMs <= now) {
      const come = waiting.shift();
      if (come) buffer.put(come.block, now);
    }
    buffer.addTo(samples.subarray(now, now + quantum), now);
  }
  return { samples, buffer };
}

/** Blocks of a talk without a pause, `late` milliseconds after they were said. */
export function talk(count: number, late: (number: number) => number): Arrival[] {
  // Nothing overtakes on one TCP stream.
  let last = 0;
  return Array.from({ length: count }, (_, number) => {
    last = Math.max(last, number * 20 + late(number));
    return { at: last, block: block(number) };
  });
}

export function largestStep(samples: Float32Array): number {
  let largest = 0;
  for (let at = 1; at < samples.length; at++) {
    largest = Math.max(largest, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)));
  }
  return largest;
}

/** Milliseconds of sound that is not silence. */
export function soundingMs(samples: Float32Array): number {
  let sounding = 0;
  for (const sample of samples) if (Math.abs(sample) > 1e-6) sounding += 1;
  return sounding / perMs;
}

/** The time of the first sample that is not silence, in milliseconds. */
export function beginsMs(samples: Float32Array): number {
  return samples.findIndex((sample) => Math.abs(sample) > 1e-3) / perMs;
}

/** The time of the last sample that is not silence, in milliseconds. */
export function endsMs(samples: Float32Array): number {
  let last = samples.length - 1;
  while (last >= 0 && Math.abs(samples[last] ?? 0) <= 1e-3) last -= 1;
  return last / perMs;
}

/** Gives the same numbers every time, between 0 and 1. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
