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

  /** Sets the limits when `welcome` has come. */
  keepTo({ controlPerSecond, controlBurst }, now) {
    this.#perSecond = controlPerSecond;
    this.#burst = controlBurst;
    this.#idleSince = now;
  }

  /** To be called for each message that is sent. */
  sent() {
    this.#spent += 1;
  }

  /** To be called when everything that was sent has been answered. */
  answered(now) {
    this.#idleSince = now;
  }

  /** How many milliseconds the next message has to wait; 0 if it may be sent now. */
  wait(now) {
    if (this.#burst === Infinity) return 0;
    const idle = (now - this.#idleSince) / 1000;
    this.#idleSince = now;
    this.#spent = Math.max(0, this.#spent - this.#perSecond * idle);
    return Math.max(0, ((this.#spent + 1 - this.#burst) / this.#perSecond) * 1000);
  }
}
