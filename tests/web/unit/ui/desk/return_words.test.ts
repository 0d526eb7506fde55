import { describe, expect, it } from 'vitest';
import { movedSentence } from '../../../../../plugin/web/src/ui/desk/return_words.js';
import type { SessionView } from '../../../../../plugin/web/src/wire/messages.js';
import { timeOfDay, wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { begun, stateAt } from '../../../gallery/people.js';

const minute = 60_000;
const en = wordsFor('en');
const mark = begun + 45 * minute;
const moved = (
  returnMoved: NonNullable<SessionView['returnMoved']>,
  returnAt: number | null = mark,
): SessionView =>
  stateAt('discussion', 30, 'okafor', { session: { returnMoved, returnAt } }).session;

describe('why the return point moved', () => {
  it('is nothing before it moves', () => {
    expect(movedSentence(en, stateAt('discussion', 30, 'okafor').session)).toBe('');
    expect(movedSentence(en, moved({ from: mark, why: 'leader' }, null))).toBe('');
  });

  it('is a leader, with the time from which it moved', () => {
    expect(movedSentence(en, moved({ from: null, why: 'leader' }))).toBe('Set by a leader.');
    expect(movedSentence(en, moved({ from: mark, why: 'leader' }))).toContain(timeOfDay(en, mark));
  });

  it('is a step back that began late', () => {
    expect(movedSentence(en, moved({ from: mark, why: 'lateStart' }))).toContain('began late');
    expect(movedSentence(en, moved({ from: null, why: 'lateStart' }))).toContain('began late');
  });

  it('is a hold, for as long as the clock stood still', () => {
    const after = (stood: number): string =>
      movedSentence(en, moved({ from: mark, why: 'hold' }, mark + stood));
    const planned = `Return now planned for ${timeOfDay(en, mark + 4 * minute)}.`;
    expect(after(4 * minute)).toBe(`The session stood still for 4 minutes. ${planned}`);
    expect(after(minute)).toContain('still for 1 minute.');
    expect(after(20_000)).toContain('still for less than a minute.');
  });
});
