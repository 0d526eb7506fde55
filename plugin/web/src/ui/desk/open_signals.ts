// Pure rules: the private signals on the leaders' desk, in the order in which the server lists them.

import type { SignalRecord, State } from '../../wire/messages.js';
import type { Words } from '../../words/words.js';

/** The open signals of others. */
export function openSignals(state: State): readonly SignalRecord[] {
  if (!state.you.may.lead) return [];
  return state.signals.filter((each) => each.doneAt === null && each.from !== state.you.id);
}

/** The signal as a sentence with its sender's name. */
export function signalSentence(words: Words, state: State, signal: SignalRecord): string {
  const { signals } = words.leader;
  const sender = state.participants.find((each) => each.id === signal.from);
  return signals[signal.kind](sender?.name ?? signals.someone);
}

/** The phase that lets the sender come back in; null if the next step is another one. */
export function invitesBack(state: State, signal: SignalRecord): string | null {
  const next = state.session.next;
  return signal.kind === 'comeBack' && next?.does === 'invite' ? next.phase : null;
}
