import { describe, expect, it } from 'vitest';
import { noticeSentence } from '../../../../../plugin/web/src/ui/controls/notice_words.js';
import { rosterNote, rosterOf } from '../../../../../plugin/web/src/ui/controls/roster_rules.js';
import type { Notice } from '../../../../../plugin/web/src/ui/model.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { changed, listening, person, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const notice = (about: Notice['about'], why: Notice['why']): string =>
  noticeSentence(en, { id: 1, about, why });

describe('a notice', () => {
  it('has a sentence of its own for each code', () => {
    const all = Object.keys(en.controls.notice.why);
    const said = new Set(Object.values(en.controls.notice.why));
    expect(said.size).toBe(all.length);
  });

  it('says what it is about', () => {
    expect(notice('chat', 'rateLimited')).toMatch(/^Your line was not sent\. /);
    expect(notice('signal', 'network')).toMatch(/^The leaders have not been told\. /);
    expect(notice('microphone', 'notPermitted')).toMatch(/^Your microphone stays closed\. /);
    expect(notice('command', 'noPresenter')).toMatch(/^Nobody can step back yet/);
  });

  it('leaves devices that do not open to the controls', () => {
    for (const why of ['refused', 'missing', 'failed'] as const) {
      expect(notice('camera', why)).toBe('');
    }
  });
});

describe('who is here', () => {
  const people = [
    ...changed(listening(), { lehto: { connected: false } }),
    person('jonas', 'Jonas', 'member', { channel: 'lobby' }),
  ];
  const state = (you: string, lead: boolean) =>
    stateAt('discussion', 27, you, { participants: people, may: { lead } });

  it('leaves nobody out, nor those who wait outside', () => {
    const { leaders, circle, observers, waiting } = rosterOf(state('okafor', true));
    expect(leaders.map((each) => each.name)).toEqual(['Dr Okafor', 'Dr Lehto']);
    expect(circle).toHaveLength(9);
    expect(observers.map((each) => each.name)).toEqual(['Olga']);
    expect(waiting.map((each) => each.name)).toEqual(['Jonas']);
  });

  it('says what someone is', () => {
    const note = (id: string, self = false): string =>
      rosterNote(en, people.find((each) => each.id === id) ?? person(id, id), self);
    expect(note('ben')).toBe('');
    expect(note('ben', true)).toBe('you');
    expect(note('farid')).toBe('presenter, stepped back');
    expect(note('lehto')).toContain('co-facilitator');
    expect(note('lehto')).toContain('the connection is lost');
  });
});
