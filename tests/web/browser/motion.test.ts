// The step back is one calm movement, or none for people who asked for less motion. It is also said
// in words.

import { expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import type { Person } from './support/person.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { circle, leader: desk } = words;

/**
 * Records the durations, in milliseconds, of everything that moves on the page from now on; see
 * `moved`. On a busy machine a movement may be over before the next frame, so transitions report
 * themselves.
 */
function watchMotion(person: Person): Promise<void> {
  return person.page.evaluate(() => {
    const seen = new Set<number>();
    const known = new Set<Document | ShadowRoot>();
    const begins = ({ target }: Event): void => {
      const { transitionDuration } = getComputedStyle(target as Element);
      for (const each of transitionDuration.split(',')) seen.add(1000 * parseFloat(each));
    };
    const look = (root: Document | ShadowRoot): void => {
      if (!known.has(root)) root.addEventListener('transitionrun', begins);
      known.add(root);
      for (const each of root.getAnimations()) {
        const { duration, iterations } = each.effect?.getComputedTiming() ?? {};
        seen.add(iterations === Infinity ? Infinity : Number(duration ?? 0));
      }
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) look(shadowRoot);
    };
    const frame = (): void => {
      look(document);
      requestAnimationFrame(frame);
    };
    frame();
    Object.assign(window, { moved: seen });
  });
}
async function moved(person: Person): Promise<number[]> {
  return person.page.evaluate(
    () => 'moved' in window && [...(window.moved as Set<number>)],
  ) as Promise<number[]>;
}

test('the step back moves once and calmly, or not at all, and is announced', async () => {
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  const farid = await gathering.comes('farid', links.member);
  const aino = await gathering.comes('aino', links.member, { reducedMotion: 'reduce' });
  for (const each of [farid, aino]) await leader.press(desk.waiting.letInLabel(each.name));
  for (const each of [leader, farid]) await each.opens();
  await aino.expectToSee(leader.who, farid.who);
  await Promise.all([leader, aino].map(watchMotion));

  await gathering.stepBack(leader, farid);
  for (const each of [leader, aino]) {
    await each.expectText(circle.announce.steppedBack(farid.name));
    await each.expectToSee(...(each === leader ? [] : [leader.who]));
  }
  const [calm, still] = [await moved(leader), await moved(aino)];
  expect(Math.max(...calm)).toBeGreaterThan(100);
  expect(Math.max(...calm)).toBeLessThanOrEqual(400);
  expect(Math.max(0, ...still)).toBeLessThanOrEqual(1);
});
