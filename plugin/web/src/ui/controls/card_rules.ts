// What the card of someone who listens, or who is invited to open their microphone, says: pure.

import { timeOfDay, type Words } from '../../words/words.js';
import type { Invited, Seated } from '../model.js';
import { iListen } from './own_rights.js';
import { minutesToReturn } from './return_point.js';

/** What stands beside the circle for one person alone. */
export type Card =
  | { kind: 'listening' }
  /** What may be opened; `private`: only after one is private again. */
  | { kind: 'invitation'; why: Invited; microphone: boolean; camera: boolean; private: boolean };

/** The card that this person needs now, if any. */
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
 * Who hears and sees the one who listens, and whom they hear: always what is true at this moment. A
 * template may let a stepped-back presenter be seen.
 */
export function listeningTitle(words: Words, { state, local }: Seated): string {
  const sentences = words.controls.listening;
  if (local.connection === 'lost') return sentences.titleLost;
  if (local.privateNow) return sentences.titlePrivate;
  if (local.soundBlocked) return sentences.titleDeaf;
  return state.you.may.show ? sentences.titleSeen : sentences.title;
}

/** When one is invited back; empty where nobody knows, or where the person wants no clock. */
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
