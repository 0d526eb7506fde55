// A presenter who came by a shared link and lost their device comes back to their own chair, still
// stepped back: a leader says who they are, or they have their way back.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { circle, controls, leader: desk } = words;
const { waiting } = desk;

/** Stepped back, in the one chair of their name. */
async function expectOldChair(presenter: Person, leader: Person): Promise<void> {
  await presenter.expectChair(presenter.name, circle.listening);
  await presenter.expectText(controls.listening.title);
  await presenter.expectOpen({ microphones: 0, cameras: 0 });
  await leader.expectChair(presenter.name, circle.listening);
  expect(await leader.chair(presenter.name).count()).toBe(1);
}

/** The presenter's page goes, and with it everything by which the server knew them. */
async function loses(presenter: Person, leader: Person): Promise<void> {
  await presenter.page.close();
  await leader.expectText(desk.presenter.gone(presenter.name));
}

/**
 * No packet of the presenter has reached this person since `since`, and nothing is heard or seen of
 * them now. Browsers that start make a busy machine's sound crackle, so it is measured only now.
 */
async function expectNothingSent(presenter: Person, to: Person, since: number): Promise<void> {
  await to.expectNothingOf(presenter, await to.now());
  for (const kind of ['sound', 'pictures'] as const) {
    expect(await to.arrived(kind, since)).not.toContain(presenter.who);
  }
}

test('a leader says who has come back, and who is new', async () => {
  const { leader, others, links } = await gathering.circle('aino', 'farid');
  const [aino, farid] = others as [Person, Person];
  await gathering.stepBack(leader, farid);
  await loses(farid, leader);

  const since = await aino.now();
  const again = await gathering.comes('farid', links.member);
  const ben = await gathering.comes('ben', links.member);
  for (const each of [again, ben]) {
    await leader.expectText(
      `${waiting.outside(each.name, waiting.sharedLink.member)} ${waiting.away(farid.name)}`,
    );
    expect(await leader.button(waiting.letInLabel(each.name)).count()).toBe(0);
  }
  expect(await leader.button(waiting.letAllIn).count()).toBe(0);

  await leader.press(waiting.somebodyNewLabel(ben.name));
  await ben.sits();
  await leader.press(waiting.thisIsLabel(farid.name, again.name));
  await expectOldChair(again, leader);
  await again.expectToHear(leader.who, aino.who);
  await expectNothingSent(again, aino, since);

  // This page is that person from now on, after a reload too.
  await again.page.reload();
  await again.sits();
  await again.press(controls.hear);
  await expectOldChair(again, leader);
  await expectNothingSent(again, aino, since);

  await leader.goesOn(desk.next.invite(farid.name));
  await again.opens();
  await aino.expectToHear(leader.who, again.who);
});

test('the way back leads to the chair without a question, and is nowhere to be read', async () => {
  const { leader, others } = await gathering.circle('farid');
  const [farid] = others as [Person];
  await gathering.stepBack(leader, farid);
  await farid.expectText(controls.wayBack.text);
  const theirs = await copies(farid, words.start.created.copyLink(controls.wayBack.whose));
  await farid.expectText(words.start.created.copied);
  const link = await copies(leader, `${desk.presenter.copyWayBack}: ${farid.name}`);
  for (const each of [theirs, link]) {
    expect(each.startsWith(`${gathering.server.url}/#join=`)).toBe(true);
    const signature = each.split('.').at(-1) ?? '';
    expect(signature.length).toBeGreaterThan(40);
    for (const person of [leader, farid]) {
      expect(await person.page.evaluate(everythingWritten)).not.toContain(signature);
    }
    expect(gathering.server.log).not.toContain(signature);
  }

  await loses(farid, leader);
  const again = await gathering.comes('farid', link);
  await expectOldChair(again, leader);
  await again.expectToHear(leader.who);
});

/** What is granted takes everything else away. */
const devices = ['microphone', 'camera'];

/** Presses a copy button. Returns what is in the clipboard then. */
async function copies(person: Person, button: string): Promise<string> {
  await person.context.grantPermissions([...devices, 'clipboard-read', 'clipboard-write']);
  await person.page.bringToFront();
  await person.page.evaluate(() => navigator.clipboard.writeText(''));
  await person.press(button);
  const read = (): Promise<string> => person.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe('');
  return read();
}

/** In the page: the text and the fields of the document and of every shadow root. */
function everythingWritten(): string {
  const written = (root: Document | ShadowRoot): string =>
    [...root.querySelectorAll('*')]
      .map((each) => {
        const value = each instanceof HTMLInputElement ? each.value : '';
        const attributes = [...each.attributes].map((attribute) => attribute.value).join(' ');
        const inner = each.shadowRoot ? written(each.shadowRoot) : '';
        return `${attributes} ${value} ${each.textContent} ${inner}`;
      })
      .join('\n');
  return written(document);
}
