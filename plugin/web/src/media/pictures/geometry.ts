// The part of a camera's picture that becomes a face on a chair.

/** Pixels, from the upper left. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The largest part in the middle that is 4 wide to 3 high. All its numbers are even, because VP8
 * keeps colour for squares of two by two pixels.
 */
export function middlePart(width: number, height: number): Part {
  const partWidth = even(Math.min(width, (height * 4) / 3));
  const partHeight = even(Math.min(height, (width * 3) / 4));
  return {
    x: even((width - partWidth) / 2),
    y: even((height - partHeight) / 2),
    width: partWidth,
    height: partHeight,
  };
}

function even(size: number): number {
  return 2 * Math.floor(size / 2);
}
