// Ignores presses for a moment after a button's meaning has changed under a finger, because they
// were meant for the previous button.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Its element arms it. It ends by itself, and draws the element again then. */
export class Guard implements ReactiveController {
  private timer: number | undefined;
  private standing = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Milliseconds. */
    private readonly lasts: number,
  ) {
    host.addController(this);
  }

  /** While true, presses must be ignored. */
  get on(): boolean {
    return this.standing;
  }

  arm(): void {
    this.standing = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.lower(), this.lasts);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.lower();
  }

  private lower(): void {
    window.clearTimeout(this.timer);
    this.standing = false;
    this.host.requestUpdate();
  }
}
