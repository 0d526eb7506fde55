import { describe, expect, it } from 'vitest';
import { type Store, forgetfulStore } from '../../../../plugin/web/src/client/storage.js';
import { AClient, memoryOf, token } from './support/a_client.js';
import { aState, aWelcome } from './support/fake_network.js';
import { HandTime } from './support/hand_time.js';

const resume = 'resume.claims.signature';
const other = 'other.claims.signature';

/** A browser with its tabs. */
function browser() {
  const time = new HandTime();
  const shared = forgetfulStore();
  const page = (tab: Store) => memoryOf(time, tab, shared);
  return { time, shared, page };
}

/** Copies a tab's store, as a browser does when a tab is duplicated. */
function copyOf(tab: Store): Store {
  const copy = forgetfulStore();
  for (const key of tab.keys()) copy.set(key, tab.get(key) ?? '');
  return copy;
}

describe('the way back', () => {
  it('is there after a reload, for the link that led in', () => {
    const { page } = browser();
    const tab = forgetfulStore();
    const before = page(tab);
    expect(before.get(token)).toBeNull();
    before.put(token, resume);
    before.release(token);
    const after = page(tab);
    expect(after.get(token)).toBe(resume);
    expect(after.get(other)).toBeNull();
  });

  it('is not there in another tab', () => {
    const { page } = browser();
    page(forgetfulStore()).put(token, resume);
    expect(page(forgetfulStore()).get(token)).toBeNull();
  });

  it('is cleared, with everything that told of it', () => {
    const { page, shared } = browser();
    const tab = forgetfulStore();
    const memory = page(tab);
    memory.put(token, resume);
    memory.clear(token);
    expect([...tab.keys(), ...shared.keys()]).toEqual([]);
  });

  it('leaves nothing in the other tabs’ sight once the page has gone', () => {
    const { page, shared, time } = browser();
    const memory = page(forgetfulStore());
    memory.put(token, resume);
    time.advance(60_000);
    expect(shared.keys()).toHaveLength(1);
    memory.release(token);
    expect(shared.keys()).toEqual([]);
    expect(time.waiting).toBe(0);
  });

  it('ends after a day, as the token does', () => {
    const { page, time } = browser();
    const tab = forgetfulStore();
    const memory = page(tab);
    memory.put(token, resume);
    memory.release(token);
    time.advance(24 * 3_600_000);
    expect(page(tab).get(token)).toBeNull();
    expect(tab.keys()).toEqual([]);
  });

  it('has no token in a name, nor where other tabs see it', () => {
    const { page, shared } = browser();
    const tab = forgetfulStore();
    const [link, wayBack] = ['linkHead.linkClaims.linkSign', 'backHead.backClaims.backSign'];
    page(tab).put(link, wayBack);
    const seen = [...tab.keys(), ...shared.keys(), ...shared.keys().map((key) => shared.get(key))];
    expect(seen).toHaveLength(3);
    for (const text of seen) {
      for (const part of [...link.split('.'), ...wayBack.split('.')]) {
        expect(text).not.toContain(part);
      }
    }
  });

  it('is not taken from what somebody else has left there', () => {
    const { page } = browser();
    const tab = forgetfulStore();
    page(tab).put(token, resume);
    for (const text of ['', 'what?', '{}', '{"resume":7,"seat":"a","at":0}', 'null']) {
      for (const key of tab.keys()) tab.set(key, text);
      expect(page(tab).get(token)).toBeNull();
    }
  });
});

describe('a duplicated tab', () => {
  it('does not take the chair of the one who sits', () => {
    const { page, time } = browser();
    const tab = forgetfulStore();
    page(tab).put(token, resume);
    time.advance(600_000);
    const copy = page(copyOf(tab));
    expect(copy.get(token)).toBeNull();
    copy.put(token, other); // arrived anew, as somebody else
    time.advance(60_000);
    copy.release(token);
    expect(page(tab).get(token)).toBeNull(); // the first page sits still
  });

  it('and the first tab come back each as themselves', () => {
    const { page, time } = browser();
    const [tab, second] = [forgetfulStore(), forgetfulStore()];
    const first = page(tab);
    first.put(token, resume);
    for (const key of tab.keys()) second.set(key, tab.get(key) ?? '');
    const copy = page(second);
    copy.put(token, other);
    time.advance(10_000);
    first.release(token);
    copy.release(token);
    expect(page(tab).get(token)).toBe(resume);
    expect(page(second).get(token)).toBe(other);
  });

  it('may have the chair once the first has gone', () => {
    const { page } = browser();
    const tab = forgetfulStore();
    const first = page(tab);
    first.put(token, resume);
    const second = copyOf(tab);
    first.release(token);
    expect(page(second).get(token)).toBe(resume);
  });

  it('may have the chair when the first has crashed, some seconds later', () => {
    const { page, time, shared } = browser();
    const tab = forgetfulStore();
    page(tab).put(token, resume);
    const crashed = new HandTime(time.clock() + 5_999); // nobody beats any more
    expect(memoryOf(crashed, tab, shared).get(token)).toBeNull();
    crashed.advance(1);
    expect(memoryOf(crashed, tab, shared).get(token)).toBe(resume);
  });

  it('sweeps away what crashed pages left, and leaves those who sit alone', () => {
    const { page, time, shared } = browser();
    shared.set('stepback.seat.gone', `${time.clock() - 3_600_000} somebody`);
    shared.set('somebody.elses', 'thing');
    page(forgetfulStore()).put(token, resume);
    expect(shared.keys()).toHaveLength(2);
    expect(shared.get('somebody.elses')).toBe('thing');
  });
});

describe('two clients of one browser', () => {
  it('do not supersede one another by a duplicated tab', () => {
    const { time, page } = browser();
    const tab = forgetfulStore();
    const first = new AClient({ memory: page(tab) }, { time });
    first.client.join();
    first.socket.seats({ resume });
    const second = new AClient({ memory: page(copyOf(tab)) }, { time, name: 'Ben' });
    second.client.join();
    second.socket.opens();
    expect(second.socket.last('join')).toMatchObject({ token, name: 'Ben' });
  });

  it('superseded on purpose: the first says so, and does not take the chair back', () => {
    const { time, page } = browser();
    const tab = forgetfulStore();
    const first = new AClient({ memory: page(tab) }, { time });
    first.client.join();
    first.socket.opens();
    first.socket.says(aWelcome({ resume }));
    first.socket.says(aState());
    first.socket.says({ type: 'bye', code: 'superseded', message: 'Elsewhere.' });
    expect(first.client.connection).toMatchObject({ kind: 'over', code: 'superseded' });
    expect(page(tab).get(token)).toBeNull();
  });
});
