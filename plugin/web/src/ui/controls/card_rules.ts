// The card of a person who listens, or who is invited to open their microphone; pure rules.

import { timeOfDay, type Words } from '../../words/words.js';
import type { Invited, Seated } from '../model.js';
import { iListen } from './own_rights.js';
import { minutesToReturn } from './return_point.js';

/** A card beside the circle for one person only. */
export type Card =
  | { kind: 'listening' }
  /** The devices to open. `private`: they can be opened only after "private again". */
  | { kind: 'invitation'; why: Invited; microphone: boolean; camera: boolean; private: boolean };

/** The card that this person needs now; null if none. */
export function cardOf({ state, local }: Seated): Card | null {
  if (iListen(state)) return { kind: 'listening' };
  if (!local.invited || local.connection === 'lost') return null;
  const { speak, show } = state.you.may;
  if (!speak && !show) return null;
  return {
    kind: 'invitation',
    why: local.invited,
    microphone: speak,
    camera: show,
    private: local.privateNow,
  };
}

/**
 * The card's title. It says which people hear and see the listener at this moment, and which people
 * the listener hears. A template may let a stepped-back presenter be seen.
 */
export function listeningTitle(words: Words, { state, local }: Seated): string {
  const sentences = words.controls.listening;
  if (local.connection === 'lost') return sentences.titleLost;
  if (local.privateNow) return sentences.titlePrivate;
  if (local.soundBlocked) return sentences.titleDeaf;
  return state.you.may.show ? sentences.titleSeen : sentences.title;
}

/** The time of the return; empty if it is not known, or if the person hides the clock. */
export function returnSentence(words: Words, { state, local }: Seated, now: number): string {
  const sentences = words.controls.listening;
  const { session } = state;
  if (local.clockHidden) return '';
  if (session.held) return sentences.held;
  const minutes = minutesToReturn(session, now);
  if (minutes === null || session.returnAt === null) return '';
  if (minutes === 0) return sentences.soon;
  return sentences.back(minutes, timeOfDay(words, session.returnAt));
}
