// The server's clock, as well as this page can know it.
//
// Each ping and pong bounds the difference between the two clocks: the server said `now` after the
// ping was sent and before its pong was here. The middle of the narrowest such span of the last
// minute is the estimate. Whatever the server says of its clock bounds it from one side, too: a
// message that contradicts the estimate means that one of the clocks has jumped, and what was
// measured before counts no more.

/** A route may change, and clocks drift: a minute is long enough to meet a quiet moment. */
const remembered = 60_000;
/** Rounding to whole milliseconds, and the drift of a minute. */
const tolerance = 50;

interface Sample {
  at: number;
  roundTrip: number;
  /** The server's clock less this machine's. */
  offset: number;
}

/** What was learned of the server's clock; all times are milliseconds since the Unix epoch. */
export class ClockEstimate {
  private samples: Sample[] = [];
  private firstGuess = 0;

  /** A message that says the server's clock came at `received`, by this machine's. */
  heard(serverNow: number, received: number): void {
    const atLeast = serverNow - received;
    const best = this.best();
    if (best === null) {
      this.firstGuess = atLeast;
    } else if (best.offset < atLeast - tolerance) {
      this.samples = [];
      this.firstGuess = atLeast;
    }
  }

  /** A pong came at `received` to the ping that went out at `sent`, both by this machine's clock. */
  answered(sent: number, serverNow: number, received: number): void {
    const roundTrip = received - sent;
    if (roundTrip < 0) return; // this machine's clock was put back in between
    const low = serverNow - received - tolerance;
    const high = serverNow - sent + tolerance;
    this.samples = this.samples.filter(
      ({ at, offset }) =>
        received - at <= remembered && at <= received && offset >= low && offset <= high,
    );
    this.samples.push({ at: received, roundTrip, offset: serverNow - (sent + received) / 2 });
  }

  /** What the server's clock shows when this machine's shows `now`; milliseconds, rounded. */
  at(now: number): number {
    return Math.round(now + (this.best()?.offset ?? this.firstGuess));
  }

  /** The shortest round trip of the last minute in milliseconds; null before the first pong. */
  get roundTrip(): number | null {
    return this.best()?.roundTrip ?? null;
  }

  private best(): Sample | null {
    return this.samples.reduce<Sample | null>(
      (best, each) => (best === null || each.roundTrip < best.roundTrip ? each : best),
      null,
    );
  }
}
