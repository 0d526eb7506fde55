// Calls something soon, but never more often than every so many milliseconds.

export class PacedCall {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last = -Infinity;

  constructor(
    private readonly everyMs: number,
    private readonly call: () => void,
  ) {}

  /** To be called at once, or as soon as it may; asking twice calls it once. */
  soon(): void {
    if (this.timer !== null) return;
    const wait = Math.max(0, this.last + this.everyMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.last = performance.now();
      this.call();
    }, wait);
  }

  /** What was asked for is not called any more. */
  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
