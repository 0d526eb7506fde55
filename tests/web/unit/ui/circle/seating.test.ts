import { describe, expect, it } from 'vitest';
import { aroundEllipse } from '../../../../../plugin/web/src/ui/circle/ellipse.js';
import { fits, seat, type Place } from '../../../../../plugin/web/src/ui/circle/seating.js';

/** The circle's space on a window, beside or above everything else there. */
const places: readonly [string, number, number][] = [
  ['360 × 780, a phone', 352, 600],
  ['360 × 780 with a card below', 352, 400],
  ['390 × 844', 382, 660],
  ['768 × 1024, a tablet', 760, 860],
  ['1024 × 768', 992, 620],
  ['1024 × 768 with the desk', 730, 620],
  ['1600 × 900', 1568, 740],
  ['1600 × 900 with the desk', 1200, 740],
];

function placeOf(
  people: number,
  width: number,
  height: number,
  more: Partial<Place> = {},
  text = 16,
): Place {
  const labels = Array.from({ length: people }, (_, chair) => {
    const under = ([90, 34, 58, 120][chair % 4] ?? 60) * (text / 16);
    return {
      wish: { under, over: under * 0.9 },
      lines: chair === 0 || chair === people - 1 ? 2 : 1,
    };
  });
  return {
    width,
    height,
    labels,
    line: 1.375 * text,
    clock: Math.min(7.25 * text, 0.42 * width),
    observers: { width: 0, height: 0 },
    ...more,
  };
}

const counts = Array.from({ length: 16 }, (_, index) => index + 1);

describe('equal steps around an ellipse', () => {
  it('begins at the top and goes clockwise', () => {
    const [top, right, bottom, left] = aroundEllipse(4, 200, 100);
    expect(top?.x).toBeCloseTo(0);
    expect(top?.y).toBeCloseTo(-100);
    expect(right?.x).toBeCloseTo(200, 0);
    expect(bottom?.y).toBeCloseTo(100, 0);
    expect(left?.x).toBeCloseTo(-200, 0);
  });

  it.each([3, 7, 11, 16])('steps of %i people are equally long along the line', (count) => {
    const [a, b] = [500, 220];
    const points = aroundEllipse(count, a, b);
    const fine = aroundEllipse(count * 100, a, b);
    const step = fine.reduce((sum, point, index) => {
      const next = fine[(index + 1) % fine.length] ?? point;
      return sum + Math.hypot(next.x - point.x, next.y - point.y);
    }, 0);
    for (const [index, point] of points.entries()) {
      const same = fine[index * 100];
      expect(Math.hypot(point.x - (same?.x ?? 0), point.y - (same?.y ?? 0))).toBeLessThan(
        step / 1000,
      );
      expect((point.x / a) ** 2 + (point.y / b) ** 2).toBeCloseTo(1, 2);
    }
  });

  it('stays finite when the ellipse is a line or a point', () => {
    for (const [a, b] of [
      [0, 0],
      [100, 0],
      [0, 100],
    ] as const) {
      for (const point of aroundEllipse(5, a, b)) {
        expect(Number.isFinite(point.x) && Number.isFinite(point.y)).toBe(true);
      }
    }
  });
});

describe.each(places)('the seating on %s', (_, width, height) => {
  it.each(counts)('seats %i without anything touching, inside, with the clock', (people) => {
    const place = placeOf(people, width, height);
    const seating = seat(place);
    expect(seating.chairs).toHaveLength(people);
    expect(fits(place, seating)).toBe(true);
    expect(seating.clock.size).toBeGreaterThanOrEqual(place.clock);
  });

  it.each(counts)('keeps the observers’ corner free for %i', (people) => {
    const place = placeOf(people, width, height, { observers: { width: 130, height: 50 } });
    expect(fits(place, seat(place))).toBe(true);
  });

  it.each([4, 11])('lets the text of %i people grow to twice its size', (people) => {
    const place = placeOf(people, width, height, {}, 32);
    const seating = seat(place);
    const without = { ...place, clock: seating.clock.size > 0 ? place.clock : 0 };
    expect(fits(without, seating)).toBe(true);
  });

  it.each(counts)('gives %i people faces that one can read', (people) => {
    expect(seat(placeOf(people, width, height)).face).toBeGreaterThanOrEqual(
      people <= 12 ? 52 : 38,
    );
  });
});

describe('the seating', () => {
  it('puts the first at the top, in the middle of the width', () => {
    const { chairs, middle } = seat(placeOf(11, 992, 620));
    expect(chairs[0]?.x).toBeCloseTo(496);
    expect(chairs.every((chair) => chair.y >= (chairs[0]?.y ?? 0))).toBe(true);
    expect(middle.x).toBe(496);
  });

  it('puts names onto the faces on a phone and under them on a wide screen', () => {
    expect(seat(placeOf(11, 352, 600)).names).toBe('over');
    expect(seat(placeOf(11, 992, 620)).names).toBe('under');
  });

  it('gives fewer people larger faces', () => {
    const faces = [3, 7, 11, 16].map((people) => seat(placeOf(people, 992, 620)).face);
    expect([...faces].sort((one, other) => other - one)).toEqual(faces);
  });

  it('does not move anyone when the clock is hidden or shown: it is not asked', () => {
    const place = placeOf(11, 992, 620);
    expect(seat(place)).toEqual(seat({ ...place }));
  });

  it('gives up the clock before it gives up the faces', () => {
    const seating = seat(placeOf(12, 700, 200));
    expect(seating.clock.size).toBe(0);
    expect(seating.face).toBeGreaterThanOrEqual(28);
  });

  it('gives an answer in the smallest of places', () => {
    for (const people of counts) {
      for (const [width, height] of [
        [0, 0],
        [50, 50],
        [120, 2000],
        [2000, 80],
      ] as const) {
        const seating = seat(placeOf(people, width, height));
        expect(seating.chairs).toHaveLength(people);
        for (const { x, y } of seating.chairs) {
          expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
        }
      }
    }
  });
});
