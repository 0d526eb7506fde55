// How large and how good one's own picture is.

/** The larger size, and what a camera is asked for. */
export const wide = 640;
export const tall = 480;

/** Pictures a second: lips and nods are seen, and half of a camera's usual rate. */
export const pictureRate = 15;

/** What the encoder is told. */
export interface PicturePlan {
  width: number;
  height: number;
  /** Bits a second. */
  bitrate: number;
}

/** In a circle of twelve, eleven such come down: 1.7 Mbit/s, and decode in a third of a core. */
const small: PicturePlan = { width: 320, height: 240, bitrate: 150_000 };
/** Two people, or one camera: as much for one face as the circle has for four. */
const large: PicturePlan = { width: wide, height: tall, bitrate: 600_000 };

/** `others`: people beside oneself. `cameras`: how many of theirs are open. */
export function planFor(others: number, cameras: number): PicturePlan {
  return others <= 1 || cameras === 0 ? large : small;
}

/**
 * Lets pictures through at a steady rate, of a camera that has its own. Moments are microseconds, as
 * a VideoFrame has them.
 */
export class Pace {
  private due = -Infinity;

  constructor(private readonly every = 1e6 / pictureRate) {}

  /** Whether the picture of this moment is to be sent. */
  takes(moment: number): boolean {
    const { every } = this;
    // Unless the camera's clock itself has gone back.
    if (this.due > moment + 2 * every) this.due = -Infinity;
    // A camera's own clock wavers: a quarter of the step too early is in time.
    if (moment < this.due - every / 4) return false;
    const next = this.due + every;
    this.due = next > moment ? next : moment + every;
    return true;
  }
}
