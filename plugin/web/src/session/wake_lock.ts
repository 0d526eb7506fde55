// Keeps a phone's screen on during a session: a dark phone closes the camera and, on some systems,
// the sound.

export class WakeLock {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  /** Keeps the screen on while the page is visible. Asks again when the page becomes visible. */
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
    // The lock is not available everywhere, and refused on a low battery. Nothing depends on it.
    navigator.wakeLock?.request('screen').then(
      (lock) => {
        if (this.wanted) this.lock = lock;
        else void lock.release();
      },
      () => undefined,
    );
  };
}
