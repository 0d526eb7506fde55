// How a reload of the page comes back as the same person: the resume token is kept for this tab, and
// for the browser's life at most, under a digest of the link's token.
//
// A browser copies a tab's memory when somebody duplicates the tab; the copy must not take the chair
// of the one who sits in the circle already. So the page that claims a seat says so again and again
// in a place that all tabs see, and says when it goes: a copy finds the seat taken, and arrives anew.
// A page that crashed has fallen silent by the time somebody presses to come in again.

import { parseJson, Members } from '../wire/members.js';
import { type Clock, type Timers, browserTimers } from './seams.js';
import { type Store, browserStore } from './storage.js';

/** A day less a little: so long the server takes a resume token. */
const goodFor = 23 * 3_600_000;
const beatEvery = 2_000;
/** After so long without a beat the page that claimed the seat is gone. */
const fallenSilent = 6_000;
/** A hidden page's browser may slow its beat down to one a minute. */
const forgottenAfter = 10 * 60_000;

const resumeKey = 'stepback.resume.';
const seatKey = 'stepback.seat.';

interface Kept {
  resume: string;
  /** By chance; under it the page that claims the seat says that it is there. */
  seat: string;
  at: number;
}

interface ClaimedSeat {
  seat: string;
  stop(): void;
}

/** Where tests put their own things; all default to the browser's. */
export interface ResumeMemoryOptions {
  /** Of this tab. */
  tab?: Store;
  /** Of all tabs of this browser and origin. */
  shared?: Store;
  clock?: Clock;
  timers?: Timers;
  /** A new name that nobody else has. */
  unique?: () => string;
}

/** One for a page: it says of itself that it is there while it claims a seat. */
export class ResumeMemory {
  private readonly tab: Store;
  private readonly shared: Store;
  private readonly clock: Clock;
  private readonly timers: Timers;
  private readonly unique: () => string;
  /** This page, among the tabs. */
  private readonly page: string;
  private readonly claimed = new Map<string, ClaimedSeat>();

  constructor(options: ResumeMemoryOptions = {}) {
    this.tab = options.tab ?? browserStore('sessionStorage');
    this.shared = options.shared ?? browserStore('localStorage');
    this.clock = options.clock ?? Date.now;
    this.timers = options.timers ?? browserTimers;
    this.unique = options.unique ?? randomName;
    this.page = this.unique();
    this.sweep();
  }

  /**
   * The resume token that this tab got with this link; null if there is none, it is too old, or
   * another page sits in that seat right now.
   */
  get(token: string): string | null {
    const kept = this.kept(token);
    return kept === null || this.claimedElsewhere(kept.seat) ? null : kept.resume;
  }

  /** Keeps the resume token, and the seat for this page, until `release` or `clear`. */
  put(token: string, resume: string): void {
    const seat = this.seatFor(token);
    this.tab.set(keyOf(token), JSON.stringify({ resume, seat, at: this.clock() } satisfies Kept));
    this.claimed.get(token)?.stop();
    this.claimed.set(token, { seat, stop: this.beat(seat) });
  }

  /** The page goes: whoever comes back with this tab may have the seat. */
  release(token: string): void {
    const claimed = this.claimed.get(token);
    if (!claimed) return;
    claimed.stop();
    this.claimed.delete(token);
    this.shared.remove(seatKey + claimed.seat);
  }

  /** The way back is forgotten. */
  clear(token: string): void {
    this.release(token);
    this.tab.remove(keyOf(token));
  }

  private kept(token: string): Kept | null {
    const kept = readKept(this.tab.get(keyOf(token)));
    if (kept && this.clock() - kept.at <= goodFor) return kept;
    this.tab.remove(keyOf(token));
    return null;
  }

  private seatFor(token: string): string {
    const claimed = this.claimed.get(token);
    if (claimed) return claimed.seat;
    const kept = this.kept(token);
    return kept && !this.claimedElsewhere(kept.seat) ? kept.seat : this.unique();
  }

  private beat(seat: string): () => void {
    this.shared.set(seatKey + seat, `${this.clock()} ${this.page}`);
    let cancel = this.timers.after(beatEvery, () => {
      cancel = this.beat(seat);
    });
    return () => cancel();
  }

  private claimedElsewhere(seat: string): boolean {
    const { at, page } = readBeat(this.shared.get(seatKey + seat));
    return page !== this.page && Math.abs(this.clock() - at) < fallenSilent;
  }

  /** What pages that crashed have left: it would tell that somebody was in a session. */
  private sweep(): void {
    for (const key of this.shared.keys()) {
      if (!key.startsWith(seatKey)) continue;
      const { at } = readBeat(this.shared.get(key));
      if (Math.abs(this.clock() - at) > forgottenAfter) this.shared.remove(key);
    }
  }
}

function keyOf(token: string): string {
  return resumeKey + digest(token);
}

function readKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const members = new Members(parseJson(text));
    return {
      resume: members.text('resume'),
      seat: members.text('seat'),
      at: members.integer('at'),
    };
  } catch {
    return null; // somebody else's, or of another version
  }
}

function readBeat(text: string | null): { at: number; page: string } {
  const [at, page] = (text ?? '').split(' ');
  return { at: Number(at) || 0, page: page ?? '' };
}

/**
 * FNV-1a, 64 bits, in hexadecimal. It tells links apart and cannot give the token back: the
 * signature alone has 256 bits. (The browser's own digests answer later, and on secure pages alone.)
 */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
