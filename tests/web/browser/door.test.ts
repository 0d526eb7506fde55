// The ways in and out: a coordinator's start screen, the arrival, and people who are sent away.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import { patience } from './support/patience.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { farewell, leader: desk, lobby, start } = words;

test('a coordinator makes a session, copies its links, and they lead into it', async () => {
  const coordinator = await gathering.person('chiara');
  await coordinator.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { url } = gathering.server;
  await coordinator.page.goto(`${url}/#coordinate=${await gathering.server.coordinator()}`);
  const title = coordinator.page.getByRole('textbox', { name: start.name.label });
  await title.fill('Friday group');
  await coordinator.press(start.create);
  await coordinator.expectText(start.created.title('Friday group'));

  const copied = async (whose: string): Promise<string> => {
    await coordinator.press(start.created.copyLink(whose));
    await coordinator.expectText(start.created.copied);
    return coordinator.page.evaluate(() => navigator.clipboard.readText());
  };
  const facilitator = await copied(start.created.facilitator);
  const member = await copied(start.created.member);
  expect(facilitator).toContain(`${url}/#join=`);
  expect(member).not.toBe(facilitator);

  const leader = await gathering.comes('okafor', facilitator);
  await leader.sits();
  await leader.expectText('Friday group');
  const aino = await gathering.comes('aino', member);
  await aino.expectText(lobby.title);
  await aino.expectText(lobby.leads(leader.name));
});

test('the door is closed to newcomers, and open again', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  await leader.press(desk.people.lock);
  const aino = await gathering.comes('aino', links.member);
  await aino.expectText(farewell.locked.title);
  await leader.press(desk.people.unlock);
  await aino.press(farewell.again.other);
  await aino.comesIn();
  await aino.expectText(lobby.title);
  await leader.press(desk.waiting.letInLabel(aino.name));
  await aino.sits();
});

test('whoever is removed is told so, with every device off, and does not come back', async () => {
  const { leader, others } = await gathering.circle('aino');
  const [aino] = others;
  if (!aino) throw new Error('nobody came');
  await leader.press(desk.people.open);
  await leader.press(desk.people.removeLabel(aino.name));
  const { title, yes } = desk.sure.remove;
  await leader.press(yes(aino.name), leader.dialog(title(aino.name)));
  await aino.expectText(farewell.removed.title);
  await aino.expectOpen({ microphones: 0, cameras: 0 });
  await expect.poll(() => leader.chair(aino.name).count(), patience).toBe(0);
});

test('a link that is none says what to do', async () => {
  const aino = await gathering.person('aino');
  await aino.page.goto(`${gathering.server.url}/`);
  await aino.expectText(farewell.noLink.title);
  await aino.page.goto(`${gathering.server.url}/#join=nonsense`);
  await aino.expectText(farewell.badToken.title);
});

test('a press that was meant for one person does not reach another', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  const aino = await gathering.comes('aino', links.member);
  const letAinoIn = leader.button(desk.waiting.letInLabel(aino.name));
  await letAinoIn.focus();
  const ben = await gathering.comes('ben', links.member);
  const letBenIn = leader.button(desk.waiting.letInLabel(ben.name));
  await letBenIn.waitFor();

  await aino.press(lobby.leave);
  await letAinoIn.waitFor({ state: 'detached' });
  await leader.page.keyboard.press('Enter');
  await leader.press(desk.people.lock); // answered after whatever was asked before
  await leader.button(desk.people.unlock).waitFor();
  expect(await letBenIn.isVisible()).toBe(true);
});
