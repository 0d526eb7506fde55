import { describe, expect, it } from 'vitest';
import { blockSamples } from '../../../../../plugin/web/src/media/base/audio_format.js';
import { Gate, hangover, refreshEvery } from '../../../../../plugin/web/src/media/capture/gate.js';
import {
  levelOf,
  loudnessOf,
  minusDbov,
} from '../../../../../plugin/web/src/media/base/loudness.js';
import { peakOf, tone } from '../support/noise.js';

describe('loudness', () => {
  it.each([-6, -20, -50])('of a tone of %i dB is so many dB', (db) => {
    const { rmsDb, loudestDb } = loudnessOf(tone(peakOf(db)));
    expect(rmsDb).toBeCloseTo(db, 0);
    expect(loudestDb).toBeCloseTo(db, 0);
  });

  it('of digital silence is -127 dB', () => {
    expect(loudnessOf(new Float32Array(blockSamples))).toEqual({ rmsDb: -127, loudestDb: -127 });
  });

  it('notices the onset of a word at the end of a block', () => {
    const block = new Float32Array(blockSamples);
    block.set(tone(peakOf(-40)).subarray(0, 240), blockSamples - 240);
    const { rmsDb, loudestDb } = loudnessOf(block);
    expect(loudestDb).toBeCloseTo(-40, 0);
    expect(rmsDb).toBeCloseTo(-46, 0);
  });

  it('is told on the wire from 0 to 127', () => {
    expect(minusDbov(3)).toBe(0);
    expect(minusDbov(-30.4)).toBe(30);
    expect(minusDbov(-200)).toBe(127);
  });

  it('is shown in four steps', () => {
    expect([20, 30, 45, 60].map(levelOf)).toEqual([3, 2, 1, 0]);
  });
});

describe('the gate', () => {
  const talk = -30;
  const hush = -90;
  const many = (gate: Gate, count: number, db: number) =>
    Array.from({ length: count }, () => gate.next(db));

  it('lets the first block through, and marks it', () => {
    expect(new Gate().next(hush)).toBe('first');
    expect(new Gate().next(talk)).toBe('first');
  });

  it('lets talk through, and goes on for 400 ms after it', () => {
    const gate = new Gate();
    expect(many(gate, 50, talk).slice(1)).toEqual(Array(49).fill('send'));
    expect(many(gate, hangover, hush)).toEqual(Array(hangover).fill('send'));
    expect(gate.next(hush)).toBe('silent');
  });

  it('sends one block in 400 ms of silence', () => {
    const gate = new Gate();
    many(gate, 1 + hangover, talk);
    many(gate, hangover, hush);
    const silent = many(gate, 5 * refreshEvery, hush);
    expect(silent.filter((verdict) => verdict === 'refresh')).toHaveLength(5);
    expect(silent.filter((verdict) => verdict === 'silent')).toHaveLength(5 * refreshEvery - 5);
  });

  it('marks the first block after silence, and only after silence', () => {
    const gate = new Gate();
    many(gate, 10, talk);
    many(gate, hangover - 1, hush);
    expect(gate.next(talk)).toBe('send');
    many(gate, hangover + 1, hush);
    expect(gate.next(talk)).toBe('first');
    expect(gate.next(talk)).toBe('send');
  });

  it('begins anew when the microphone does', () => {
    const gate = new Gate();
    many(gate, 10, talk);
    gate.reset();
    expect(gate.next(talk)).toBe('first');
  });
});
