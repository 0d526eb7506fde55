// A sentence about why the return point moved; pure.

import { timeOfDay, type Words } from '../../words/words.js';
import type { SessionView } from '../../wire/messages.js';

const minute = 60_000;

/** Empty if it has not moved. */
export function movedSentence(words: Words, { returnAt, returnMoved }: SessionView): string {
  if (!returnMoved || returnAt === null) return '';
  const said = words.leader.return;
  const { from, why } = returnMoved;
  switch (why) {
    case 'hold': {
      // A hold moves a return point that was known, by the time that the clock stood still.
      const minutes = Math.round((returnAt - (from ?? returnAt)) / minute);
      return said.movedByHold(minutes, timeOfDay(words, returnAt));
    }
    case 'leader':
      return from === null ? said.setByLeader : said.movedByLeader(timeOfDay(words, from));
    case 'lateStart':
      return from === null ? said.setLate : said.movedLate(timeOfDay(words, from));
  }
}
