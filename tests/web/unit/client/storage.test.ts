// A browser may withdraw the tab's store at any time. The client then ends as it always does.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Store, forgetfulStore, tabStore } from '../../../../plugin/web/src/client/storage.js';
import { AClient, memoryOf } from './support/a_client.js';
import { HandTime } from './support/hand_time.js';

afterEach(() => vi.unstubAllGlobals());

const refuse = () => {
  throw new DOMException('No.', 'SecurityError');
};

describe('a store of the browser', () => {
  it('that is withdrawn after the start seems empty, and nothing throws', () => {
    const withdrawn = { getItem: refuse, setItem: refuse, removeItem: refuse };
    vi.stubGlobal('window', { sessionStorage: withdrawn });
    const store = tabStore();
    store.set('key', 'value');
    expect(store.get('key')).toBeNull();
    expect(() => store.remove('key')).not.toThrow();
  });
});

describe('the end of a session', () => {
  it('is told, and closes the connection, although the memory cannot be cleared', async () => {
    const time = new HandTime();
    const tab: Store = forgetfulStore();
    const person = new AClient({ memory: memoryOf(time, tab) }, { time });
    person.client.join();
    person.socket.seats();
    tab.remove = refuse;
    const sentAtTheEnd: boolean[] = [];
    person.client.on('connection', () => sentAtTheEnd.push(person.client.send(Uint8Array.of(1))));
    const asked = person.client.request({ type: 'hand', raised: true });
    expect(() => person.socket.says({ type: 'bye', code: 'removed', message: 'Go.' })).toThrow(
      'No.',
    );
    expect(person.client.connection).toMatchObject({ kind: 'over', code: 'removed' });
    expect(person.socket.closed).toBe(true);
    expect(sentAtTheEnd).toEqual([false]);
    expect(person.socket.packets).toEqual([]);
    await expect(asked).rejects.toMatchObject({ code: 'network' });
    expect(person.network.watched).toBe(false);
  });
});
