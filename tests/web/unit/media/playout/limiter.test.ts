import { describe, expect, it } from 'vitest';
import {
  Limiter,
  ceiling,
  lookahead,
} from '../../../../../plugin/web/src/media/playout/limiter.js';
import { dice, largestStep } from '../support/voice.js';

const sine = (peak: number, count: number, hertz = 300) =>
  Float32Array.from(
    { length: count },
    (_, at) => peak * Math.sin((2 * Math.PI * hertz * at) / 48_000),
  );

const largest = (samples: Float32Array) =>
  samples.reduce((peak, at) => Math.max(peak, Math.abs(at)), 0);

describe('the limiter', () => {
  it('passes what is quiet enough, a millisecond later', () => {
    const samples = sine(0.9, 4800);
    const before = samples.slice();
    new Limiter().process(samples);
    expect([...samples.subarray(lookahead)]).toEqual([...before.subarray(0, -lookahead)]);
  });

  it('lets nothing exceed the ceiling, whatever comes', () => {
    const throwDice = dice(3);
    const samples = Float32Array.from({ length: 48_000 }, () => 12 * (throwDice() - 0.5));
    new Limiter().process(samples);
    expect(largest(samples)).toBeLessThanOrEqual(Math.fround(ceiling));
  });

  it('turns down without a step, where clipping would bend the sound', () => {
    const samples = sine(0.5, 9600);
    samples.set(sine(3, 4800), 4800);
    const limited = samples.slice();
    new Limiter().process(limited);
    expect(largest(limited)).toBeLessThanOrEqual(Math.fround(ceiling));
    expect(largestStep(limited)).toBeLessThan(0.6 * largestStep(samples));
    // Once it is down a period has its own shape, not a flat top.
    const settled = limited.subarray(7200, 9600);
    expect(largestStep(settled)).toBeLessThan(1.1 * largestStep(sine(ceiling, 4800)));
  });

  it('is itself again after a loud moment', () => {
    const limiter = new Limiter();
    limiter.process(sine(4, 480));
    limiter.process(new Float32Array(10 * 48_000));
    const samples = sine(0.9, 4800);
    const before = samples.slice();
    limiter.process(samples);
    expect([...samples.subarray(lookahead)]).toEqual([...before.subarray(0, -lookahead)]);
  });

  it('makes silence of what is no number', () => {
    const samples = Float32Array.of(NaN, Infinity, -Infinity, ...new Float32Array(100));
    new Limiter().process(samples);
    expect(samples.every((sample) => sample === 0)).toBe(true);
  });
});
