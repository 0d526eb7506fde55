import { describe, expect, it } from 'vitest';
import {
  admittedTogether,
  waitingOf,
  waitingSentence,
  warnings,
} from '../../../../../plugin/web/src/ui/desk/waiting_rules.js';
import type { Participant, State } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { goldenMessages, parsed } from '../../wire/golden.js';
import { group, person, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const fi = wordsFor('fi');

const outside = (id: string, name: string, more: Partial<Participant> = {}): Participant =>
  person(id, name, 'member', { channel: 'lobby', by: 'shared', ...more });
const seen = (...waiting: Participant[]): State =>
  stateAt('discussion', 20, 'okafor', { participants: [...group(), ...waiting] });
const only = (...waiting: Participant[]) => {
  const [first] = waitingOf(seen(...waiting));
  if (!first) throw new Error('nobody waits');
  return first;
};

describe('a warning about a person', () => {
  it('is of a name that somebody here has, and of a removal', () => {
    expect(warnings(en, person('co2', 'CO', 'member', { alike: ['co'] }))).toEqual([
      'Somebody here has this name.',
    ]);
    expect(
      warnings(en, person('co3', 'Guest', 'member', { alike: ['co'], afterRemoval: 'Co' })),
    ).toEqual(['Somebody here has this name.', 'Somebody called Co was removed.']);
    expect(warnings(en, person('eve', 'Eve', 'member', { alike: [] }))).toEqual([]);
    expect(warnings(en, person('eve', 'Eve'))).toEqual([]);
  });

  it('is given by the server’s own state', () => {
    const told = goldenMessages('server').find(([name]) => name.includes('namesakes'))?.[1];
    const [, okafor] = waitingOf(parsed<State>(told ?? ''));
    expect(warnings(en, okafor?.person ?? person('none', 'None'))).toEqual([
      'Somebody here has this name.',
      'Somebody called Dr  Okafor was removed.',
    ]);
  });
});

describe('a person who waits', () => {
  it('is let in without a question if the server offers it', () => {
    const jonas = only(outside('jonas', 'Jonas', { can: ['admit', 'remove'], could: [] }));
    expect(jonas).toMatchObject({ could: [], letIn: 'plain' });
  });

  it('could be each of the absent people whom the server names', () => {
    const pia = only(outside('pia2', 'Pia', { can: ['remove'], could: ['ben', 'farid'] }));
    expect(pia.could.map(({ name }) => name)).toEqual(['Ben', 'Farid']);
    expect(pia.letIn).toBe('new');
  });

  it('may be somebody else than the absent, and is let in plainly if the server offers it', () => {
    expect(only(outside('pia2', 'Pia', { can: ['admit'], could: ['ben'] })).letIn).toBe('plain');
  });

  it('may be let in as somebody new even if those who are away are not shown', () => {
    expect(only(outside('pia2', 'Pia', { can: [], could: ['gone'] }))).toMatchObject({
      could: [],
      letIn: 'new',
    });
  });

  it('is not let in if the server offers nothing, nor by an earlier server', () => {
    expect(only(outside('jonas', 'Jonas', { can: [], could: [] })).letIn).toBeNull();
    const told = goldenMessages('server').find(([name]) => name.includes('who-is-this'))?.[1];
    const state = parsed<State>((told ?? '').replaceAll(/,"(could|can)":\[[^\]]*\]/g, ''));
    expect(waitingOf(state)).toMatchObject([{ could: [], letIn: null }]);
  });

  it('is asked about by the server’s own state while the presenter is away', () => {
    const told = goldenMessages('server').find(([name]) => name.includes('who-is-this'))?.[1];
    const waiting = waitingOf(parsed<State>(told ?? ''));
    expect(waiting).toMatchObject([{ person: { id: 'p7' }, could: [{ id: 'p3' }], letIn: 'new' }]);
  });
});

describe('letting all in', () => {
  it('leaves out everybody about whom a leader has to answer', () => {
    const waiting = waitingOf(
      seen(
        outside('jonas', 'Jonas', { can: ['admit', 'remove'], could: ['ben'] }),
        outside('pia2', 'Pia', { can: ['remove'], could: ['ben'] }),
        outside('maria', 'Maria', { can: ['admit', 'remove'], could: [] }),
      ),
    );
    expect(admittedTogether(waiting).map(({ name }) => name)).toEqual(['Jonas', 'Maria']);
  });
});

describe('the question', () => {
  it.each([
    [
      { could: ['farid'] },
      'Pia waits outside, by the members’ link. Farid is away.',
      'Pia odottaa ulkopuolella, jäsenten linkillä. Farid on poissa.',
    ],
    [
      { could: ['ben', 'farid'] },
      'Pia waits outside, by the members’ link. Ben and Farid are away.',
      'Pia odottaa ulkopuolella, jäsenten linkillä. Ben ja Farid ovat poissa.',
    ],
    [
      { could: ['farid'], by: 'own' },
      'Pia waits outside, by a personal link. Farid is away.',
      'Pia odottaa ulkopuolella, omalla linkillä. Farid on poissa.',
    ],
    [
      { could: ['olga'], role: 'observer' },
      'Pia waits outside, by the observers’ link. Olga is away.',
      'Pia odottaa ulkopuolella, tarkkailijoiden linkillä. Olga on poissa.',
    ],
  ] as const)('%j', (more, english, finnish) => {
    const { could, ...others } = more;
    const pia = only(outside('pia2', 'Pia', { can: [], could: [...could], ...others }));
    expect(waitingSentence(en, pia)).toBe(english);
    expect(waitingSentence(fi, pia)).toBe(finnish);
  });
});
