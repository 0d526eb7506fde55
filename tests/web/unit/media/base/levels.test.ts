import { describe, expect, it } from 'vitest';
import { Levels } from '../../../../../plugin/web/src/media/base/levels.js';

describe('the ring around a chair', () => {
  it('rises at once', () => {
    const levels = new Levels();
    expect(levels.heard('aino', 1, 0)).toBe(true);
    expect(levels.heard('aino', 3, 20)).toBe(true);
    expect(levels.of('aino')).toBe(3);
  });

  it('does not flicker between syllables', () => {
    const levels = new Levels();
    levels.heard('aino', 3, 0);
    expect(levels.heard('aino', 1, 20)).toBe(false);
    expect(levels.heard('aino', 3, 280)).toBe(false);
    expect(levels.heard('aino', 0, 500)).toBe(false);
    expect(levels.of('aino')).toBe(3);
  });

  it('falls when a voice does', () => {
    const levels = new Levels();
    levels.heard('aino', 3, 0);
    expect(levels.heard('aino', 1, 320)).toBe(true);
    expect(levels.of('aino')).toBe(1);
  });

  it('goes when nothing comes any more', () => {
    const levels = new Levels();
    levels.heard('aino', 2, 0);
    expect(levels.pass(200)).toBe(false);
    expect(levels.pass(320)).toBe(true);
    expect(levels.all.size).toBe(0);
  });

  it('is another map after each change, so that a screen notices', () => {
    const levels = new Levels();
    const before = levels.all;
    levels.heard('aino', 2, 0);
    expect(levels.all).not.toBe(before);
    const then = levels.all;
    levels.heard('aino', 2, 20);
    expect(levels.all).toBe(then);
  });
});
