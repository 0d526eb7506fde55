// Texts of the header, the notes and the desk's handle; pure rules.

import type { Participant, State } from '../../../wire/messages.js';
import type { Words } from '../../../words/words.js';
import { openSignals, signalSentence } from '../../desk/open_signals.js';
import type { Seated } from '../../model.js';

/** The number of connected people: the circle with a stepped-back presenter, and the observers. */
export function hereOf(state: State): { circle: number; observers: number } {
  const here = state.participants.filter((each) => each.connected && each.channel !== 'lobby');
  const observers = here.filter((each) => each.seat === 'observer').length;
  return { circle: here.length - observers, observers };
}

/** The most urgent matter of the desk, which is closed most of the time on a phone. */
export function deskHint(words: Words, model: Seated): string {
  const { inSession } = words.circle;
  const [signal, ...more] = openSignals(model.state);
  if (signal) {
    const sentence = signalSentence(words, model.state, signal);
    return more.length === 0 ? sentence : inSession.deskMore(sentence, more.length);
  }
  const waiting = model.state.participants.filter((each) => each.channel === 'lobby');
  const first = waiting[0];
  if (!first) return '';
  return waiting.length === 1
    ? inSession.deskWaiting(first.name)
    : inSession.deskWaitingMany(waiting.length);
}

/** The subject of a note. */
export type Trouble = 'lost' | 'doubt' | 'private' | 'paused';

/** The most important trouble: a lost connection explains all the others. */
export function troubleOf(model: Seated): Trouble | null {
  const { local } = model;
  if (local.connection === 'lost') return 'lost';
  if (local.inDoubt) return 'doubt';
  if (local.privateNow) return 'private';
  return picturesWait(model) ? 'paused' : null;
}

/** Whether somebody's picture is paused. If nobody sends one, there is nothing to explain. */
export function picturesWait({ state, local }: Seated): boolean {
  const sent = ({ id, video, channel }: Participant): boolean =>
    id !== state.you.id && video && channel !== 'lobby';
  return local.picturesPaused && state.participants.some(sent);
}
