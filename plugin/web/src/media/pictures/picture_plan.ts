// The size and quality of this page's own picture.

/** The larger size, which is also asked of the camera. */
export const wide = 640;
export const tall = 480;

/** Pictures per second: lips and nods are seen, and it is half of a camera's usual rate. */
export const pictureRate = 15;

/** Settings for the encoder. */
export interface PicturePlan {
  width: number;
  height: number;
  /** Bits per second. */
  bitrate: number;
}

/** In a circle of twelve, eleven of these arrive: 1.7 Mbit/s, and a third of a core to decode. */
const small: PicturePlan = { width: 320, height: 240, bitrate: 150_000 };
/** For two people, or one camera: as much for one face as the circle has for four. */
const large: PicturePlan = { width: wide, height: tall, bitrate: 600_000 };

/** `others`: people besides this one. `cameras`: how many of them have the camera open. */
export function planFor(others: number, cameras: number): PicturePlan {
  return others <= 1 || cameras === 0 ? large : small;
}

/**
 * Lets pictures through at a steady rate, from a camera with a rate of its own. Moments are
 * microseconds, as in a VideoFrame.
 */
export class Pace {
  private due = -Infinity;

  constructor(private readonly every = 1e6 / pictureRate) {}

  /** Whether the picture of this moment is to be sent. */
  takes(moment: number): boolean {
    const { every } = this;
    // The camera's clock has gone back: start again.
    if (this.due > moment + 2 * every) this.due = -Infinity;
    // A camera's clock wavers, so a picture may come a quarter of a step early.
    if (moment < this.due - every / 4) return false;
    const next = this.due + every;
    this.due = next > moment ? next : moment + every;
    return true;
  }
}
