import { describe, expect, it } from 'vitest';
import { leadSentence } from '../../../../../plugin/web/src/ui/desk/lead_words.js';
import {
  appointable,
  appointing,
  mayHandOver,
  mayMute,
  mayRemove,
  missingOf,
  othersOf,
  waitingOf,
} from '../../../../../plugin/web/src/ui/desk/people_card_rules.js';
import type { Participant, State } from '../../../../../plugin/web/src/wire/messages.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { changed, group, listening, person, stateAt } from '../../../gallery/people.js';

const withFarid = changed(group(), { farid: { seat: 'presenter' } });
const jonas = person('jonas', 'Jonas', 'member', { channel: 'lobby', audio: false });
const state = (you: string, participants: Participant[] = group(), phase = 'opening'): State =>
  stateAt(phase, 5, you, { participants });
const names = (people: readonly Participant[]): string[] => people.map((each) => each.name);
const find = (each: State, id: string): Participant =>
  each.participants.find((one) => one.id === id) ?? person(id, 'nobody');

describe('whom one may appoint', () => {
  it('is a member who sits in the circle, the connected first', () => {
    const people = changed([...group(), jonas], { aino: { connected: false } });
    expect(names(appointable(state('okafor', people)))).toEqual([
      'Ben',
      'Chiara',
      'Deniz',
      'Elif',
      'Farid',
      'Grace',
      'Hana',
      'Ivo',
      'Aino',
    ]);
  });

  it('may be chosen until the step back, and not during it', () => {
    expect(appointing(state('okafor'))).toBe('first');
    expect(appointing(state('okafor', withFarid))).toBe('other');
    expect(appointing(state('okafor', listening(), 'discussion'))).toBeNull();
    expect(appointing(state('okafor', group(), 'debrief'))).toBeNull();
  });

  it('begins another case after the return, where the template has one', () => {
    const again = (number: number): State =>
      stateAt('return', 50, 'okafor', {
        participants: withFarid,
        session: { case: { number, of: 2 } },
      });
    expect(appointing(again(1))).toBe('next');
    expect(appointing(again(2))).toBeNull();
  });
});

describe('what a leader may do for one person', () => {
  const facilitator = state('okafor', [...group(), jonas]);
  const co = state('lehto');

  it('closes an open microphone, and none that is closed', () => {
    expect(mayMute(find(facilitator, 'ben'))).toBe(true);
    expect(mayMute(person('x', 'X', 'member', { audio: false }))).toBe(false);
    expect(mayMute(person('x', 'X', 'member', { connected: false }))).toBe(false);
  });

  it('removes members; leaders only from the facilitator’s seat; never oneself', () => {
    expect(mayRemove(facilitator, find(facilitator, 'ben'))).toBe(true);
    expect(mayRemove(facilitator, find(facilitator, 'lehto'))).toBe(true);
    expect(mayRemove(facilitator, find(facilitator, 'okafor'))).toBe(false);
    expect(mayRemove(co, find(co, 'ben'))).toBe(true);
    expect(mayRemove(co, find(co, 'okafor'))).toBe(false);
  });

  it('hands the lead to another connected leader, from the facilitator’s seat alone', () => {
    expect(mayHandOver(facilitator, find(facilitator, 'lehto'))).toBe(true);
    expect(mayHandOver(facilitator, find(facilitator, 'ben'))).toBe(false);
    expect(mayHandOver(co, find(co, 'okafor'))).toBe(false);
    const alone = state('okafor', changed(group(), { lehto: { connected: false } }));
    expect(mayHandOver(alone, find(alone, 'lehto'))).toBe(false);
  });

  it('keeps those outside apart from those who sit here', () => {
    expect(names(waitingOf(facilitator))).toEqual(['Jonas']);
    expect(names(othersOf(facilitator))).not.toContain('Jonas');
    expect(names(othersOf(facilitator))).not.toContain('Dr Okafor');
    expect(missingOf(facilitator)).toEqual([]);
  });
});

describe('who leads', () => {
  const en = wordsFor('en');
  it('is said in a sentence', () => {
    expect(leadSentence(en, state('okafor'))).toBe('You lead, with Dr Lehto as co-facilitator.');
    expect(leadSentence(en, state('lehto'))).toBe(
      'Dr Okafor leads, with Dr Lehto as co-facilitator.',
    );
    const gone = changed(group(), { okafor: { connected: false }, lehto: { connected: false } });
    expect(leadSentence(en, state('aino', gone))).toBe('The facilitator’s seat is free.');
  });
});
