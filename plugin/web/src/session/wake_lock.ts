// Keeps a phone's screen on while someone sits in a session: a dark phone closes the camera and, on
// some systems, the sound.

export class WakeLock {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  /** As long as the page is seen; asked for again whenever it is seen anew. */
  hold(): void {
    if (this.wanted) return;
    this.wanted = true;
    document.addEventListener('visibilitychange', this.seen);
    this.seen();
  }

  release(): void {
    this.wanted = false;
    document.removeEventListener('visibilitychange', this.seen);
    void this.lock?.release();
    this.lock = null;
  }

  private readonly seen = (): void => {
    if (!this.wanted || document.visibilityState !== 'visible') return;
    // Not everywhere there, and refused on a low battery: a wish, not a condition.
    navigator.wakeLock?.request('screen').then(
      (lock) => {
        if (this.wanted) this.lock = lock;
        else void lock.release();
      },
      () => undefined,
    );
  };
}
