import { describe, expect, it } from 'vitest';
import type { Local, Seated } from '../../../../../plugin/web/src/ui/model.js';
import {
  cardOf,
  listeningTitle,
  returnSentence,
} from '../../../../../plugin/web/src/ui/controls/card_rules.js';
import type { Permissions, SessionView } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { begun, calm, group, listening, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const minute = 60_000;

function farid(
  local: Partial<Local> = {},
  session: Partial<SessionView> = {},
  may: Partial<Permissions> = {},
): Seated {
  const state = stateAt('discussion', 27, 'farid', {
    participants: listening(),
    may: { speak: false, show: false, ...may },
    session,
  });
  return { screen: 'circle', state, local: calm(local), now: () => state.now };
}
function ben(local: Partial<Local>, may: Partial<Permissions> = {}): Seated {
  const state = stateAt('return', 46, 'ben', { participants: group(), may });
  return { screen: 'circle', state, local: calm(local), now: () => state.now };
}

describe('which card someone needs', () => {
  it('is the listener’s while they are stepped back, whatever else is true', () => {
    expect(cardOf(farid())).toEqual({ kind: 'listening' });
    expect(cardOf(farid({ invited: 'returned' }))).toEqual({ kind: 'listening' });
  });

  it('is an invitation to what one has the right to', () => {
    expect(cardOf(ben({ invited: 'returned' }))).toEqual({
      kind: 'invitation',
      why: 'returned',
      microphone: true,
      camera: true,
      private: false,
    });
    expect(cardOf(ben({ invited: 'arrived' }, { speak: false }))).toMatchObject({
      microphone: false,
      camera: true,
    });
    expect(cardOf(ben({ invited: 'arrived', privateNow: true }))).toMatchObject({ private: true });
  });

  it('is none without an invitation, a right, or a connection', () => {
    expect(cardOf(ben({}))).toBeNull();
    expect(cardOf(ben({ invited: 'arrived' }, { speak: false, show: false }))).toBeNull();
    expect(cardOf(ben({ invited: 'arrived', connection: 'lost' }))).toBeNull();
  });
});

describe('who hears and sees whom', () => {
  it('is what is true at this moment', () => {
    expect(listeningTitle(en, farid())).toMatch(/You hear everyone\.$/);
    expect(listeningTitle(en, farid({ privateNow: true }))).toMatch(/hear nothing/);
    expect(listeningTitle(en, farid({ soundBlocked: true }))).toMatch(/Let me hear/);
    expect(listeningTitle(en, farid({ connection: 'lost' }))).toMatch(/connection is back/);
  });

  it('does not claim that nobody sees someone whom the template shows', () => {
    const title = listeningTitle(en, farid({}, {}, { show: true }));
    expect(title).toContain('Nobody hears you.');
    expect(title).not.toContain('sees');
  });
});

describe('when one is invited back', () => {
  const said = (model: Seated, minutes: number): string =>
    returnSentence(en, model, begun + minutes * minute);

  it('is said in whole minutes', () => {
    expect(said(farid(), 27)).toContain('in 18 minutes');
    expect(said(farid(), 44.5)).toContain('in a minute');
    expect(said(farid(), 45)).toContain('as soon as');
    expect(said(farid(), 50)).toContain('as soon as');
  });

  it('stands with the clock', () => {
    const held = farid({}, { held: true, heldSince: begun + 27 * minute });
    expect(said(held, 30)).toBe('The clock stands until a leader is back.');
  });

  it('is left unsaid for whoever has hidden the clock, and where nobody knows', () => {
    expect(said(farid({ clockHidden: true }), 27)).toBe('');
    expect(said(farid({}, { returnAt: null }), 27)).toBe('');
  });
});
