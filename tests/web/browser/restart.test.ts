// The server is killed while people sit in the circle, and comes back on the same port with the
// same data. The people return by themselves, to their own seats.

import { test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { Server } from './support/server.js';
import { words } from './support/words.js';

const keepsSessions = await Server.keepsSessions();
const gathering = Gathering.forTests();
const { circle, controls, leader: desk } = words;

test.runIf(keepsSessions)(
  'after a crash everyone returns by themselves, still stepped back',
  async () => {
    const { leader, others } = await gathering.circle('aino', 'farid');
    const [aino, farid] = others as [Person, Person];
    await gathering.stepBack(leader, farid);
    await aino.expectToHear(leader.who);
    const since = await aino.now();

    await gathering.server.kill();
    for (const each of [leader, aino, farid]) {
      await each.expectText(circle.inSession.lost);
      await each.expectOpen({ microphones: 0, cameras: 0 });
    }
    await gathering.server.begin();
    for (const each of [leader, aino]) {
      await each.expectText(controls.invited.reconnected);
      await each.opens();
    }
    await farid.expectChair(farid.name, circle.listening);
    await farid.expectText(controls.listening.title);
    await aino.expectToHear(leader.who);
    await farid.expectToHear(leader.who, aino.who);
    await farid.expectOpen({ microphones: 0, cameras: 0 });
    await aino.expectNothingOf(farid, since);

    await leader.goesOn(desk.next.invite(farid.name));
    await farid.opens();
    await aino.expectToHear(leader.who, farid.who);

    // The refused connections are what this test brings about.
    for (const each of [leader, aino, farid]) each.forgive(/WebSocket connection to .* failed/);
  },
);
