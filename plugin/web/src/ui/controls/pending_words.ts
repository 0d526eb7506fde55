// The texts about changes that are in force and not kept yet, and about the server's troubles; pure
// rules.

import type { PendingChange, State } from '../../wire/messages.js';
import { phaseNamed, phaseTitle } from '../../words/template_words.js';
import type { Words } from '../../words/words.js';

/** Lines above the circle; the others are counted. */
const mostShown = 3;

/** For leaders: what the server's trouble means. Empty without one. */
export function troubleSentence(words: Words, { session, you }: State): string {
  const { trouble } = session;
  return trouble && you.may.lead ? words.controls.pending.trouble[trouble] : '';
}

/** The first changes, each as a few words, and the number of the others. */
export function pendingLines(words: Words, state: State): { shown: string[]; more: number } {
  const all = state.session.pending ?? [];
  const shown = all.slice(0, mostShown).map((each) => pendingLine(words, state, each));
  return { shown, more: all.length - shown.length };
}

function pendingLine(words: Words, state: State, change: PendingChange): string {
  const { pending } = words.controls;
  const own = change.participant === state.you.id;
  const name = (): string => nameOf(words, state, change.participant);
  switch (change.does) {
    case 'stepBack':
      return pending.stepBack;
    case 'lock':
      return pending.lock;
    case 'advance':
      return pending.advance(titleOf(words, state, change.phase ?? ''));
    case 'mute':
      return own ? pending.muteYou : pending.mute(name());
    case 'close':
      return own ? pending.closeYou : pending.close(name());
    case 'remove':
      return pending.remove(name());
  }
}

function titleOf(words: Words, { session }: State, phase: string): string {
  const known = session.phases.find(({ name }) => name === phase);
  return known ? phaseTitle(words, known) : phaseNamed(words, phase);
}

function nameOf(words: Words, { participants }: State, id: string | undefined): string {
  const known = participants.find((each) => each.id === id);
  return known?.name ?? words.controls.pending.someone;
}
