// The claims over a stand-in for the browser's locks. tests/web/browser/tabs.test.ts asks a browser.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClaimSeat, browserClaims } from '../../../../plugin/web/src/client/seat_claims.js';
import { HandTime, settled } from './support/hand_time.js';

/** The browser's locks: exclusive ones, granted in the order of the requests. */
class FakeLocks {
  readonly held = new Set<string>();
  private waiting: { name: string; grant: () => void }[] = [];

  request(
    name: string,
    { signal }: { signal: AbortSignal },
    granted: () => Promise<void>,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = {
        name,
        grant: () => {
          signal.removeEventListener('abort', drop);
          this.held.add(name);
          void granted().then(() => {
            this.held.delete(name);
            this.grantNext(name);
            resolve();
          });
        },
      };
      const drop = () => {
        this.waiting = this.waiting.filter((each) => each !== request);
        reject(new DOMException('Aborted.', 'AbortError'));
      };
      if (signal.aborted) return drop();
      signal.addEventListener('abort', drop);
      this.waiting.push(request);
      this.grantNext(name);
    });
  }

  private grantNext(name: string): void {
    const next = this.waiting.find((each) => each.name === name);
    if (!next || this.held.has(name)) return;
    this.waiting = this.waiting.filter((each) => each !== next);
    next.grant();
  }
}

let locks: FakeLocks;
let time: HandTime;
let claim: ClaimSeat;
beforeEach(() => {
  locks = new FakeLocks();
  time = new HandTime();
  vi.stubGlobal('navigator', { locks });
  claim = browserClaims(time.timers);
});
afterEach(() => vi.unstubAllGlobals());

describe('a claim on a seat', () => {
  it('is given at once, and lasts until it is given up, without any timer', async () => {
    const page = new AbortController();
    expect(await claim('seat', page.signal)).toBe(true);
    expect(time.waiting).toBe(0);
    time.advance(24 * 3_600_000);
    expect([...locks.held]).toEqual(['stepback.seat.seat']);
    page.abort();
    await settled();
    expect(locks.held.size).toBe(0);
  });

  it('is refused two seconds later while another page has the seat', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    await claim('seat', first.signal);
    const answers: boolean[] = [];
    void claim('seat', second.signal).then((mine) => answers.push(mine));
    time.advance(1_999);
    await settled();
    expect(answers).toEqual([]);
    time.advance(1);
    await settled();
    expect(answers).toEqual([false]);
    first.abort();
    await settled();
    expect(locks.held.size).toBe(0); // nothing of the refused claim is left
  });

  it('is given when the page before goes within these two seconds', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    await claim('seat', first.signal);
    const claimed = claim('seat', second.signal);
    time.advance(1_999);
    first.abort();
    expect(await claimed).toBe(true);
    expect(time.waiting).toBe(0);
    time.advance(60_000);
    expect(locks.held.size).toBe(1);
  });

  it('is not given when it is given up first', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    await claim('seat', first.signal);
    const claimed = claim('seat', second.signal);
    second.abort();
    expect(await claimed).toBe(false);
    expect(await claim('another', second.signal)).toBe(false);
    first.abort();
    await settled();
    expect(locks.held.size).toBe(0);
    expect(time.waiting).toBe(0);
  });

  it.each(['gives up', 'waits for two seconds'])(
    'is refused when the page %s, although the browser does not take the request back',
    async (page) => {
      let grant: () => Promise<void> = () => Promise.reject(new Error('nothing was asked'));
      const request = (_: string, __: object, granted: typeof grant) => {
        grant = granted;
        return new Promise(() => undefined);
      };
      vi.stubGlobal('navigator', { locks: { request } });
      const giveUp = new AbortController();
      const answers: boolean[] = [];
      void claim('seat', giveUp.signal).then((mine) => answers.push(mine));
      if (page === 'gives up') giveUp.abort();
      else time.advance(2_000);
      await settled();
      expect([answers, time.waiting]).toEqual([[false], 0]);
      let isHeld = true;
      void grant().then(() => (isHeld = false));
      await settled();
      expect([isHeld, answers]).toEqual([false, [false]]);
    },
  );

  it('does not concern another seat', async () => {
    expect(await claim('seat', new AbortController().signal)).toBe(true);
    expect(await claim('another', new AbortController().signal)).toBe(true);
  });
});

describe('a browser without locks for this page', () => {
  it('that has none lets every claim pass', async () => {
    vi.stubGlobal('navigator', {});
    expect(await claim('seat', new AbortController().signal)).toBe(true);
    expect(await claim('seat', new AbortController().signal)).toBe(true);
  });

  it('that refuses them lets every claim pass', async () => {
    const request = () => Promise.reject(new DOMException('No.', 'SecurityError'));
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await claim('seat', new AbortController().signal)).toBe(true);
    expect(time.waiting).toBe(0);
  });
});
