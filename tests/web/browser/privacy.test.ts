// People decide themselves whether they are heard ("not private now"), and a leader can mute them.

import { test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { controls, leader: desk } = words;

test('“not private now” stops everything both ways at one press, and opens nothing by itself', async () => {
  const { leader, others } = await gathering.circle('aino', 'ben');
  const [aino, ben] = others as [Person, Person];
  await aino.expectToHear(leader.who, ben.who);
  await ben.expectToHear(leader.who, aino.who);

  await aino.press(controls.notPrivate);
  await aino.expectOpen({ microphones: 0, cameras: 0 });
  await aino.expectText(controls.privateIs);
  await aino.expectToHear();
  await aino.expectToSee();
  await ben.expectToHear(leader.who);
  await ben.expectToSee(leader.who);
  const since = await ben.now();

  // Private again: everyone else is heard at once. Their own devices stay closed until they press.
  await aino.press(controls.privateAgain);
  await aino.expectToHear(leader.who, ben.who);
  await aino.expectToSee(leader.who, ben.who);
  await aino.expectOpen({ microphones: 0, cameras: 0 });
  await ben.expectNothingOf(aino, since);

  await aino.press(controls.microphone);
  await ben.expectToHear(leader.who, aino.who);
  await aino.expectOpen({ microphones: 1, cameras: 0 });
});

test('a leader closes a microphone, and its owner alone opens it again', async () => {
  const { leader, others } = await gathering.circle('aino', 'ben');
  const [aino, ben] = others as [Person, Person];
  await ben.expectToHear(leader.who, aino.who);

  await leader.press(desk.people.open);
  await leader.press(desk.people.muteLabel(aino.name));
  await aino.expectOpen({ microphones: 0, cameras: 1 });
  await aino.expectText(controls.closedByLeader);
  await ben.expectToHear(leader.who);
  await ben.expectToSee(leader.who, aino.who);

  await aino.press(controls.microphone);
  await ben.expectToHear(leader.who, aino.who);
});
