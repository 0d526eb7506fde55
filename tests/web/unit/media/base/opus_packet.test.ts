import { describe, expect, it } from 'vitest';
import { opusSamples } from '../../../../../plugin/web/src/media/base/opus_packet.js';

/** A packet of this configuration and code with so many bytes behind them. */
function packet(config: number, code: number, ...rest: number[]): Uint8Array {
  return Uint8Array.of((config << 3) | code, ...rest);
}
const bytes = (count: number) => Array<number>(count).fill(7);

describe('an Opus packet', () => {
  it.each([
    [0, 480],
    [1, 960],
    [3, 2880],
    [9, 960],
    [12, 480],
    [13, 960],
    [16, 120],
    [19, 960],
    [31, 960],
  ])('of configuration %i lasts %i samples', (config, samples) => {
    expect(opusSamples(packet(config, 0, ...bytes(20)))).toBe(samples);
  });

  it('may be one byte long: silence', () => {
    expect(opusSamples(packet(1, 0))).toBe(960);
  });

  it('may hold two frames of 10 ms', () => {
    expect(opusSamples(packet(0, 1, ...bytes(20)))).toBe(960);
    expect(opusSamples(packet(0, 2, 5, ...bytes(12)))).toBe(960);
    expect(opusSamples(packet(0, 2, 252, 1, ...bytes(256 + 3)))).toBe(960);
  });

  it('may count its frames, pad them, and say their lengths', () => {
    expect(opusSamples(packet(30, 3, 2, ...bytes(8)))).toBe(960);
    expect(opusSamples(packet(30, 3, 64 | 2, 3, ...bytes(8), 0, 0, 0))).toBe(960);
    expect(opusSamples(packet(30, 3, 128 | 2, 5, ...bytes(12)))).toBe(960);
    expect(
      opusSamples(packet(30, 3, 64 | 2, 255, 1, ...bytes(8), ...Array<number>(255).fill(0))),
    ).toBe(960);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a frame beyond 1275 bytes', packet(1, 0, ...bytes(1276))],
    ['two equal frames of an odd sum', packet(0, 1, ...bytes(21))],
    ['two frames without a length', packet(0, 2)],
    ['two frames, the first too long', packet(0, 2, 9, ...bytes(8))],
    ['half of a long length', packet(0, 2, 252)],
    ['a count that is missing', packet(0, 3)],
    ['no frames', packet(0, 3, 0, ...bytes(4))],
    ['more than 120 ms', packet(3, 3, 3, ...bytes(9))],
    ['frames that cannot be equal', packet(30, 3, 2, ...bytes(9))],
    ['more padding than packet', packet(30, 3, 64 | 2, 200, ...bytes(8))],
    ['padding without an end', packet(30, 3, 64 | 2, 255, 255)],
    ['lengths beyond the end', packet(30, 3, 128 | 2, 50, ...bytes(12))],
  ])('is none if it is %s', (_, garbage) => {
    expect(opusSamples(garbage)).toBeNull();
  });
});
