import { describe, expect, it } from 'vitest';
import { chairLabel } from '../../../../../plugin/web/src/ui/circle/chairs.js';
import { recordSentences } from '../../../../../plugin/web/src/ui/controls/notice_words.js';
import { rosterNote } from '../../../../../plugin/web/src/ui/controls/roster_rules.js';
import { wordsFor } from '../../../../../plugin/web/src/words/words.js';
import { changed, listening, stateAt } from '../../../gallery/people.js';

const en = wordsFor('en');
const participants = changed(listening(), { ben: { records: true } });
const ben = participants.find((each) => each.id === 'ben');

describe('a device that records', () => {
  it.each(['okafor', 'farid', 'aino', 'ben'])('is told to everybody: %s', (you) => {
    const state = stateAt('discussion', 27, you, { participants });
    expect(recordSentences(en, state)).toEqual([
      you === 'ben' ? 'Your device records. Everybody sees that.' : 'Ben’s device records.',
    ]);
  });

  it('is not told of anybody else', () => {
    const state = stateAt('discussion', 27, 'okafor', { participants: listening() });
    expect(recordSentences(en, state)).toEqual([]);
  });

  it('is said at the chair and in the list', () => {
    if (!ben) throw new Error('no Ben');
    expect(chairLabel(en, ben, false, 0)).toContain('records');
    expect(rosterNote(en, ben, false)).toContain('this device records');
  });
});
