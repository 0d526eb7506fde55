// How a reloaded page comes back as the same person. The resume token is kept under a digest of the
// link's token, for this tab only, and at most as long as the browser runs.
//
// A browser copies a tab's storage when the tab is duplicated, and the copy must not take the chair
// of the person in the first tab. So a page that claims a seat records that repeatedly in storage
// that all tabs share, and removes the record when it leaves. The duplicate finds the seat taken
// and shows the arrival screen. The record of a page that crashed is outdated a few seconds later.

import { parseJson, Members } from '../wire/members.js';
import { type Clock, type Timers, browserTimers } from './seams.js';
import { type Store, browserStore } from './storage.js';

/** The server accepts a resume token for a day; this is a little less. */
const goodFor = 23 * 3_600_000;
const beatEvery = 2_000;
/**
 * If a claim was not renewed for this long, the page that made it counts as gone. A hidden page
 * whose timers the browser slows renews more rarely, so a duplicate of its tab can take the chair.
 * A longer time would keep a person whose page crashed from their own chair.
 */
const fallenSilent = 6_000;
/** A browser may slow a hidden page's timers to one a minute, so old claims are kept this long. */
const forgottenAfter = 10 * 60_000;

const resumeKey = 'stepback.resume.';
const seatKey = 'stepback.seat.';

interface Kept {
  resume: string;
  /** A random name. The page that claims the seat keeps its record under this name. */
  seat: string;
  at: number;
}

interface ClaimedSeat {
  seat: string;
  stop(): void;
}

/** Replacements for tests. Each default is the browser's own. */
export interface ResumeMemoryOptions {
  /** Storage of this tab. */
  tab?: Store;
  /** Storage of all tabs of this browser and origin. */
  shared?: Store;
  clock?: Clock;
  timers?: Timers;
  /** Returns a new unique name. */
  unique?: () => string;
}

/** Make one for each page. It renews its claims as long as it holds them. */
export class ResumeMemory {
  private readonly tab: Store;
  private readonly shared: Store;
  private readonly clock: Clock;
  private readonly timers: Timers;
  private readonly unique: () => string;
  /** The name of this page among the tabs. */
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
   * The resume token that this tab got with this link. Null if there is none, if it is too old, or
   * if another page holds the seat now.
   */
  get(token: string): string | null {
    const kept = this.kept(token);
    return kept === null || this.claimedElsewhere(kept.seat) ? null : kept.resume;
  }

  /** Stores the resume token, and claims the seat for this page until `release` or `clear`. */
  put(token: string, resume: string): void {
    const seat = this.seatFor(token);
    this.tab.set(keyOf(token), JSON.stringify({ resume, seat, at: this.clock() } satisfies Kept));
    this.claimed.get(token)?.stop();
    this.claimed.set(token, { seat, stop: this.beat(seat) });
  }

  /** Call this when the page goes. The seat is then free for the next page of this tab. */
  release(token: string): void {
    const claimed = this.claimed.get(token);
    if (!claimed) return;
    claimed.stop();
    this.claimed.delete(token);
    this.shared.remove(seatKey + claimed.seat);
  }

  /** Gives the seat up and forgets the resume token. */
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

  /** Removes the records of crashed pages: they would show that somebody was in a session. */
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
    return null; // foreign data, or data of another version
  }
}

function readBeat(text: string | null): { at: number; page: string } {
  const [at, page] = (text ?? '').split(' ');
  return { at: Number(at) || 0, page: page ?? '' };
}

/**
 * FNV-1a, 64 bits, in hexadecimal. The digest tells links apart and cannot reveal the token, whose
 * signature has 256 bits. (The browser's own digests are asynchronous and need a secure page.)
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
