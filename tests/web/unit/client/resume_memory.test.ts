import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../../plugin/web/src/client/resume_memory.js';
import type { ClaimSeat } from '../../../../plugin/web/src/client/seat_claims.js';
import type { Store } from '../../../../plugin/web/src/client/storage.js';
import { AClient, memoryOf, token } from './support/a_client.js';
import { aState, aWelcome } from './support/fake_network.js';
import { FakeSeats } from './support/fake_seats.js';
import { FakeTab } from './support/fake_tab.js';
import { HandTime } from './support/hand_time.js';

const resume = 'resume.claims.signature';
const other = 'other.claims.signature';

/** A browser with its tabs. */
function browser() {
  const time = new HandTime();
  const seats = new FakeSeats();
  const page = (tab: Store) => memoryOf(time, tab, seats);
  return { time, seats, page };
}

describe('the way back', () => {
  it('is there after a reload, for the link that led in', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const before = page(tab);
    expect(await before.claim(token)).toBeNull();
    before.put(token, resume);
    before.release(token);
    const after = page(tab);
    expect(await after.claim(token)).toBe(resume);
    expect(after.get(token)).toBe(resume);
    expect(await after.claim(other)).toBeNull();
  });

  it('is there for a page that knows the name of the seat alone', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const before = page(tab);
    expect(before.keeps(token)).toBe(false);
    before.put(token, resume);
    expect(before.keeps(token)).toBe(true);
    before.release(token);
    expect(nameOf(token)).toMatch(/^[0-9a-f]{16}$/);
    const after = page(tab);
    expect(await after.claim(nameOf(token))).toBe(resume);
    expect(await after.claim(nameOf(other))).toBeNull();
  });

  it('is for the page that has claimed it, and for no other', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const before = page(tab);
    before.put(token, resume);
    expect(before.get(token)).toBe(resume);
    before.release(token);
    expect(before.get(token)).toBeNull();
    const after = page(tab);
    expect(after.get(token)).toBeNull();
    await after.claim(token);
    after.release(token);
    expect(after.get(token)).toBeNull();
  });

  it('is not there in another tab', async () => {
    const { page } = browser();
    page(new FakeTab()).put(token, resume);
    expect(await page(new FakeTab()).claim(token)).toBeNull();
  });

  it('is cleared, with everything that told of it', () => {
    const { page, seats } = browser();
    const tab = new FakeTab();
    const memory = page(tab);
    memory.put(token, resume);
    memory.clear(token);
    expect([...tab.values.keys(), ...seats.claimed.keys()]).toEqual([]);
  });

  it('leaves nothing in the other tabs’ sight once the page has gone', () => {
    const { page, seats } = browser();
    const memory = page(new FakeTab());
    memory.put(token, resume);
    memory.put(token, resume); // after a reconnect
    expect(seats.claimed.size).toBe(1);
    memory.release(token);
    expect(seats.claimed.size).toBe(0);
  });

  it('ends after a day, as the token does', async () => {
    const { page, time } = browser();
    const tab = new FakeTab();
    const memory = page(tab);
    memory.put(token, resume);
    memory.release(token);
    time.advance(24 * 3_600_000);
    expect(await page(tab).claim(token)).toBeNull();
    expect(tab.values.size).toBe(0);
  });

  it('has no token in a name, nor where other tabs see it', () => {
    const { page, seats } = browser();
    const tab = new FakeTab();
    const [link, wayBack] = ['linkHead.linkClaims.linkSign', 'backHead.backClaims.backSign'];
    page(tab).put(link, wayBack);
    const seen = [...tab.values.keys(), ...seats.claimed.keys()];
    expect(seen).toHaveLength(2);
    for (const text of seen) {
      for (const part of [...link.split('.'), ...wayBack.split('.')]) {
        expect(text).not.toContain(part);
      }
    }
  });

  it('is not taken from what somebody else has left there', async () => {
    const { page, seats } = browser();
    const tab = new FakeTab();
    page(tab).put(token, resume);
    seats.crash();
    const keys = [...tab.values.keys()];
    expect(keys).toHaveLength(1);
    for (const text of ['', 'what?', '{}', '{"resume":7,"seat":"a","at":0}', 'null']) {
      for (const key of keys) tab.set(key, text);
      expect(await page(tab).claim(token)).toBeNull();
    }
  });
});

describe('a claim that is not decided yet', () => {
  /** A page whose claim the test decides. */
  function waitingPage() {
    const tab = new FakeTab();
    memoryOf(new HandTime(), tab).put(token, resume);
    let decide: (mine: boolean) => void = () => undefined;
    const claimSeat: ClaimSeat = () => new Promise((resolve) => (decide = resolve));
    const memory = memoryOf(new HandTime(), tab, { claimSeat });
    return { memory, claimed: memory.claim(token), decide: (mine: boolean) => decide(mine) };
  }

  it.each([
    [true, resume],
    [false, null],
  ])('gives nothing before the browser’s answer: %s', async (mine, expected) => {
    const { memory, claimed, decide } = waitingPage();
    expect(memory.isClaiming(token)).toBe(true);
    expect(memory.get(token)).toBeNull();
    decide(mine);
    expect(await claimed).toBe(expected);
    expect(memory.isClaiming(token)).toBe(false);
    expect(memory.get(token)).toBe(expected);
  });

  it('gives nothing when it was released meanwhile', async () => {
    const { memory, claimed, decide } = waitingPage();
    memory.release(token);
    expect(memory.isClaiming(token)).toBe(false);
    decide(true);
    expect(await claimed).toBeNull();
    expect(memory.get(token)).toBeNull();
  });
});

describe('a duplicated tab', () => {
  it('does not take the chair of the one who sits, however long no timer has run there', async () => {
    const { page, time } = browser();
    const tab = new FakeTab();
    page(tab).put(token, resume);
    time.jump(600_000); // no timer runs meanwhile, as in a hidden page
    const copy = page(tab.duplicate());
    expect(await copy.claim(token)).toBeNull();
    copy.put(token, other); // arrived anew, as somebody else
    copy.release(token);
    expect(await page(tab).claim(token)).toBeNull(); // the first page sits still
  });

  it('and the first tab come back each as themselves', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const first = page(tab);
    first.put(token, resume);
    const second = tab.duplicate();
    const copy = page(second);
    await copy.claim(token);
    copy.put(token, other);
    first.release(token);
    copy.release(token);
    expect(await page(tab).claim(token)).toBe(resume);
    expect(await page(second).claim(token)).toBe(other);
  });

  it('that asked nobody has a seat of its own', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const first = page(tab);
    first.put(token, resume);
    const second = tab.duplicate();
    page(second).put(token, other);
    first.release(token);
    expect(await page(second.duplicate()).claim(token)).toBeNull();
    expect(await page(tab).claim(token)).toBe(resume);
  });

  it('may have the chair once the first has gone', async () => {
    const { page } = browser();
    const tab = new FakeTab();
    const first = page(tab);
    first.put(token, resume);
    const second = tab.duplicate();
    first.release(token);
    expect(await page(second).claim(token)).toBe(resume);
  });

  it('and the tab itself may have the chair as soon as the first page has crashed', async () => {
    const { page, seats } = browser();
    const tab = new FakeTab();
    page(tab).put(token, resume);
    seats.crash();
    expect(await page(tab).claim(token)).toBe(resume);
    expect(await page(tab.duplicate()).claim(token)).toBeNull();
  });
});

describe('a person whom a leader recognises', () => {
  const recognised = { participant: 'p9', resume: other };

  /** A page that waited, and got a second welcome. */
  function recognisedPage() {
    const { time, page, seats } = browser();
    const tab = new FakeTab();
    const waiting = new AClient({ memory: page(tab) }, { time });
    waiting.client.join();
    waiting.socket.seats({ resume });
    waiting.socket.says(aWelcome(recognised));
    waiting.socket.says(aState());
    return { waiting, tab, page, seats };
  }

  it('comes back as the one whom they turned out to be, after a reload too', async () => {
    const { waiting, tab, page } = recognisedPage();
    expect(waiting.memory.get(token)).toBe(other);
    waiting.client.close();
    expect(await page(tab).claim(token)).toBe(other);
  });

  it('keeps the claim on the seat: one claim, and no duplicate of the tab gets the chair', async () => {
    const { tab, page, seats } = recognisedPage();
    expect(seats.claimed.size).toBe(1);
    expect(await page(tab.duplicate()).claim(token)).toBeNull();
  });
});

describe('two clients of one browser', () => {
  it('do not supersede one another by a duplicated tab', async () => {
    const { time, page } = browser();
    const tab = new FakeTab();
    const first = new AClient({ memory: page(tab) }, { time });
    first.client.join();
    first.socket.seats({ resume });
    const second = new AClient({ memory: page(tab.duplicate()) }, { time, name: 'Ben' });
    await second.memory.claim(token);
    second.client.join();
    second.socket.opens();
    expect(second.socket.last('join')).toMatchObject({ token, name: 'Ben' });
  });

  it('superseded on purpose: the first says so, and does not take the chair back', async () => {
    const { time, page } = browser();
    const tab = new FakeTab();
    const first = new AClient({ memory: page(tab) }, { time });
    first.client.join();
    first.socket.opens();
    first.socket.says(aWelcome({ resume }));
    first.socket.says(aState());
    first.socket.says({ type: 'bye', code: 'superseded', message: 'Elsewhere.' });
    expect(first.client.connection).toMatchObject({ kind: 'over', code: 'superseded' });
    expect(await page(tab).claim(token)).toBeNull();
  });
});
