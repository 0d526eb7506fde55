// The step back holds even if the presenter's page is reloaded, opened on another device, or lies.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import { patience } from './support/patience.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { circle, controls, farewell, leader: desk } = words;

/** Stepped back, and listening: said, seen and heard. */
async function expectListening(presenter: Person, ...others: Person[]): Promise<void> {
  await presenter.expectChair(presenter.name, circle.listening);
  await presenter.expectOpen({ microphones: 0, cameras: 0 });
  await presenter.expectToHear(...others.map(({ who }) => who));
}

test('a reload during the step back leads back to it, with a shared link too', async () => {
  const { leader, others } = await gathering.circle('aino', 'farid');
  const [aino, farid] = others as [Person, Person];
  await gathering.stepBack(leader, farid);
  await aino.expectToHear(leader.who);
  const [since, ssrc] = [await aino.now(), await aino.page.evaluate(ssrcOf, farid.name)];

  await farid.page.reload();
  await farid.sits();
  // A browser lets a page that was just loaded play sound only after a press.
  await farid.press(controls.hear);
  await expectListening(farid, leader, aino);
  await farid.expectText(controls.listening.title);
  await farid.expectToSee(leader.who, aino.who);

  expect(await aino.page.evaluate(ssrcOf, farid.name)).toBe(ssrc);
  expect(await leader.chair(farid.name).count()).toBe(1);
  await aino.expectNothingOf(farid, since);

  // The presenter can come back in like anyone else.
  await leader.goesOn(desk.next.invite(farid.name));
  await farid.opens();
  await aino.expectToHear(leader.who, farid.who);
});

test('a second device takes the chair over, still stepped back', async () => {
  const { links } = await gathering.server.session({ name: 'Farid', role: 'member' });
  const own = links.participants[0]?.link ?? '';
  const leader = await gathering.comes('okafor', links.facilitator);
  const farid = await gathering.comes('farid', own);
  for (const each of [leader, farid]) await each.opens();
  await gathering.stepBack(leader, farid);

  const phone = { viewport: { width: 360, height: 740 } };
  const again = await gathering.comes('farid', own, phone);
  await expectListening(again, leader);
  await farid.expectText(farewell.superseded.title);
  expect(await leader.chair(farid.name).count()).toBe(1);

  await leader.goesOn(desk.next.invite(farid.name));
  await again.opens();
  await leader.expectToHear(again.who);
});

test('a page that lies reaches nobody', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  await leader.sits();
  const aino = await gathering.comes('aino', links.member);
  const farid = await gathering.comes('farid', links.member, { patch: believeNothing });
  for (const each of [aino, farid]) {
    await leader.press(desk.waiting.letInLabel(each.name));
    await each.sits();
  }
  for (const each of [leader, aino, farid]) await each.opens();
  await aino.expectToHear(leader.who, farid.who);

  // From now on the page believes that nothing changes, and goes on recording and sending.
  await farid.page.evaluate(() => window.dispatchEvent(new Event('lie')));
  await leader.chooses(farid);
  await leader.goesTo(words.templates.phases.discussion);
  await aino.expectChair(farid.name, circle.listening);
  await aino.expectToHear(leader.who);
  await farid.expectOpen({ microphones: 1, cameras: 1 });
  const since = new Map([
    [leader, await leader.now()],
    [aino, await aino.now()],
  ]);

  // The page is then asked to open, write and send everything once more, past its own rules.
  const answers = await farid.page.evaluate(sendEverything);
  expect(answers).toEqual(['notPermitted', 'notPermitted', 'notPermitted', 'notPermitted']);
  const before = await farid.page.evaluate(() => window.pageProbes.packetsSent);
  await expect
    .poll(() => farid.page.evaluate(() => window.pageProbes.packetsSent), patience)
    .toBeGreaterThan(before + 100);

  for (const [person, from] of since) await person.expectNothingOf(farid, from);
  expect(await aino.page.getByText('let me in').count()).toBe(0);
});

function ssrcOf(name: string): number | null {
  return window.pageProbes.ssrc(name);
}

/** In the page: after the event `lie` the last state that came replaces every later one. */
function believeNothing(): void {
  let lying = false;
  let last: string | null = null;
  window.addEventListener('lie', () => (lying = true));
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    configurable: true,
    get(this: MessageEvent): unknown {
      const truth: unknown = data?.get?.call(this);
      if (typeof truth !== 'string' || !truth.includes('"type":"state"')) return truth;
      if (!lying) last = truth;
      return lying ? last : truth;
    },
  });
}

/** In the page: sends commands and packets directly. Returns the codes of the refusals. */
async function sendEverything(): Promise<string[]> {
  const { sockets, sent } = window.pageProbes;
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no line');
  const codes = new Map<number, string>();
  const commands = [
    { type: 'publish', audio: true, video: true },
    { type: 'publish', audio: true, video: false },
    { type: 'hand', raised: true },
    { type: 'chat', text: 'let me in' },
  ];
  const first = 9_000_000;
  const answered = new Promise<void>((resolve) => {
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string') return;
      const { id, code, type } = JSON.parse(event.data) as Record<string, string | number>;
      if (typeof id === 'number' && id >= first) codes.set(id, String(code ?? type));
      if (codes.size === commands.length) resolve();
    });
  });
  commands.forEach((command, index) =>
    socket.send(JSON.stringify({ ...command, id: first + index })),
  );
  for (const packet of [...sent]) socket.send(packet);
  await answered;
  return [...codes].sort(([one], [other]) => one - other).map(([, code]) => code);
}
