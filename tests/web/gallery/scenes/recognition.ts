// People who wait outside while somebody is away, and the presenter's way back.

import { IntentEvent } from '../../../../plugin/web/src/ui/model.js';
import type { Participant, State } from '../../../../plugin/web/src/wire/messages.js';
import { openDesk, press, scene } from '../desk_scene.js';
import { changed, listening, person, presenting, stateAt } from '../people.js';
import type { Scenes } from '../scene.js';

const outside = (id: string, name: string, more: Partial<Participant> = {}): Participant =>
  person(id, name, 'member', { channel: 'lobby', audio: false, video: false, ...more });

/** In the discussion some have lost their connection, and others wait. */
function away(
  changes: Readonly<Record<string, Partial<Participant>>>,
  ...waiting: Participant[]
): State {
  return stateAt('discussion', 27, 'okafor', {
    participants: [...changed(listening(), changes), ...waiting],
    may: { lead: true },
  });
}

/** Answers for the session element, which the gallery does not have. */
function giveLink(event: Event): void {
  if (!(event instanceof IntentEvent) || event.detail.kind !== 'wayBack') return;
  event.detail.give('https://balint.example/#join=header.claims.signature');
}

const gone: Partial<Participant> = { connected: false };

export const scenes: Scenes = {
  'recognition-presenter': scene(away({ farid: gone }, outside('farid2', 'Farid')), {}, openDesk),
  'recognition-several': scene(
    away(
      { farid: gone, chiara: gone },
      outside('maria', 'Maria Elisabeth', { by: 'own' }),
      outside('jonas', 'Jonas', { role: 'observer', seat: 'observer' }),
    ),
    {},
    openDesk,
  ),
  'recognition-member': scene(
    away({ chiara: gone }, outside('jonas', 'Jonas'), outside('mei', 'Mei')),
    {},
    openDesk,
  ),
  'way-back-presenting': scene(
    stateAt('presentation', 9, 'farid', { participants: presenting() }),
    { wayBack: true },
  ),
  'way-back-not-copied': scene(
    stateAt('presentation', 9, 'farid', { participants: presenting() }),
    { wayBack: true },
    async (view) => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
      view.addEventListener('stepback-intent', giveLink);
      await press('stepback-copy-link >> .copy')(view);
    },
  ),
  'way-back-listening': scene(
    stateAt('discussion', 27, 'farid', {
      participants: listening(),
      may: { speak: false, show: false },
    }),
    { wayBack: true, microphone: 'off', camera: 'off' },
  ),
};
