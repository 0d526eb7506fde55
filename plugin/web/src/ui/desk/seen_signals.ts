// Says which signals a leader has before their eyes: those whose line was drawn on a visible page
// for one second.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds. */
const lookEvery = 250;
const longEnough = 1000;
/** Milliseconds. The connection may have been lost before the server took it. */
const againAfter = 5000;

export interface SignalLine {
  id: string;
  times: number;
  /** Null while the line is not in the document. */
  element: Element | null;
}

/** Looks at the lines while its element is on the page. */
export class SeenSignals implements ReactiveController {
  private timer: number | null = null;
  /** By signal and repeat. Times by performance.now(). */
  private readonly drawnSince = new Map<string, number>();
  private readonly saidAt = new Map<string, number>();

  /**
   * `lines` gives the lines of signals that the server does not know to be seen by this leader.
   * `seen` is called for each that was.
   */
  constructor(
    host: ReactiveControllerHost,
    private readonly lines: () => readonly SignalLine[],
    private readonly seen: (id: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = window.setInterval(() => this.look(), lookEvery);
  }

  hostDisconnected(): void {
    if (this.timer !== null) window.clearInterval(this.timer);
    this.timer = null;
    this.drawnSince.clear();
  }

  private look(): void {
    const now = performance.now();
    const lines = this.lines();
    const drawn = lines.filter((line) => isDrawn(line.element));
    forgetOthers(this.drawnSince, drawn);
    forgetOthers(this.saidAt, lines);
    for (const line of drawn) {
      const key = keyOf(line);
      const since = this.drawnSince.get(key) ?? now;
      this.drawnSince.set(key, since);
      if (now - since < longEnough || now - (this.saidAt.get(key) ?? -againAfter) < againAfter) {
        continue;
      }
      this.saidAt.set(key, now);
      this.seen(line.id);
    }
  }
}

function keyOf({ id, times }: SignalLine): string {
  return `${id} ${times}`;
}

function forgetOthers(kept: Map<string, number>, lines: readonly SignalLine[]): void {
  const keys = new Set(lines.map(keyOf));
  for (const key of kept.keys()) if (!keys.has(key)) kept.delete(key);
}

/** An element in a closed sheet has no boxes. */
function isDrawn(element: Element | null): boolean {
  return (
    element !== null &&
    document.visibilityState === 'visible' &&
    element.getClientRects().length > 0
  );
}
