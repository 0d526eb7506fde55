import { describe, expect, it } from 'vitest';
import {
  cleanName,
  longestName,
  owed,
} from '../../../../../../plugin/web/src/ui/screens/shared/arrival_rules.js';

const shared = { nameFixed: false };
const named = { nameFixed: true };

describe('what is owed before coming in', () => {
  it('is everything at first, in the order of the screen', () => {
    expect(owed(shared, { name: '', private: false, promise: false })).toEqual([
      'name',
      'private',
      'promise',
    ]);
  });

  it('is no name from someone whose link brings one', () => {
    expect(owed(named, { name: '', private: true, promise: true })).toEqual([]);
  });

  it('is still a name when only blanks were typed', () => {
    expect(owed(shared, { name: '  \t', private: true, promise: true })).toEqual(['name']);
  });

  it('is never left out: both promises stand alone', () => {
    expect(owed(named, { name: '', private: false, promise: true })).toEqual(['private']);
    expect(owed(named, { name: '', private: true, promise: false })).toEqual(['promise']);
  });
});

describe('a name', () => {
  it('loses what the server would refuse', () => {
    expect(cleanName('  Aino\n Virtanen\u0007 ')).toBe('Aino  Virtanen');
  });

  it('is cut by characters, not within one', () => {
    const long = cleanName('🙂'.repeat(longestName + 5));
    expect(Array.from(long)).toHaveLength(longestName);
  });
});
