// A page's claim on a seat, which all pages of this browser and origin respect. It is one of the
// browser's Web Locks. A lock ends when its page ends, however that happens, and no sooner: it needs
// no timer, and a browser lets the timers of a hidden page rest.

import { type Timers, browserTimers } from './seams.js';

/**
 * Claims the seat with this name for this page. Resolves with true as soon as no other page claims
 * it. Resolves with false if one still does after `patience`, or at once when `giveUp` is aborted.
 * A claim lasts until `giveUp` is aborted or the page ends. Never rejects.
 */
export type ClaimSeat = (seat: string, giveUp: AbortSignal) => Promise<boolean>;

/**
 * Milliseconds. A reloaded page may ask before the browser has taken the lock from the page before
 * it, so it waits.
 */
const patience = 2_000;

/**
 * Claims by the browser's locks. A browser that refuses locks to a page refuses it a store too, so
 * no other page knows the seat's name, and the claim succeeds.
 */
export function browserClaims(timers: Timers = browserTimers): ClaimSeat {
  return async (seat, giveUp) => {
    if (!globalThis.navigator?.locks) return !giveUp.aborted;
    return new Promise((resolve) => {
      const waiting = new AbortController();
      // A browser that neither grants the lock nor honours the abort leaves nobody waiting.
      const stopWaiting = () => {
        waiting.abort();
        decide(false);
      };
      const cancel = timers.after(patience, stopWaiting);
      const decide = (mine: boolean) => {
        cancel();
        resolve(mine);
      };
      // A lock that is granted after all goes back at once.
      const granted = async () => {
        if (waiting.signal.aborted) return;
        decide(true);
        await aborted(giveUp);
      };
      giveUp.addEventListener('abort', stopWaiting, { once: true });
      if (giveUp.aborted) stopWaiting();
      navigator.locks
        .request(`stepback.seat.${seat}`, { signal: waiting.signal }, granted)
        .catch(() => decide(!waiting.signal.aborted));
    });
  };
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
