// Calls a function soon, but never more often than every `everyMs` milliseconds.

export class PacedCall {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = -Infinity;

  constructor(
    private readonly everyMs: number,
    private readonly call: () => void,
  ) {}

  /** Schedules the call as soon as the pace allows. Does nothing if one is scheduled already. */
  soon(): void {
    if (this.timer !== null) return;
    const wait = Math.max(0, this.last + this.everyMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.last = performance.now();
      this.call();
    }, wait);
  }

  /** Drops the scheduled call. */
  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
