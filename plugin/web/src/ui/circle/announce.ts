// Sentences for screen readers when something changes for everyone; pure rules. They are about the
// rules of talking and the circle's empty chair, never about the time or about who speaks.

import type { Participant, State } from '../../wire/messages.js';
import { phaseTitle } from '../../words/template_words.js';
import type { Words } from '../../words/words.js';
import { isAway } from './chairs.js';

/** Sentences for the step from one state to the next; empty if nothing of this kind has changed. */
export function announcement(words: Words, before: State | null, after: State): string {
  if (!before) return '';
  const { announce } = words.circle;
  const said: string[] = [];
  const was = before.session;
  const is = after.session;
  if (is.case.number > was.case.number) said.push(announce.case(is.case.number));
  if (is.phase.name !== was.phase.name) said.push(announce.phase(phaseTitle(words, is.phase)));
  if (is.held !== was.held) said.push(is.held ? announce.held : announce.goesOn);
  const presenter = presenterOf(after);
  if (presenter) said.push(...aboutPresenter(words, presenterOf(before), presenter, after.you.id));
  return said.join(' ');
}

function aboutPresenter(
  words: Words,
  before: Participant | null,
  after: Participant,
  you: string,
): string[] {
  const { announce } = words.circle;
  const self = after.id === you;
  const same = before?.id === after.id;
  const was = same && before !== null && isAway(before);
  if (isAway(after) && !was) {
    return [self ? announce.youSteppedBack : announce.steppedBack(after.name)];
  }
  if (!isAway(after) && was) return [self ? announce.youReturned : announce.returned(after.name)];
  if (!same) return [self ? announce.youPresent : announce.presenter(after.name)];
  return [];
}

function presenterOf(state: State): Participant | null {
  return state.participants.find((each) => each.seat === 'presenter') ?? null;
}
