// What a coordinator may know of a session, in a line: its phase and counts, nothing that is said.

import type { SessionSummary } from '../../../client/coordinator_api.js';
import { phaseNamed } from '../../../words/template_words.js';
import { timeOfDay, type Words } from '../../../words/words.js';

export interface SessionLine {
  /** Where it is: its phase, or that it has not begun. */
  where: string;
  /** Since when, and who is there. */
  who: string;
}

/** Pure. Times are where the person is. */
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

/** Those that run first, each group with the newest first. */
export function inOrder(sessions: readonly SessionSummary[]): SessionSummary[] {
  return [...sessions].sort(
    (one, other) =>
      Number(one.endedAt !== null) - Number(other.endedAt !== null) ||
      other.createdAt - one.createdAt,
  );
}
