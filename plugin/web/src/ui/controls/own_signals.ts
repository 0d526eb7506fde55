// Pure rules: what a sender is told about their own private signals. Each sentence says only what
// the state says.

import { listed, type Words } from '../../words/words.js';
import type { SignalKind, SignalRecord, State } from '../../wire/messages.js';
import type { Seated } from '../model.js';
import { answeringLeaders } from './own_rights.js';

/** Milliseconds. Nobody has seen the signal for so long: its sender is told. */
const unseenAfter = 5000;

/** The kinds that this person may send now. */
export function signalKinds(state: State): readonly SignalKind[] {
  const kinds: readonly SignalKind[] = ['pause', 'help', 'tech'];
  return state.you.may.comeBack ? ['comeBack', ...kinds] : kinds;
}

/** One's own signal that was sent last; null if there is none. */
export function newestOwnSignal(state: State): SignalRecord | null {
  const own = state.signals.filter((each) => each.from === state.you.id);
  return own.reduce<SignalRecord | null>(
    (newest, each) => (newest && newest.at > each.at ? newest : each),
    null,
  );
}

/** The sentence that tells the sender how their signal stands. */
export function fateOf(words: Words, state: State, signal: SignalRecord, now: number): string {
  const { fate } = words.controls.signal;
  if (signal.doneAt !== null) return fate.done;
  const names = signal.seenBy.map((id) => state.participants.find((each) => each.id === id)?.name);
  const known = names.filter((name) => name !== undefined);
  if (known.length > 0) return fate.seen(listed(words, known));
  if (signal.seenBy.length > 0) return fate.seen(fate.aLeader);
  if (answeringLeaders(state).length === 0) return fate.noLeader;
  return now - signal.at >= unseenAfter ? fate.unseen : fate.sent;
}

/**
 * The sentence about the signal that this person has sent last; null if there is none. `names` says
 * each kind as its button does.
 */
export function ownSignalSentence(
  words: Words,
  { state, local, now }: Seated,
  names: Readonly<Record<SignalKind, string>> = words.controls.signal,
): string | null {
  const { signal } = words.controls;
  if (local.signalSending !== null) return signal.told(names[local.signalSending], signal.sending);
  const newest = newestOwnSignal(state);
  return newest && signal.told(names[newest.kind], fateOf(words, state, newest, now()));
}
