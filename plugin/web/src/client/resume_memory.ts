// How a reloaded page comes back as the same person. The resume token is kept under a digest of the
// link's token, for this tab only, and at most as long as the browser runs.
//
// A browser copies a tab's storage when the tab is duplicated, and the copy must not take the chair
// of the person in the first tab. So a page claims the seat that the tab kept before it uses the
// resume token, and holds the claim until it goes. The duplicate finds the seat claimed and shows
// the arrival screen.
//
// One case is left: the first tab is reloaded or closed while the duplicate's claim still waits. The
// duplicate then has the chair, and the reloaded page shows the arrival screen. Pages that are no
// reload wait as well, because an element that begins again may ask before its own lock is free.

import { parseJson, Members } from '../wire/members.js';
import type { Clock } from './seams.js';
import { type ClaimSeat, browserClaims } from './seat_claims.js';
import { type Store, tabStore } from './storage.js';

/** The server accepts a resume token for a day; this is a little less. */
const goodFor = 23 * 3_600_000;

const resumeKey = 'stepback.resume.';

interface Kept {
  resume: string;
  /** A random name. Pages claim the seat by it. */
  seat: string;
  at: number;
}

interface ClaimedSeat {
  seat: string;
  giveUp: AbortController;
  /** False while another page may still have the seat. */
  granted: boolean;
}

/** Replacements for tests. Each default is the browser's own. */
export interface ResumeMemoryOptions {
  /** Storage of this tab. */
  tab?: Store;
  claimSeat?: ClaimSeat;
  clock?: Clock;
  /** Returns a new unique name. */
  unique?: () => string;
}

/**
 * Make one for each page. It holds its claims until they are released or the page ends. Each
 * function takes the link's token. A page that does not have the token any more gives the name that
 * `nameOf` made of it.
 */
export class ResumeMemory {
  private readonly tab: Store;
  private readonly claimSeat: ClaimSeat;
  private readonly clock: Clock;
  private readonly unique: () => string;
  private readonly claimed = new Map<string, ClaimedSeat>();

  constructor(options: ResumeMemoryOptions = {}) {
    this.tab = options.tab ?? tabStore();
    this.claimSeat = options.claimSeat ?? browserClaims();
    this.clock = options.clock ?? Date.now;
    this.unique = options.unique ?? randomName;
  }

  /**
   * Claims the seat that this tab got with this link, until `release` or `clear`. Resolves with its
   * resume token. Resolves with null if there is none, if it is too old, if another page has the
   * seat, or if the claim was released meanwhile. Never rejects.
   */
  async claim(token: string): Promise<string | null> {
    this.release(token);
    const kept = this.kept(token);
    if (kept === null) return null;
    const claimed = { seat: kept.seat, giveUp: new AbortController(), granted: false };
    this.claimed.set(token, claimed);
    claimed.granted = await this.claimSeat(claimed.seat, claimed.giveUp.signal);
    if (this.claimed.get(token) !== claimed) return null;
    if (!claimed.granted) this.claimed.delete(token);
    return this.get(token);
  }

  /** A claim was begun, and it is not known yet whether another page has the seat. */
  isClaiming(token: string): boolean {
    return this.claimed.get(token)?.granted === false;
  }

  /** The resume token of the seat that this page has claimed; null if there is none. */
  get(token: string): string | null {
    const claimed = this.claimed.get(token);
    const kept = this.kept(token);
    return claimed?.granted && claimed.seat === kept?.seat ? kept.resume : null;
  }

  /**
   * Stores the resume token, and claims the seat for this page until `release` or `clear`. If this
   * page has not claimed the tab's seat, the person has another seat from now on.
   */
  put(token: string, resume: string): void {
    const claimed = this.claimed.get(token);
    const seat = claimed?.granted ? claimed.seat : this.claimNew(token);
    this.tab.set(keyOf(token), JSON.stringify({ resume, seat, at: this.clock() } satisfies Kept));
  }

  /** Call this when the page goes. The seat is then free for the next page of this tab. */
  release(token: string): void {
    this.claimed.get(token)?.giveUp.abort();
    this.claimed.delete(token);
  }

  /** Whether this tab keeps a resume token for the link, which a reloaded page can use. */
  keeps(token: string): boolean {
    return this.kept(token) !== null;
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

  /** Claims a seat with a new name. No other page knows it, so nothing is waited for. */
  private claimNew(token: string): string {
    this.release(token);
    const claimed = { seat: this.unique(), giveUp: new AbortController(), granted: true };
    this.claimed.set(token, claimed);
    void this.claimSeat(claimed.seat, claimed.giveUp.signal);
    return claimed.seat;
  }
}

/** The name by which this tab keeps the seat of this link. It does not reveal the token. */
export function nameOf(token: string): string {
  return digest(token);
}

/** A name has no full stop, and every token has two. */
function keyOf(token: string): string {
  return resumeKey + (token.includes('.') ? nameOf(token) : token);
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
