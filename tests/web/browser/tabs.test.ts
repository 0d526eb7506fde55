// One browser with several tabs of one link. The browser copies a tab's storage when the tab is
// duplicated.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import { patience } from './support/patience.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { farewell, leader: desk } = words;

test('a duplicate of a tab does not take its chair, however long the tab’s timers have rested', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  await leader.sits();

  const copy = await leader.duplicatesTab(aMinuteLater);
  await copy.expectText(farewell.noLink.title);
  expect(await copy.page.evaluate(() => sessionStorage.length)).toBe(1);
  await leader.press(desk.people.lock);
  await leader.button(desk.people.unlock).waitFor();

  // The person closes the first tab. The duplicate may then come back as them.
  await leader.page.close();
  await copy.page.reload();
  await copy.sits();
  await copy.button(desk.people.unlock).waitFor();
  expect(copy.trouble).toEqual([]);
});

test('a press after a reload without a server leads back to the chair, on one connection', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  await leader.sits();

  let connections = 0;
  let down = true;
  await leader.page.routeWebSocket(/\/ws$/, (socket) => {
    connections += 1;
    if (down) void socket.close();
    else socket.connectToServer();
  });
  await leader.page.reload();
  await leader.expectText(farewell.unreachable.title);
  down = false;
  connections = 0;
  await leader.press(farewell.again.other);
  await leader.sits();
  await leader.press(desk.people.lock);
  await leader.button(desk.people.unlock).waitFor();
  expect(connections).toBe(1);
});

test('the link’s token is in no entry of the history once its person is in', async () => {
  const { links } = await gathering.server.session();
  const token = links.facilitator.split('#join=')[1] ?? '';
  const leader = await gathering.comes('okafor', links.facilitator);
  await leader.sits();
  await expect.poll(() => addresses(leader.page), patience).not.toContain(token);

  await leader.page.reload();
  await leader.sits();
  expect(await addresses(leader.page)).not.toContain(token);

  // A link that is opened later in the same tab is that link's.
  await leader.page.goto(`${gathering.server.url}/`);
  await leader.expectText(farewell.noLink.title);
  await leader.page.goto(links.facilitator);
  await leader.sits();
});

/** Every address in the tab's history, one a line. (A browser keeps the words that were typed apart.) */
async function addresses(page: Page): Promise<string> {
  const browser = await page.context().newCDPSession(page);
  const { entries } = await browser.send('Page.getNavigationHistory');
  return entries.map(({ url }) => url).join('\n');
}

/**
 * For this page it is a minute later than for the first. So it sees everything that timers keep
 * fresh as a browser shows it that lets a hidden page's timers rest for a minute.
 */
function aMinuteLater(): void {
  const now = Date.now;
  Date.now = () => now() + 60_000;
}
