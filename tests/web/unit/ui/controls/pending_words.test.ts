// Changes that are in force and not kept yet, in words.

import { describe, expect, it } from 'vitest';
import {
  pendingLines,
  troubleSentence,
} from '../../../../../plugin/web/src/ui/controls/pending_words.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import type {
  PendingChange,
  SessionView,
  State,
} from '../../../../../plugin/web/src/wire/messages.js';
import { listening, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const words = en.controls.pending;

function seen(you: string, session: Partial<Pick<SessionView, 'pending' | 'trouble'>>): State {
  const may = { lead: you === 'okafor' };
  return stateAt('discussion', 27, you, { participants: listening(), may, session });
}

function line(you: string, change: Omit<PendingChange, 'since'>): string | undefined {
  const { shown } = pendingLines(en, seen(you, { pending: [{ ...change, since: 1 }] }));
  return shown[0];
}

describe('the trouble of the server', () => {
  it('is told to leaders, and says what still works', () => {
    expect(troubleSentence(en, seen('okafor', { trouble: 'disk' }))).toBe(
      'The server cannot keep changes now. You can still close and silence. Everything else waits.',
    );
    expect(troubleSentence(en, seen('okafor', { trouble: 'clock' }))).toContain('clock');
  });
  it('is nothing without one, and nothing for others', () => {
    expect(troubleSentence(en, seen('okafor', {}))).toBe('');
    expect(troubleSentence(en, seen('hana', { trouble: 'disk' }))).toBe('');
  });
});

describe('a change that is not kept yet', () => {
  it('is told by what it takes away', () => {
    expect(line('hana', { does: 'stepBack', phase: 'discussion' })).toBe('The step back.');
    expect(line('okafor', { does: 'advance', phase: 'closing' })).toBe('On to: Closing.');
    expect(line('okafor', { does: 'lock' })).toBe('The door is closed.');
    expect(line('okafor', { does: 'mute', participant: 'hana' })).toContain('Hana');
    expect(line('okafor', { does: 'remove', participant: 'hana' })).toContain('Hana');
  });
  it('speaks to the person whom it concerns', () => {
    expect(line('hana', { does: 'mute', participant: 'hana' })).toBe(words.muteYou);
    expect(line('hana', { does: 'close', participant: 'hana' })).toBe(words.closeYou);
    expect(line('okafor', { does: 'close', participant: 'hana' })).toBe(words.close('Hana'));
  });
  it('has a name for people and phases that the state does not list', () => {
    expect(line('okafor', { does: 'remove', participant: 'gone' })).toBe('Somebody is removed.');
    expect(line('okafor', { does: 'advance', phase: 'unheard' })).toBe('On to: unheard.');
  });
  it('is counted if there are more than three', () => {
    const lock = (since: number): PendingChange => ({ does: 'lock', since });
    const { shown, more } = pendingLines(
      en,
      seen('okafor', { pending: [1, 2, 3, 4, 5].map(lock) }),
    );
    expect([shown.length, more]).toEqual([3, 2]);
    expect(pendingLines(en, seen('okafor', {}))).toEqual({ shown: [], more: 0 });
  });
});
