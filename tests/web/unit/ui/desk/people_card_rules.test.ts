import { describe, expect, it } from 'vitest';
import { leadSentence } from '../../../../../plugin/web/src/ui/desk/lead_words.js';
import {
  appointable,
  appointing,
  can,
  missingOf,
  othersOf,
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
  it('is everybody for whom the server offers it, the connected first', () => {
    const people = changed([...group(), jonas], { aino: { connected: false } });
    expect(names(appointable(state('okafor', people)))).toEqual([
      'Dr Okafor',
      'Ben',
      'Chiara',
      'Deniz',
      'Elif',
      'Farid',
      'Grace',
      'Hana',
      'Ivo',
      'Dr Lehto',
      'Aino',
    ]);
  });

  it('stands beside the one who presents', () => {
    const people = withFarid.map((each) => ({ ...each, can: [] }));
    expect(names(appointable(state('okafor', people)))).toEqual(['Farid']);
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

  it('is what the server says, and nothing else', () => {
    const acts = ['admit', 'appoint', 'mute', 'remove', 'handover', 'wayBack'] as const;
    for (const act of acts) {
      const told = person('x', 'X', 'member', { connected: false, audio: false, can: [act] });
      expect(acts.filter((each) => can(told, each))).toEqual([act]);
    }
    expect(acts.filter((each) => can(person('x', 'X', 'member', { can: [] }), each))).toEqual([]);
  });

  it('is nothing if an earlier server does not say it', () => {
    expect(can(find(state('aino'), 'ben'), 'mute')).toBe(false);
    expect(appointable(state('aino'))).toEqual([]);
  });

  it('keeps those outside apart from those who sit here', () => {
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
    const alone = changed(group(), { lehto: { connected: false } });
    expect(leadSentence(en, state('okafor', alone))).toBe('You lead.');
  });

  it('names the facilitator who is away, and no other leader', () => {
    const gone = changed(group(), { okafor: { connected: false } });
    expect(leadSentence(en, state('lehto', gone))).toBe('Dr Okafor is away.');
  });

  it('takes the server’s word that a connected facilitator is away', () => {
    const shown = state('lehto');
    const may = { ...shown.you.may, lead: true, takeLead: true };
    expect(leadSentence(en, { ...shown, you: { ...shown.you, may } })).toBe('Dr Okafor is away.');
  });

  it('says that the seat is free if nobody sits in it', () => {
    const free = changed(group(), { okafor: { seat: 'coFacilitator' } });
    expect(leadSentence(en, state('lehto', free))).toBe('The facilitator’s seat is free.');
  });
});
