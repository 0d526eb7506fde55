// The line about a session for a coordinator: phase and counts, nothing that is said in it.

import type { SessionSummary } from '../../../client/coordinator_api.js';
import { phaseNamed } from '../../../words/template_words.js';
import { timeOfDay, type Words } from '../../../words/words.js';

export interface SessionLine {
  /** The phase, or that the session has not begun. */
  where: string;
  /** The beginning, and the numbers of people. */
  who: string;
}

/** Pure. Times are in the time zone of this page. */
export function sessionLine(words: Words, session: SessionSummary): SessionLine {
  const said = words.start.running;
  if (session.endedAt !== null) {
    return {
      where: phaseNamed(words, 'ended'),
      who: said.ended(timeOfDay(words, session.endedAt)),
    };
  }
  const begun = session.begunAt;
  const since =
    begun === null
      ? said.created(timeOfDay(words, session.createdAt))
      : said.begun(timeOfDay(words, begun));
  const counts = (['circle', 'observer', 'lobby'] as const)
    .filter((place) => session[place] > 0)
    .map((place) => said[place](session[place]));
  const phase = begun === null ? said.notBegun : phaseNamed(words, session.phase);
  return {
    where: session.held ? `${phase}, ${said.held}` : phase,
    who: [since, ...(counts.length > 0 ? counts : [said.empty])].join(' · '),
  };
}

/** Running sessions first; the newest first in each group. */
export function inOrder(sessions: readonly SessionSummary[]): SessionSummary[] {
  return [...sessions].sort(
    (one, other) =>
      Number(one.endedAt !== null) - Number(other.endedAt !== null) ||
      other.createdAt - one.createdAt,
  );
}
