// Points on an ellipse at equal steps along its length. Equal steps of the angle would crowd the
// people at the narrow ends.

export interface Point {
  x: number;
  y: number;
}

/** Chords per quarter. The error of a step is then far below a pixel on any screen. */
const fineness = 48;

/**
 * `count` points around (0, 0): the first at the top, the others clockwise on a screen (y grows
 * downwards). `a` and `b` are the half axes, across and down; either may be 0.
 */
export function aroundEllipse(count: number, a: number, b: number): Point[] {
  const chords = 4 * fineness;
  const at = (chord: number): Point => {
    const angle = (chord / chords) * 2 * Math.PI;
    return { x: a * Math.sin(angle), y: -b * Math.cos(angle) };
  };
  const points: Point[] = [];
  const lengths: number[] = [];
  let whole = 0;
  let before = at(0);
  for (let chord = 1; chord <= chords; chord += 1) {
    const after = at(chord);
    const length = Math.hypot(after.x - before.x, after.y - before.y);
    lengths.push(length);
    whole += length;
    before = after;
  }
  let chord = 0;
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const wanted = (index / count) * whole;
    let length = lengths[chord] ?? 0;
    while (passed + length < wanted && chord < chords - 1) {
      passed += length;
      chord += 1;
      length = lengths[chord] ?? 0;
    }
    points.push(at(chord + (length > 0 ? (wanted - passed) / length : 0)));
  }
  return points;
}
