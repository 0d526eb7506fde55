// Keeps a displayed time correct while the state does not change.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its element again every `every` milliseconds while it is on the page. */
export class Ticking implements ReactiveController {
  private timer: number | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly every: number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = window.setInterval(() => this.host.requestUpdate(), this.every);
  }

  hostDisconnected(): void {
    if (this.timer !== null) window.clearInterval(this.timer);
    this.timer = null;
  }
}
