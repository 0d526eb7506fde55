// A page that goes into the browser's cache of pages before its claim on the seat is decided. The
// element stands in no document, so it draws nothing; the browser's locks and media are stand-ins.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ResumeMemory } from '../../../../plugin/web/src/client/resume_memory.js';
import { StepbackSession } from '../../../../plugin/web/src/session/stepback_session.js';
import { FakeTab } from '../client/support/fake_tab.js';
import { settled } from '../client/support/hand_time.js';

vi.mock('../../../../plugin/web/src/media/packet_media.js', () => ({
  PacketMedia: class {
    static missing = () => [];
    static missingCodec = () => Promise.resolve([]);
    close = () => undefined;
  },
}));

const token = 'link.claims.signature';

class Page extends StepbackSession {
  protected override performUpdate(): void {}
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
  /** Follows the link, as the first drawing does. */
  opens(link: string): void {
    this.link = link;
    this.connectedCallback();
    this.willUpdate(new Map([['link', '']]) as never);
  }
}
customElements.define('hidden-page', Page);

/** Requests for locks that the browser has neither granted nor dropped. */
let requests: AbortSignal[];

beforeEach(() => {
  requests = [];
  const tab = new FakeTab();
  new ResumeMemory({ tab, claimSeat: () => Promise.resolve(true) }).put(
    token,
    'way.back.signature',
  );
  const request = (_: string, { signal }: { signal: AbortSignal }) => {
    requests.push(signal);
    return new Promise(() => undefined);
  };
  const sessionStorage = {
    getItem: (key: string) => tab.get(key),
    setItem: (key: string, value: string) => tab.set(key, value),
    removeItem: (key: string) => tab.remove(key),
  };
  vi.stubGlobal('window', Object.assign(new EventTarget(), { sessionStorage }));
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('location', new URL('https://balint.example/'));
  vi.stubGlobal('navigator', { locks: { request }, languages: ['en'] });
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
});
afterEach(() => vi.unstubAllGlobals());

describe('a page that is hidden while its claim waits', () => {
  it('takes the claim back, and claims again when it is shown', async () => {
    const page = new Page();
    page.opens(`https://balint.example/#join=${token}`);
    await settled();
    expect(requests.map(({ aborted }) => aborted)).toEqual([false]);

    window.dispatchEvent(new Event('pagehide'));
    await settled();
    expect(requests.map(({ aborted }) => aborted)).toEqual([true]);

    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await settled();
    expect(requests.map(({ aborted }) => aborted)).toEqual([true, false]);
    page.disconnectedCallback();
  });
});
