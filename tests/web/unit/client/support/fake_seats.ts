// The seats that the pages of one browser have claimed.

import type { ClaimSeat } from '../../../../../plugin/web/src/client/seat_claims.js';

export class FakeSeats {
  /** The seats that are claimed, by name. */
  readonly claimed = new Map<string, AbortSignal>();

  /** Waits for nobody: a seat is claimed at once or not at all. */
  readonly claimSeat: ClaimSeat = (seat, giveUp) => {
    if (giveUp.aborted || this.claimed.has(seat)) return Promise.resolve(false);
    this.claimed.set(seat, giveUp);
    giveUp.addEventListener('abort', () => this.claimed.delete(seat));
    return Promise.resolve(true);
  };

  /** The pages that claimed something end, and nothing of them runs any more. */
  crash(): void {
    this.claimed.clear();
  }
}
