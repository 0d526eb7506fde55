// A button whose meaning has just changed under a finger takes no press for a moment: the press was
// meant for what stood there before.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Armed by its element; lowers itself, and draws the element again when it does. */
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

  /** While true, presses are to be passed over. */
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
