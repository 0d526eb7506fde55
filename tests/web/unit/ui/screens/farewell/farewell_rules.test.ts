import { describe, expect, it } from 'vitest';
import type { Farewell } from '../../../../../../plugin/web/src/ui/model.js';
import {
  mayNeedSomeone,
  mayTryAgain,
} from '../../../../../../plugin/web/src/ui/screens/farewell/farewell_rules.js';
import { languages } from '../../../../../../plugin/web/src/words/words.js';

const every: readonly Farewell[] = [
  'ended',
  'left',
  'removed',
  'superseded',
  'full',
  'locked',
  'badToken',
  'unknownSession',
  'noLink',
  'notAllowed',
  'outdated',
  'unreachable',
];

describe('a farewell', () => {
  it('has a sentence of its own, and one that says what to do next', () => {
    for (const words of Object.values(languages)) {
      const said = every.flatMap((why) => [words.farewell[why].title, words.farewell[why].next]);
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('opens again only where the link still leads somewhere', () => {
    expect(every.filter(mayTryAgain)).toEqual([
      'left',
      'superseded',
      'full',
      'locked',
      'notAllowed',
      'unreachable',
    ]);
  });

  it('says whom one can talk to, after whatever may have shaken someone', () => {
    expect(every.filter(mayNeedSomeone)).toEqual(['ended', 'left', 'removed']);
  });
});
