// Debian's Firefox as a second browser: its people hear and are heard, see and are seen, step back.

import { afterAll, beforeAll, test } from 'vitest';
import { Firefox } from './support/firefox.js';
import { Gathering } from './support/gathering.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { circle, controls, leader: desk } = words;

let firefox: Firefox;
beforeAll(async () => {
  firefox = await Firefox.start();
});
afterAll(() => firefox.stop());

test('at Firefox one hears and is heard, sees and is seen, and steps back', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  const hana = await firefox.person('hana');
  await hana.arrive(links.member);
  await leader.press(desk.waiting.letInLabel(hana.name));
  await leader.opens();
  await hana.press(controls.invited.both);
  await hana.expectOpen({ microphones: 1, cameras: 1 });

  await leader.expectToHear('hana');
  await leader.expectToSee('hana');
  await hana.expectToHear('okafor');
  await hana.expectToSee('okafor');

  await leader.press(desk.presenter.choose);
  await leader.press(hana.name, leader.dialog(desk.choosing.title));
  await leader.goesTo(words.templates.phases.discussion);
  await leader.expectChair(hana.name, circle.listening);
  await hana.expectText(controls.listening.title);
  await hana.expectOpen({ microphones: 0, cameras: 0 });
  await leader.expectToHear();
  await leader.expectToSee();
  await hana.expectToHear('okafor');
  await hana.expectToSee('okafor');

  await leader.goesOn(desk.next.invite(hana.name));
  await hana.press(controls.invited.both);
  await leader.expectToHear('hana');
  await leader.expectToSee('hana');
});
