// An estimate of the server's clock.
//
// Each ping and pong bounds the difference between the two clocks: the server read `now` after the
// ping was sent and before its pong arrived. The estimate is the middle of the narrowest such span
// of the last minute. Every other message with the server's time bounds the difference from one
// side. If a message contradicts the estimate, one of the clocks has jumped, and earlier
// measurements are dropped.

/** Routes change and clocks drift. One minute is long enough to include a quiet moment. */
const remembered = 60_000;
/** Milliseconds for rounding and for one minute's drift. */
const tolerance = 50;

interface Sample {
  at: number;
  roundTrip: number;
  /** The server's clock minus this machine's, in milliseconds. */
  offset: number;
}

/** Collects measurements of the server's clock. All times are milliseconds since the Unix epoch. */
export class ClockEstimate {
  private samples: Sample[] = [];
  private firstGuess = 0;

  /** Takes the server's time from a message that arrived at `received` by this machine's clock. */
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

  /**
   * Takes a pong that arrived at `received` to the ping of `sent`; both by this machine's clock.
   */
  answered(sent: number, serverNow: number, received: number): void {
    const roundTrip = received - sent;
    if (roundTrip < 0) return; // this machine's clock was set back meanwhile
    const low = serverNow - received - tolerance;
    const high = serverNow - sent + tolerance;
    this.samples = this.samples.filter(
      ({ at, offset }) =>
        received - at <= remembered && at <= received && offset >= low && offset <= high,
    );
    this.samples.push({ at: received, roundTrip, offset: serverNow - (sent + received) / 2 });
  }

  /** The server's time when this machine's clock shows `now`; milliseconds, rounded. */
  at(now: number): number {
    return Math.round(now + (this.best()?.offset ?? this.firstGuess));
  }

  private best(): Sample | null {
    return this.samples.reduce<Sample | null>(
      (best, each) => (best === null || each.roundTrip < best.roundTrip ? each : best),
      null,
    );
  }
}
