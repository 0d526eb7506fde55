import { describe, expect, it } from 'vitest';
import { middlePart } from '../../../../../plugin/web/src/media/pictures/geometry.js';
import { Pace, planFor } from '../../../../../plugin/web/src/media/pictures/picture_plan.js';

describe('the middle part of a picture', () => {
  it.each([
    [640, 480, { x: 0, y: 0, width: 640, height: 480 }],
    [1280, 720, { x: 160, y: 0, width: 960, height: 720 }],
    [480, 640, { x: 0, y: 140, width: 480, height: 360 }],
    [353, 288, { x: 0, y: 12, width: 352, height: 264 }],
  ])('of %i by %i', (width, height, part) => {
    expect(middlePart(width, height)).toEqual(part);
  });

  it('never leaves the picture, is even, and 4 to 3', () => {
    for (let width = 160; width < 2000; width += 37) {
      for (let height = 120; height < 1300; height += 53) {
        const part = middlePart(width, height);
        expect(part.x + part.width).toBeLessThanOrEqual(width);
        expect(part.y + part.height).toBeLessThanOrEqual(height);
        expect([part.x, part.y, part.width, part.height].every((size) => size % 2 === 0)).toBe(
          true,
        );
        expect(Math.abs(part.width - (part.height * 4) / 3)).toBeLessThan(4);
      }
    }
  });
});

describe('the pace of pictures', () => {
  const taken = (moments: number[]) => {
    const pace = new Pace();
    return moments.filter((moment) => pace.takes(moment));
  };
  const camera = (rate: number, seconds: number, waver = 0) =>
    Array.from({ length: rate * seconds }, (_, at) => 1e6 * (at / rate) + (at % 2) * waver);

  it.each([
    [60, 15],
    [30, 15],
    [24, 15],
    [20, 15],
    [15, 15],
    [10, 10],
  ])('of a camera with %i a second is %i', (rate, expected) => {
    expect(taken(camera(rate, 10)).length / 10).toBeCloseTo(expected, -0.3);
  });

  it('is kept with a camera that wavers', () => {
    expect(taken(camera(30, 10, 8000)).length).toBeCloseTo(150, -1);
  });

  it('outlasts a pause, and a clock that goes back', () => {
    const moments = [...camera(30, 1), ...camera(30, 1).map((at) => at + 9e6), ...camera(30, 1)];
    expect(taken(moments).length).toBeCloseTo(45, -0.7);
  });
});

describe('the size of a picture', () => {
  it('is small in a circle', () => {
    expect(planFor(11, 9)).toMatchObject({ width: 320, height: 240, bitrate: 150_000 });
  });
  it('is large for two, and for the only camera', () => {
    expect(planFor(1, 1)).toMatchObject({ width: 640, height: 480 });
    expect(planFor(11, 0)).toMatchObject({ width: 640, height: 480 });
  });
});
