// The leader and the presenter go through a whole session without a mouse.

import { test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { arrive, circle, controls, debrief, farewell, leader: desk } = words;

async function arriveByKeys(person: Person, link: string): Promise<void> {
  const { page } = person;
  await page.goto(link);
  await person.keys(page.getByRole('textbox', { name: arrive.you.name }), 'End');
  await page.keyboard.type(person.name);
  await person.keys(page.getByRole('checkbox', { name: arrive.you.private }), 'Space');
  await person.keys(page.getByRole('checkbox', { name: arrive.you.promise }), 'Space');
  await person.keys(person.button(arrive.enter));
}

test('a leader and a presenter go through a session by keyboard alone', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.person('okafor');
  const farid = await gathering.person('farid');
  await arriveByKeys(leader, links.facilitator);
  await arriveByKeys(farid, links.member);
  await leader.keys(leader.button(desk.waiting.letInLabel(farid.name)));
  for (const each of [leader, farid]) {
    await each.keys(each.button(controls.invited.both));
    await each.expectOpen({ microphones: 1, cameras: 1 });
  }
  await leader.expectToHear(farid.who);

  const next = leader.page.getByRole('region', { name: desk.next.label }).getByRole('button');
  const goOn = (sentence: string): Promise<void> => leader.keys(next.filter({ hasText: sentence }));
  await goOn(desk.next.begin);
  await leader.keys(leader.button(desk.presenter.choose));
  await leader.keys(leader.button(farid.name, leader.dialog(desk.choosing.title)));
  await goOn(desk.next.hear);
  await goOn(desk.next.questions);
  await goOn(desk.next.stepBack(farid.name));

  await leader.expectChair(farid.name, circle.listening);
  await farid.expectOpen({ microphones: 0, cameras: 0 });
  await farid.keys(farid.button(controls.listening.tell));
  await farid.keys(farid.button(controls.signal.help));
  await farid.expectText(controls.signal.fate.sent);
  await farid.page.keyboard.press('Escape');
  await leader.keys(leader.button(desk.signals.doneLabel(desk.signals.help(farid.name))));

  await goOn(desk.next.invite(farid.name));
  await farid.keys(farid.button(controls.invited.both));
  await leader.expectToHear(farid.who);
  await farid.keys(farid.button(controls.microphone), 'Space');
  await farid.expectOpen({ microphones: 0, cameras: 1 });

  await goOn(desk.next.close);
  await farid.keys(farid.button(controls.leave));
  await farid.keys(farid.button(controls.leaving.yes, farid.dialog(controls.leaving.title)));
  await farid.expectText(farewell.left.title);
  await goOn(desk.next.debrief);
  await leader.keys(leader.button(desk.sure.debrief.yes));
  await leader.keys(leader.button(debrief.end));
  await leader.keys(leader.button(debrief.reallyEnd));
  await leader.expectText(farewell.ended.title);
});
