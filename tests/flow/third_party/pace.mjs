// How soon a client may send its next message if it keeps to the limits of `welcome`.

/**
 * Counts only the time in which every message has its answer. The server sees no less time go by
 * between an answered message and the next one. Times are milliseconds of any steady clock.
 */
export class Pace {
  #perSecond = Infinity; // until the limits are known
  #burst = Infinity;
  #spent = 0; // messages that time has not forgiven yet
  #idleSince = 0;

  /** The limits have come. */
  keepTo({ controlPerSecond, controlBurst }, now) {
    this.#perSecond = controlPerSecond;
    this.#burst = controlBurst;
    this.#idleSince = now;
  }

  /** A message goes out. */
  sent() {
    this.#spent += 1;
  }

  /** All that was sent has been answered. */
  answered(now) {
    this.#idleSince = now;
  }

  /** How many milliseconds the next message has to wait; 0: it may go out. */
  wait(now) {
    if (this.#burst === Infinity) return 0;
    const idle = (now - this.#idleSince) / 1000;
    this.#idleSince = now;
    this.#spent = Math.max(0, this.#spent - this.#perSecond * idle);
    return Math.max(0, ((this.#spent + 1 - this.#burst) / this.#perSecond) * 1000);
  }
}
