// Computes the places of the chairs; pure. Faces stand on an ellipse as large as the place allows,
// and are as large as they can be without touching each other, a name, or the clock.

import { aroundEllipse, type Point } from './ellipse.js';

/** A chair's label. All lengths are in CSS pixels. */
export interface Label {
  /** The wanted width under the face and on it. A label is cut off if its face is too narrow. */
  wish: { under: number; over: number };
  /** Lines under the face. On the face there is always one. */
  lines: number;
}

/** The measured place. All lengths are in CSS pixels. */
export interface Place {
  width: number;
  height: number;
  /** The labels of the chairs, the first at the top. */
  labels: readonly Label[];
  /** The height of a label's line at the person's text size. */
  line: number;
  /** The smallest diameter at which the clock can be read. */
  clock: number;
  /** The observers' room at the lower left: the corner there, or else the whole lower edge. */
  observers: { width: number; height: number };
}

export interface Seating {
  /** `under` the faces, or `over` their lower edge if there is little room. */
  names: 'under' | 'over';
  /** The diameter of a face. */
  face: number;
  /** The centres of the faces, from the upper left corner of the place. */
  chairs: Point[];
  /** The clock's centre and diameter; 0 if it does not fit. */
  clock: Point & { size: number };
  /** The centre of the ellipse. */
  middle: Point;
}

/** Pictures have 320 × 240 pixels; beyond this size they are only blurred. */
const largestFace = 264;
const smallestFace = 28;
const largestClock = 300;
/** Under smaller faces names are harder to read than on them. */
const smallestOverName = 76;
/** The width of a narrow place, in lines of text (600 px at 16). Names go onto the faces there. */
const narrow = 27;
/** Room for the ring around a person who speaks. */
const edge = 9;
const coarse = 8;
/** A label may be this much wider than its face; chair_styles.ts cuts it off there. */
const widerLabel = 18;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether there is no room beside the faces at the person's text size. */
export function isNarrow(width: number, line: number): boolean {
  return width < narrow * line;
}

/** The seating with the largest faces. There is always one, however small the place. */
export function seat(place: Place): Seating {
  if (!isNarrow(place.width, place.line)) {
    const under = largest(place, 'under');
    if (under && under.face >= smallestOverName) return under;
  }
  return (
    largest(place, 'over') ??
    largest({ ...place, clock: 0 }, 'over') ??
    attempt({ ...place, clock: 0, observers: none }, 'over', smallestFace)
  );
}

const none = { width: 0, height: 0 };

function largest(place: Place, names: Seating['names']): Seating | null {
  const { observers, height } = place;
  if (observers.height <= 0) return search(place, names);
  const row = search({ ...place, height: height - observers.height, observers: none }, names);
  const corner = search(place, names);
  return row && (!corner || row.face >= corner.face) ? row : corner;
}

/** Coarse steps down, then fine steps up: below a face that fits, a smaller one fits, too. */
function search(place: Place, names: Seating['names']): Seating | null {
  const most = Math.min(largestFace, Math.floor(Math.min(place.width, place.height) - 2 * edge));
  let found: Seating | null = null;
  let face = most;
  for (; face >= smallestFace; face -= coarse) {
    found = fitting(place, names, face);
    if (found) break;
  }
  for (let larger = face + 1; found && larger < Math.min(face + coarse, most + 1); larger += 1) {
    const next = fitting(place, names, larger);
    if (!next) break;
    found = next;
  }
  return found;
}

function fitting(place: Place, names: Seating['names'], face: number): Seating | null {
  const seating = attempt(place, names, face);
  return fits(place, seating) ? seating : null;
}

function attempt(place: Place, names: Seating['names'], face: number): Seating {
  const below = place.labels.map(({ lines }) => labelBelow(place, names, lines));
  const points = around(place, face, below);
  const top = Math.min(...points.map((point) => point.y)) - face / 2;
  const bottom =
    Math.max(...points.map((point, chair) => point.y + (below[chair] ?? 0))) + face / 2;
  const middle = {
    x: place.width / 2,
    y: edge - top + Math.max(0, (place.height - 2 * edge - (bottom - top)) / 2),
  };
  const chairs = points.map((point) => ({ x: middle.x + point.x, y: middle.y + point.y }));
  const seating = { names, face, chairs, clock: { ...middle, size: 0 }, middle };
  return { ...seating, clock: clockAmong(place, seating) };
}

/** The points around (0, 0), stretched until they fill the place. */
function around(place: Place, face: number, below: readonly number[]): Point[] {
  const count = below.length;
  const across = place.width - face - 2 * edge;
  const most = Math.max(0, ...below);
  const down = place.height - face - 2 * edge;
  // A single person sits above the clock.
  if (count === 1) {
    const distance = (face + place.clock) / 2 + most + edge;
    return [{ x: 0, y: -Math.min(distance, Math.max(0, down)) }];
  }
  // A few people sit in a rounder circle, because a wide screen would separate them.
  const roundness = 1 + 0.13 * count;
  let b = Math.max(0, (down - most) / 2);
  let a = Math.max(0, Math.min(across / 2, b * roundness));
  let points = aroundEllipse(count, a, b);
  for (let round = 0; round < 4 && count > 2; round += 1) {
    const width = extent(points.map((point) => point.x));
    const top = Math.min(...points.map((point) => point.y));
    const lowest = Math.max(...points.map((point, chair) => point.y + (below[chair] ?? 0)));
    const height = extent(points.map((point) => point.y));
    const label = lowest - top - height;
    b = Math.max(0, (b * (down - label)) / Math.max(1, height));
    a = Math.max(0, Math.min((a * across) / Math.max(1, width), b * roundness));
    b = Math.min(b, a * roundness);
    points = aroundEllipse(count, a, b);
  }
  return points;
}

function extent(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** How far a label reaches below its face. */
function labelBelow(place: Place, names: Seating['names'], lines: number): number {
  return names === 'under' ? lines * place.line + 7 : 4;
}

function labelOf(place: Place, seating: Seating, chair: number): Box {
  const { x, y } = seating.chairs[chair] ?? seating.middle;
  const radius = seating.face / 2;
  const { wish, lines } = place.labels[chair] ?? { wish: { under: 0, over: 0 }, lines: 1 };
  const half = Math.min(wish[seating.names], seating.face + widerLabel) / 2;
  const bottom = y + radius + labelBelow(place, seating.names, lines);
  return {
    left: x - half,
    right: x + half,
    top: seating.names === 'under' ? y + radius : bottom - place.line - 4,
    bottom,
  };
}

/** The largest clock that touches nothing. It may move up or down a little to find room. */
function clockAmong(place: Place, seating: Seating): Seating['clock'] {
  if (place.clock <= 0) return { ...seating.middle, size: 0 };
  const radius = seating.face / 2;
  const labels = seating.chairs.map((_, chair) => labelOf(place, seating, chair));
  const gap = Math.max(10, seating.face * 0.1);
  const roomAt = (y: number): number => {
    let room = largestClock / 2;
    const centre = { x: seating.middle.x, y };
    for (const [chair, point] of seating.chairs.entries()) {
      room = Math.min(room, Math.hypot(point.x - centre.x, point.y - y) - radius - gap);
      const label = labels[chair];
      if (label) room = Math.min(room, distance(centre, label) - gap / 2);
    }
    return Math.min(room, y - edge, place.height - edge - y, place.width / 2 - edge);
  };
  let best = { ...seating.middle, size: 0 };
  let most = -Infinity;
  const reach = seating.chairs.length === 1 ? place.height : seating.face / 2 + place.line;
  for (let step = -reach; step <= reach; step += 3) {
    const y = seating.middle.y + step;
    const size = Math.floor(2 * roomAt(y));
    // A clock in the middle may be smaller, as long as it can be read.
    const worth = Math.min(size, place.clock) * 10 + size - 0.5 * Math.abs(step);
    if (worth > most) {
      best = { x: seating.middle.x, y, size: Math.max(0, size) };
      most = worth;
    }
  }
  return best;
}

/** The distance from a point to a box; 0 inside. */
function distance(point: Point, box: Box): number {
  const x = Math.max(box.left - point.x, 0, point.x - box.right);
  const y = Math.max(box.top - point.y, 0, point.y - box.bottom);
  return Math.hypot(x, y);
}

/** Whether nothing touches and everything is inside the place. Exported for the tests. */
export function fits(place: Place, seating: Seating): boolean {
  const { chairs, face } = seating;
  const radius = face / 2;
  const gap = Math.max(9, face * 0.07);
  const labels = chairs.map((_, chair) => labelOf(place, seating, chair));
  const corner: Box = {
    left: 0,
    right: place.observers.width,
    top: place.height - place.observers.height,
    bottom: place.height,
  };
  const free = place.observers.width > 0 && place.observers.height > 0;
  for (const [chair, point] of chairs.entries()) {
    const label = labels[chair];
    if (!label) return false;
    if (point.x - radius < edge - 1 || point.x + radius > place.width - edge + 1) return false;
    if (label.left < -1 || label.right > place.width + 1) return false;
    if (point.y - radius < edge - 1 || label.bottom > place.height - 2) return false;
    if (free && (distance(point, corner) < radius + 6 || overlap(label, corner))) return false;
    for (let other = chair + 1; other < chairs.length; other += 1) {
      const second = chairs[other];
      const secondLabel = labels[other];
      if (!second || !secondLabel) return false;
      if (Math.hypot(point.x - second.x, point.y - second.y) < face + gap) return false;
      if (distance(point, secondLabel) < radius + 3) return false;
      if (distance(second, label) < radius + 3) return false;
      if (overlap(label, secondLabel)) return false;
    }
  }
  return place.clock <= 0 || seating.clock.size >= place.clock;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
