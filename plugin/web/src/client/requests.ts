// The requests of one connection. They are numbered and sent in order within the server's rate
// limit. Each request is answered once. Waiting reports, and waiting wishes for the same key
// frame, are sent as one. No request outlives its connection: a button pressed before a break has
// no effect after it.

import type { Command } from '../wire/messages.js';
import type { Allowance } from './allowance.js';
import { Refusal } from './refusal.js';
import type { Timers } from './seams.js';

interface Asker {
  resolve(): void;
  reject(refusal: Refusal): void;
}

interface Waiting {
  command: Command;
  askers: Asker[];
}

/** Made at the welcome of a connection, used until the connection ends. */
export class Requests {
  private readonly waiting: Waiting[] = [];
  private readonly sent = new Map<number, Asker[]>();
  private cancelTimer: (() => void) | null = null;
  private broken = false;

  /** `send` sends a command with its number. `nextId` returns a number that was never used. */
  constructor(
    private readonly send: (command: Command, id: number) => void,
    private readonly nextId: () => number,
    private readonly allowance: Allowance,
    private readonly timers: Timers,
  ) {}

  /** Queues the command. Resolves with the server's `ok`; rejects with a Refusal. */
  ask(command: Command): Promise<void> {
    if (this.broken) return Promise.reject(brokenOff());
    return new Promise((resolve, reject) => {
      const asker = { resolve, reject };
      if (!this.joinWaiting(command, asker)) this.waiting.push({ command, askers: [asker] });
      this.flush();
    });
  }

  /** Settles the request with this number; a null `refusal` is `ok`. Ignores an unknown number. */
  answer(id: number, refusal: Refusal | null): void {
    const askers = this.sent.get(id) ?? [];
    this.sent.delete(id);
    for (const asker of askers) {
      if (refusal) asker.reject(refusal);
      else asker.resolve();
    }
  }

  /** Call this when the connection is gone. Rejects every open request with `network`. */
  breakOff(): void {
    this.broken = true;
    this.cancelTimer?.();
    const open = [...this.sent.values(), ...this.waiting.map(({ askers }) => askers)].flat();
    this.sent.clear();
    this.waiting.length = 0;
    for (const asker of open) asker.reject(brokenOff());
  }

  // Merges the command into a queued one if that is possible, so that reports and wishes for key
  // frames never delay what a person has pressed.
  private joinWaiting(command: Command, asker: Asker): boolean {
    for (const each of this.waiting) {
      const both = together(each.command, command);
      if (both === null) continue;
      each.command = both;
      each.askers.push(asker);
      return true;
    }
    return false;
  }

  private flush(): void {
    if (this.cancelTimer) return;
    while (this.waiting.length > 0 && this.allowance.take()) {
      const next = this.waiting.shift();
      if (!next) return;
      const id = this.nextId();
      this.sent.set(id, next.askers);
      this.send(next.command, id);
    }
    if (this.waiting.length === 0) return;
    this.cancelTimer = this.timers.after(this.allowance.wait, () => {
      this.cancelTimer = null;
      this.flush();
    });
  }
}

/** The one command with the effect of both in a row; null if there is none. */
function together(earlier: Command, later: Command): Command | null {
  if (earlier.type === 'report' && later.type === 'report') {
    return {
      type: 'report',
      received: earlier.received + later.received,
      lost: earlier.lost + later.lost,
      playing: later.playing,
    };
  }
  if (earlier.type === 'keyframe' && later.type === 'keyframe') {
    return earlier.ssrc === later.ssrc ? later : null;
  }
  return null;
}

/** The refusal of a request that has no connection, or has lost it. */
export function brokenOff(): Refusal {
  return new Refusal('network', 'There was no connection for this, or it broke before the answer.');
}
