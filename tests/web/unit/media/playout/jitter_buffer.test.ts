import { describe, expect, it } from 'vitest';
import { perMs } from '../../../../../plugin/web/src/media/base/audio_format.js';
import {
  beginsMs,
  block,
  dice,
  endsMs,
  largestStep,
  listen,
  loudestStep,
  soundingMs,
  talk,
} from '../support/voice.js';

/** A seam may be a little steeper than the voice itself: two of its steps, and a fade's slope. */
const noClick = 2 * loudestStep;

describe('a steady way', () => {
  it('is heard whole, without a made-up block, and soon', () => {
    const { samples, buffer } = listen(
      talk(200, () => 30),
      4600,
    );
    expect(buffer.counts).toEqual({ played: 200, made: 0 });
    expect(largestStep(samples)).toBeLessThan(noClick);
    expect(beginsMs(samples)).toBeGreaterThan(30);
    expect(beginsMs(samples)).toBeLessThan(30 + 60);
  });

  it('comes to wait no longer than an audio device needs', () => {
    const { buffer } = listen(
      talk(1500, () => 30),
      30_500,
    );
    expect(buffer.target.wanted / perMs).toBe(40);
  });
});

describe('packets that waver', () => {
  // As measured on a thin TCP stream at 2 % loss: most at 40 ms, 7 % later than 60 ms more, 1 % more
  // than 100, and those behind a late one as late.
  const throwDice = dice(7);
  const trace = talk(1500, () => {
    const thrown = throwDice();
    if (thrown < 0.01) return 40 + 110;
    return thrown < 0.035 ? 40 + 70 : 40 + 5 * throwDice();
  });

  it('wait for as long as nearly all of them need', () => {
    const { samples, buffer } = listen(trace, 30_500);
    expect(buffer.target.wanted / perMs).toBeGreaterThan(70);
    expect(buffer.target.wanted / perMs).toBeLessThan(140);
    expect(buffer.counts.made).toBeLessThan(15);
    expect(largestStep(samples)).toBeLessThan(noClick);
  });

  it('are heard on time again when the way has become steady', () => {
    const bad = trace.slice(0, 500);
    const good = talk(2000, (number) => (number < 500 ? 400 : 40)).slice(500);
    const { buffer } = listen(
      [...bad, ...good.map((each, at) => ({ ...each, at: (500 + at) * 20 + 40 }))],
      41_000,
    );
    expect(buffer.target.wanted / perMs).toBe(40);
    expect(buffer.counts.played).toBe(2000);
  });
});

describe('a lost packet', () => {
  it.each([1, 2, 4])('is no click, %i in a row', (lost) => {
    const trace = talk(100, () => 30).filter(
      ({ block: { sequence } }) => sequence < 50 || sequence >= 50 + lost,
    );
    const { samples, buffer } = listen(trace, 2600);
    expect(largestStep(samples)).toBeLessThan(noClick);
    expect(buffer.counts.played).toBe(100 - lost);
    expect(buffer.counts.made).toBeGreaterThan(0);
  });

  it('is filled with the voice, at its place', () => {
    const trace = talk(100, () => 30).filter(({ block: { sequence } }) => sequence !== 50);
    const whole = listen(
      talk(100, () => 30),
      2600,
    );
    const gappy = listen(trace, 2600);
    const begin = beginsMs(whole.samples) * perMs;
    let wrong = 0;
    for (let at = begin + 50 * 960 + 480; at < begin + 51 * 960; at++) {
      wrong += Math.abs((whole.samples[at] ?? 9) - (gappy.samples[at] ?? 9));
    }
    expect(wrong / 480).toBeLessThan(0.05);
    expect(soundingMs(gappy.samples)).toBeGreaterThan(1990);
  });
});

describe('silence', () => {
  const spoken = [
    ...talk(20, () => 30),
    // 20 blocks that were never sent: the next is a neighbour by its number.
    ...Array.from({ length: 20 }, (_, at) => ({
      at: (40 + at) * 20 + 30,
      block: block(40 + at, { sequence: 20 + at, afterSilence: at === 0 }),
    })),
  ];

  it('is silence, and nothing is made up', () => {
    const quiet = spoken.map((each) =>
      each.block.sequence % 20 === 19 ? { ...each, block: { ...each.block, quiet: true } } : each,
    );
    const { samples, buffer } = listen(quiet, 1500);
    expect(buffer.counts).toEqual({ played: 40, made: 0 });
    expect(largestStep(samples)).toBeLessThan(noClick);
    expect(soundingMs(samples)).toBeLessThan(40 * 20 + 30);
  });

  it('takes up a delay that has become too long', () => {
    const late = talk(30, (number) => (number === 10 ? 300 : 30));
    const after = Array.from({ length: 600 }, (_, at) => ({
      at: (60 + at) * 20 + 30,
      block: block(60 + at, { sequence: 30 + at, afterSilence: at === 0 }),
    }));
    const { buffer } = listen([...late, ...after], 14_000);
    expect(buffer.target.wanted / perMs).toBeLessThan(120);
    expect(buffer.counts.played).toBeGreaterThan(620);
  });
});

describe('a stall of the network', () => {
  it('fades, comes back without a click, and leaves nobody seconds behind', () => {
    const trace = talk(300, (number) =>
      number >= 100 && number < 200 ? Math.max(30, 2000 - (number - 100) * 20) : 30,
    );
    const { samples, buffer } = listen(trace, 7000);
    expect(largestStep(samples)).toBeLessThan(noClick);
    // The rest of the burst is at most as long as may wait; the end is heard within half a second.
    const end = endsMs(samples);
    expect(end).toBeLessThan(300 * 20 + 30 + 500);
    expect(buffer.counts.played).toBeLessThan(260);
  });
});

describe('a way that becomes longer for good', () => {
  it('is followed within a second', () => {
    const { buffer } = listen(
      talk(400, (number) => (number < 100 ? 30 : 900)),
      9500,
    );
    expect(buffer.counts.played).toBeGreaterThan(370);
    expect(buffer.counts.made).toBeLessThan(40);
  });
});

describe('clocks that drift apart', () => {
  it.each([-300, 300])('by %i millionths are followed for minutes, without a click', (ppm) => {
    const trace = Array.from({ length: 6000 }, (_, number) => ({
      at: 30 + number * 20 * (1 + ppm / 1e6),
      block: block(number),
    }));
    const { samples, buffer } = listen(trace, 120_500);
    expect(buffer.counts).toEqual({ played: 6000, made: 0 });
    expect(largestStep(samples)).toBeLessThan(noClick);
  });
});

describe('a voice that is stopped', () => {
  it('is silent within 10 ms, without a click', () => {
    const { buffer } = listen(
      talk(50, () => 30),
      700,
    );
    buffer.stop();
    const rest = new Float32Array(4800);
    for (let at = 0; at + 128 <= rest.length; at += 128)
      buffer.addTo(rest.subarray(at, at + 128), 33_600 + at);
    expect(endsMs(rest)).toBeLessThanOrEqual(10);
    expect(largestStep(rest)).toBeLessThan(noClick);
    expect(buffer.idle).toBe(true);
  });
});

describe('numbers that begin anew', () => {
  it('are played from their first block on', () => {
    const again = Array.from({ length: 50 }, (_, at) => ({
      at: 1500 + at * 20,
      block: block(at, { timestamp: 9_000_000 + at * 960, sequence: 7 + at, epoch: 2 }),
    }));
    const { samples, buffer } = listen([...talk(50, () => 30), ...again], 3000);
    expect(buffer.counts.played).toBe(100);
    expect(largestStep(samples)).toBeLessThan(noClick);
  });
});
