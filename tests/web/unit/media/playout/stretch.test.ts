import { describe, expect, it } from 'vitest';
import {
  Continuation,
  continued,
  historyNeeded,
} from '../../../../../plugin/web/src/media/playout/continuation.js';
import { mostAlike } from '../../../../../plugin/web/src/media/playout/pitch.js';
import { longer, shorter } from '../../../../../plugin/web/src/media/playout/stretch.js';
import { block, dice, hum, largestStep, loudestStep } from '../support/voice.js';

/** One period of the hum's 140 Hz. */
const period = 48_000 / 140;

describe('the pitch', () => {
  it('of a voice is found to a sample', () => {
    const samples = Float32Array.from({ length: 2400 }, (_, at) => hum(at));
    const { lag, likeness } = mostAlike(samples, 1920, 480, 240, 720);
    expect(Math.abs(lag - period)).toBeLessThan(1.5);
    expect(likeness).toBeGreaterThan(0.99);
  });

  it('of noise is told to be none', () => {
    const throwDice = dice(5);
    const samples = Float32Array.from({ length: 2400 }, () => throwDice() - 0.5);
    expect(mostAlike(samples, 1920, 480, 240, 720).likeness).toBeLessThan(0.4);
  });
});

describe.each([
  ['shorter', shorter, -1],
  ['longer', longer, 1],
] as const)('a block made %s', (_, stretch, sign) => {
  const { samples } = block(3);

  it('loses or gains whole periods of the voice', () => {
    const change = sign * ((stretch(samples, false)?.length ?? 0) - samples.length);
    expect(change).toBeGreaterThan(0);
    const periods = change / period;
    expect(Math.abs(periods - Math.round(periods))).toBeLessThan(0.02);
  });

  it('has no seam', () => {
    expect(largestStep(stretch(samples, false) ?? samples)).toBeLessThan(1.2 * loudestStep);
  });

  it('still joins its neighbours', () => {
    const stretched = stretch(samples, false) ?? new Float32Array();
    expect(stretched[0]).toBe(samples[0]);
    expect(Math.abs((stretched.at(-1) ?? 9) - (samples.at(-1) ?? 0))).toBeLessThan(loudestStep);
  });

  it('is left alone where no two places are alike, unless it must be', () => {
    const throwDice = dice(9);
    const noise = Float32Array.from({ length: 960 }, () => throwDice() - 0.5);
    expect(stretch(noise, false)).toBeNull();
    expect(stretch(noise, true)).not.toBeNull();
  });
});

describe('a voice that breaks off', () => {
  const history = Float32Array.from({ length: historyNeeded }, (_, at) => hum(at));
  const goOn = (from: Float32Array, count: number) => {
    const continuation = new Continuation(from);
    return Float32Array.from({ length: count }, () => continuation.next());
  };

  it('goes on as it was for 20 ms', () => {
    const made = goOn(history, 960);
    const wrong = made.reduce(
      (sum, sample, at) => sum + Math.abs(sample - hum(historyNeeded + at)),
      0,
    );
    expect(wrong / 960).toBeLessThan(0.02);
  });

  it('fades to silence without a step', () => {
    const whole = Float32Array.of(...history, ...goOn(history, continued + 960));
    expect(largestStep(whole)).toBeLessThan(1.3 * loudestStep);
    expect([...whole.subarray(historyNeeded + continued)].every((sample) => sample === 0)).toBe(
      true,
    );
  });

  it('is silence after silence', () => {
    expect(goOn(new Float32Array(historyNeeded), 960).every((sample) => sample === 0)).toBe(true);
  });
});
