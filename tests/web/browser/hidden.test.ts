// A page that is hidden while nobody speaks. Browsers hold back its timers, to one a minute: here
// they do not fire at all. The leaders are not told that the presenter hears nothing.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { leader: desk } = words;

/** Milliseconds. A report of hearing is overdue after 12 s. */
const silence = 15_000;

async function steppedBack(patch: () => void): Promise<[Person, Person]> {
  const { links } = await gathering.server.session({ name: 'Farid', role: 'member' });
  const leader = await gathering.comes('okafor', links.facilitator);
  const farid = await gathering.comes('farid', links.participants[0]?.link ?? '', { patch });
  for (const each of [leader, farid]) await each.opens();
  await gathering.stepBack(leader, farid);
  await leader.expectText(desk.presenter.hearing.ok(farid.name));
  return [leader, farid];
}

test('a page whose timers are held back goes on saying that its person hears', async () => {
  const [leader, farid] = await steppedBack(holdBackTimers);

  await farid.page.evaluate(() => window.dispatchEvent(new Event('hide')));
  const { hearing, connected } = desk.presenter;
  const alarms = [hearing.none(farid.name), connected(farid.name)];
  const end = Date.now() + silence;
  while (Date.now() < end) {
    for (const each of alarms) expect(await leader.page.getByText(each).count()).toBe(0);
    await leader.page.waitForTimeout(250);
  }
});

test('a page whose sound stops says that its person hears nothing', async () => {
  const [leader, farid] = await steppedBack(stopSound);

  await farid.page.evaluate(() => window.dispatchEvent(new Event('stop sound')));
  await leader.expectText(desk.presenter.hearing.none(farid.name));
});

/** In the page: after the event `hide` no timer fires any more. */
function holdBackTimers(): void {
  let hidden = false;
  window.addEventListener('hide', () => (hidden = true));
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const original = window[name].bind(window) as (call: () => void, after?: number) => number;
    Object.assign(window, {
      [name]: (call: (...values: unknown[]) => void, after?: number, ...values: unknown[]) =>
        original(() => {
          if (!hidden) call(...values);
        }, after),
    });
  }
}

/** In the page: after the event `stop sound` nothing is played out, and nothing starts it again. */
function stopSound(): void {
  const contexts: AudioContext[] = [];
  let stopped = false;
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
    override resume(): Promise<void> {
      return stopped ? Promise.reject(new Error('There is no sound.')) : super.resume();
    }
  };
  window.addEventListener('stop sound', () => {
    stopped = true;
    for (const each of contexts) void each.suspend();
  });
}
