// A whole session with real browsers and a real server. Each page's sound and pictures are
// measured.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { circle, controls, debrief, farewell, leader: desk } = words;
const { phases } = words.templates;

test('a session of five, from the gathering to the debrief', async () => {
  const { leader, others } = await gathering.circle('aino', 'ben', 'chiara', 'farid');
  const [aino, ben, chiara, farid] = others as [Person, Person, Person, Person];
  const all = [leader, aino, ben, chiara, farid];
  const without = (...absent: Person[]): Person[] => all.filter((each) => !absent.includes(each));
  const names = (people: Person[]) => people.map(({ who }) => who);
  const eachOf = (people: Person[], does: (person: Person) => Promise<unknown>) =>
    Promise.all(people.map(does));

  // In the gathering everyone hears and sees everyone else.
  await eachOf(all, async (each) => {
    await each.expectToHear(...names(without(each)));
    await each.expectToSee(...names(without(each)));
  });

  await leader.goesOn(desk.next.begin);
  await eachOf(all, (each) => each.expectText(phases.opening));
  await leader.chooses(farid);
  await leader.goesOn(desk.next.hear);

  // In the presentation the presenter and the leaders speak; the others' microphones are closed.
  await eachOf(without(leader, farid), (each) => each.expectOpen({ microphones: 0, cameras: 1 }));
  await aino.expectToHear(...names([leader, farid]));
  await leader.expectToHear(...names([farid]));

  await leader.goesOn(desk.next.questions);
  await eachOf(without(leader, farid), async (each) => {
    await each.expectText(phases.clarification);
    await each.press(controls.microphone);
    await each.expectOpen({ microphones: 1, cameras: 1 });
  });
  await farid.expectToHear(...names(without(farid)));

  // The step back: the presenter's devices are really off, and nobody hears or sees the presenter.
  await leader.goesOn(desk.next.stepBack(farid.name));
  await farid.expectOpen({ microphones: 0, cameras: 0 });
  await farid.expectText(controls.listening.title);
  await eachOf(without(farid), (each) => each.expectChair(farid.name, circle.listening));
  const since = new Map<Person, number>();
  await eachOf(without(farid), async (each) => {
    await each.expectToHear(...names(without(farid, each)));
    since.set(each, await each.now());
    await each.expectToSee(...names(without(farid, each)));
  });
  await farid.expectToHear(...names(without(farid)));
  await farid.expectToSee(...names(without(farid)));

  // The presenter's signals come to the leaders, and to nobody else.
  await farid.press(controls.listening.tell);
  await farid.press(controls.signal.pause);
  await farid.expectText(controls.signal.fate.sent);
  await farid.press(controls.signal.close, farid.dialog(controls.signal.title));
  await leader.expectText(desk.signals.pause(farid.name));
  expect(await aino.page.getByText(desk.signals.pause(farid.name)).count()).toBe(0);

  await eachOf(without(farid), (each) => each.expectNothingOf(farid, since.get(each) ?? 0));

  // The return is an invitation: the presenter sends nothing until they press.
  await leader.goesOn(desk.next.invite(farid.name));
  await farid.expectText(controls.invited.returned);
  await aino.expectNothingOf(farid, await aino.now());
  await farid.expectOpen({ microphones: 0, cameras: 0 });
  await farid.opens();
  await eachOf(without(farid), async (each) => {
    await each.expectToHear(...names(without(each)));
    await each.expectToSee(...names(without(each)));
  });

  await leader.goesOn(desk.next.close);
  await leader.goesOn(desk.next.debrief);
  await leader.press(desk.sure.debrief.yes);
  await eachOf(without(leader), async (each) => {
    await each.expectText(farewell.ended.title);
    await each.expectOpen({ microphones: 0, cameras: 0 });
  });
  await leader.expectText(debrief.text);
  await leader.press(debrief.end);
  await leader.press(debrief.reallyEnd);
  await leader.expectText(farewell.ended.title);
  await leader.expectOpen({ microphones: 0, cameras: 0 });
});
