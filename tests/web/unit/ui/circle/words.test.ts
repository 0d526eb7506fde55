import { describe, expect, it } from 'vitest';
import { announcement } from '../../../../../plugin/web/src/ui/circle/announce.js';
import {
  chairLabel,
  chairsOf,
  isAway,
  steppedBack,
} from '../../../../../plugin/web/src/ui/circle/chairs.js';
import { clockWords } from '../../../../../plugin/web/src/ui/circle/clock_words.js';
import { phaseTitle } from '../../../../../plugin/web/src/words/template_words.js';
import { hueOf, initialsOf } from '../../../../../plugin/web/src/ui/circle/initials.js';
import { deskHint, hereOf } from '../../../../../plugin/web/src/ui/screens/in_session/rules.js';
import { en } from '../../../../../plugin/web/src/words/en/index.js';
import { fi } from '../../../../../plugin/web/src/words/fi/index.js';
import {
  begun,
  calm,
  changed,
  group,
  listening,
  person,
  record,
  stateAt,
} from '../../../gallery/people.js';
import type { SignalRecord } from '../../../../../plugin/web/src/wire/messages.js';

const minute = 60_000;
const back = (you: string) => stateAt('discussion', 27, you, { participants: listening() });

describe('the order of the chairs', () => {
  it('has the facilitator at the top and the same neighbours on every screen', () => {
    const people = group();
    const turned = [...people.slice(3), ...people.slice(0, 3)];
    const ids = (you: string): string[] =>
      chairsOf(stateAt('opening', 1, you, { participants: turned })).circle.map((each) => each.id);
    expect(ids('ben')[0]).toBe('okafor');
    expect(ids('ben')[1]).toBe('aino');
    expect(ids('grace')).toEqual(ids('ben'));
  });

  it('moves nobody at the step back, and keeps the chair of who has lost the line', () => {
    const before = chairsOf(stateAt('clarification', 14, 'ben')).circle.map((each) => each.id);
    const after = changed(listening(), { farid: { connected: false } });
    expect(
      chairsOf(stateAt('discussion', 20, 'ben', { participants: after })).circle.map(
        (each) => each.id,
      ),
    ).toEqual(before);
  });

  it('seats observers apart, always declared, and leaves the lobby outside', () => {
    const people = [...group(), person('jonas', 'Jonas', 'member', { channel: 'lobby' })];
    for (const channel of ['circle', 'observer'] as const) {
      const participants = changed(people, { olga: { channel } });
      const chairs = chairsOf(stateAt('opening', 1, 'okafor', { participants }));
      expect(chairs.observers.map((each) => each.id)).toEqual(['olga']);
      expect(chairs.circle).toHaveLength(11);
    }
  });

  it('puts a co-facilitator at the top when no facilitator is there', () => {
    const people = group().filter((each) => each.seat !== 'facilitator');
    const { circle } = chairsOf(stateAt('opening', 1, 'ben', { participants: people }));
    expect(circle[0]?.id).toBe('lehto');
  });
});

describe('a chair in words', () => {
  const named = (id: string, people = group()) => {
    const found = people.find((each) => each.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  it('says who speaks', () => {
    expect(chairLabel(en, named('deniz'), false, 2)).toBe('Deniz, speaking');
  });
  it('says that the presenter has stepped back', () => {
    expect(chairLabel(en, named('farid', listening()), false, 0)).toBe(
      'Farid, presenter, stepped back',
    );
    expect(chairLabel(fi, named('farid', listening()), true, 0)).toBe(
      'Farid, sinä, tuoja, vetäytynyt',
    );
  });
  it('says what is closed, what is raised, and who is being waited for', () => {
    const people = changed(group(), {
      ben: { hand: true, audio: false },
      ivo: { connected: false, audio: false, video: false },
    });
    expect(chairLabel(en, named('ben', people), false, 0)).toBe(
      'Ben, hand raised, microphone closed',
    );
    expect(chairLabel(en, named('ivo', people), false, 0)).toBe('Ivo, reconnecting');
    expect(chairLabel(en, named('okafor'), true, 0)).toBe('Dr Okafor, you, facilitator');
  });
  it('says of a listening presenter whose line is lost that it is looked for', () => {
    const people = changed(listening(), { farid: { connected: false } });
    expect(chairLabel(en, named('farid', people), false, 0)).toBe('Farid, presenter, reconnecting');
  });
});

describe('the clock in words', () => {
  const said = (state: ReturnType<typeof back>, words: typeof en | typeof fi = en) =>
    clockWords(words, state, state.now);

  it('says who has stepped back and how long until the return', () => {
    expect(said(back('elif'))).toMatchObject({
      above: 'Farid has stepped back',
      figure: '18 min',
      below: 'to the return',
      toReturn: true,
      spoken: 'Farid has stepped back. 18 minutes to the return',
    });
    expect(said(back('farid')).above).toBe('You have stepped back');
    expect(said(back('elif'), fi).below).toBe('paluuseen');
  });

  it('says what comes next in any other phase', () => {
    expect(said(stateAt('presentation', 8, 'elif'))).toMatchObject({
      above: 'Presentation',
      figure: '4 min',
      below: 'then: Clarifying questions',
      toReturn: false,
    });
    expect(said(stateAt('closing', 58, 'elif')).below).toBe('to the end');
  });

  it('says calmly that it is over time', () => {
    const state = stateAt('discussion', 48, 'elif', { participants: listening() });
    expect(said(state)).toMatchObject({ figure: '3 min', below: 'past the return point' });
    expect(said(stateAt('opening', 7, 'elif'))).toMatchObject({
      figure: '2 min',
      below: 'over time',
      spoken: 'Opening. 2 minutes over',
    });
  });

  it('shows no figure before the beginning', () => {
    expect(said(stateAt('gathering', -3, 'elif')).figure).toBe('');
  });

  it('says that the clock stands', () => {
    const state = stateAt('discussion', 27, 'elif', {
      participants: listening(),
      session: { held: true, heldSince: begun + 27 * minute },
    });
    expect(said(state)).toMatchObject({ above: 'The clock stands', figure: '18 min' });
  });

  it('names the case where there are several', () => {
    const state = stateAt('opening', 1, 'elif', { session: { case: { number: 2, of: 2 } } });
    expect(said(state).case).toBe('case 2 of 2');
    expect(said(back('elif')).case).toBe('');
  });

  it('translates the titles it knows and leaves a deployer’s own', () => {
    expect(phaseTitle(fi, { name: 'return', title: 'Return' })).toBe('Paluu');
    expect(phaseTitle(fi, { name: 'tea', title: 'Tea' })).toBe('Tea');
  });
});

describe('what is announced', () => {
  it('is nothing at first, and nothing when nothing has changed', () => {
    expect(announcement(en, null, back('elif'))).toBe('');
    expect(announcement(en, back('elif'), back('elif'))).toBe('');
  });
  it('is the phase and the step back, in one breath', () => {
    const before = stateAt('clarification', 16, 'elif', {
      participants: changed(group(), { farid: { seat: 'presenter' } }),
    });
    expect(announcement(en, before, back('elif'))).toBe(
      'Now: Discussion. Farid has stepped back. Nobody hears Farid.',
    );
    expect(announcement(en, { ...before, you: back('farid').you }, back('farid'))).toContain(
      'You have stepped back.',
    );
  });
  it('is the return', () => {
    const after = stateAt('return', 46, 'elif', {
      participants: changed(group(), { farid: { seat: 'presenter' } }),
    });
    expect(announcement(en, back('elif'), after)).toBe('Now: Return. Farid is back in the circle.');
  });
  it('is not who speaks, nor a lost line', () => {
    const people = changed(listening(), { farid: { connected: false }, ben: { hand: true } });
    const after = stateAt('discussion', 28, 'elif', { participants: people });
    expect(announcement(en, back('elif'), after)).toBe('');
  });
  it('is that the clock stands, and that it goes on', () => {
    const held = stateAt('discussion', 27, 'elif', {
      participants: listening(),
      session: { held: true },
    });
    expect(announcement(en, back('elif'), held)).toBe(en.circle.announce.held);
    expect(announcement(en, held, back('elif'))).toBe(en.circle.announce.goesOn);
  });
});

describe('initials and colours', () => {
  it.each([
    ['Deniz', 'D'],
    ['Dr Okafor', 'O'],
    ['Dr. Aino Lehto', 'AL'],
    ['Prof', 'P'],
    ['Bartholomew J. Featherstone', 'BF'],
    ['Olúwaṣeun', 'O'],
    ['Ṣẹ́gun Àjàyí', 'ṢÀ'],
    ['李 明', '李明'],
    ['😀', ''],
    ['', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name).normalize('NFC')).toBe(initials.normalize('NFC'));
  });
  it('has one hue for one person', () => {
    expect(hueOf('p1')).toBe(hueOf('p1'));
    expect(hueOf('p1')).not.toBe(hueOf('p2'));
    expect(hueOf('p1')).toBeLessThan(360);
  });
});

describe('the header and the desk’s handle', () => {
  it('counts those of the circle, observers apart, nobody outside or gone', () => {
    const people = [
      ...changed(listening(), { ben: { connected: false } }),
      person('jonas', 'Jonas', 'member', { channel: 'lobby' }),
    ];
    expect(hereOf(stateAt('discussion', 20, 'okafor', { participants: people }))).toEqual({
      circle: 10,
      observers: 1,
    });
  });
  it('lets a private signal come before who waits', () => {
    const participants = [...group(), person('jonas', 'Jonas', 'member', { channel: 'lobby' })];
    const state = stateAt('opening', 2, 'okafor', { participants, may: { lead: true } });
    const model = { screen: 'circle' as const, state, local: calm(), now: () => state.now };
    expect(deskHint(en, model)).toBe('Jonas waits outside');
    const signals = [
      record({ id: 'n1', from: 'farid', kind: 'pause', at: 1 }),
      record({ id: 'n2', from: 'gone', kind: 'tech', at: 2 }),
      record({ id: 'n3', from: 'farid', kind: 'help', at: 3, doneAt: 4 }),
      record({ id: 'n4', from: 'okafor', kind: 'help', at: 3 }),
    ];
    const hint = (some: SignalRecord[]): string =>
      deskHint(en, { ...model, state: { ...state, signals: some } });
    expect(hint(signals.slice(0, 1))).toBe('Farid needs a pause');
    expect(hint(signals)).toBe('Farid needs a pause and 1 more');
    expect(hint(signals.slice(1))).toBe('Something does not work for Somebody who has left');
    expect(hint(signals.slice(2))).toBe('Jonas waits outside');
  });
  it('knows who is away', () => {
    expect(steppedBack(back('elif'))?.id).toBe('farid');
    expect(group().some(isAway)).toBe(false);
  });
});
