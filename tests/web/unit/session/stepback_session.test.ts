// How a page follows its link back to a seat. The element stands in no document, so it draws
// nothing. The browser's locks, the media and the connection are stand-ins.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nameOf, ResumeMemory } from '../../../../plugin/web/src/client/resume_memory.js';
import { StepbackSession } from '../../../../plugin/web/src/session/stepback_session.js';
import { IntentEvent } from '../../../../plugin/web/src/ui/model.js';
import { FakeTab } from '../client/support/fake_tab.js';
import { settled } from '../client/support/hand_time.js';

vi.mock('../../../../plugin/web/src/media/packet_media.js', () => ({
  PacketMedia: class {
    static missing = () => [];
    static missingCodec = () => Promise.resolve([]);
    close = () => undefined;
    closeMicrophone = () => undefined;
    closeCamera = () => undefined;
  },
}));

const joins = vi.hoisted(() => vi.fn());

vi.mock('../../../../plugin/web/src/session/session_controller.js', () => ({
  SessionController: class {
    model = { screen: 'connecting', again: true };
    name = 'Farid';
    stillTrying = true;
    join = joins;
    close = () => undefined;
  },
}));

const token = 'link.claims.signature';

class Page extends StepbackSession {
  protected override performUpdate(): void {}
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
  /** The person presses the button that tries again. */
  triesAgain(): void {
    const asked = Reflect.get(this, 'asked') as (event: IntentEvent) => void;
    asked(new IntentEvent({ kind: 'again' }));
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
let grants: boolean;
let tab: FakeTab;

beforeEach(() => {
  requests = [];
  grants = false;
  joins.mockClear();
  tab = new FakeTab();
  new ResumeMemory({ tab, claimSeat: () => Promise.resolve(true) }).put(
    token,
    'way.back.signature',
  );
  const request = (
    _: string,
    { signal }: { signal: AbortSignal },
    granted: () => Promise<void>,
  ) => {
    if (grants) return granted();
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

describe('a person who was still connecting and tries again without a resume token', () => {
  async function triesAgainWith(fragment: string): Promise<string[]> {
    grants = true;
    const page = new Page();
    const ends: string[] = [];
    page.addEventListener('stepback-ended', (event) =>
      ends.push((event as CustomEvent<{ why: string }>).detail.why),
    );
    page.opens(`https://balint.example/${fragment}`);
    await settled();
    expect(joins).toHaveBeenCalledTimes(1);
    tab.values.clear();
    page.triesAgain();
    await settled();
    page.disconnectedCallback();
    return ends;
  }

  it('goes on connecting by a link', async () => {
    expect(await triesAgainWith(`#join=${token}`)).toEqual([]);
    expect(joins).toHaveBeenCalledTimes(2);
  });
  it('hears that the link is missing if the address has only the name of a seat', async () => {
    expect(await triesAgainWith(`#seat=${nameOf(token)}`)).toEqual(['noLink']);
    expect(joins).toHaveBeenCalledTimes(1);
  });
});
