// After the circle: the leaders' debrief, and every farewell.

import type { Farewell, Model } from '../../../../plugin/web/src/ui/model.js';
import { begun, calm, person, stateAt } from '../people.js';
import type { Scenes } from '../scene.js';

const support = [
  'Student wellbeing, 09 123 4567, weekdays 9 to 16',
  'Dr Okafor, okafor@university.example',
];

function bye(why: Farewell, more: { support?: string[]; title?: string | null } = {}): Model {
  return { screen: 'farewell', why, support: more.support ?? [], title: more.title ?? null };
}

const debrief: Model = {
  screen: 'debrief',
  state: stateAt('debrief', 63, 'okafor', {
    participants: [
      person('okafor', 'Dr Okafor', 'facilitator'),
      person('lehto', 'Dr Lehto', 'coFacilitator'),
    ],
    may: { lead: true },
    prompts: [
      'What did the group do with this case, and we with the group?',
      'Is there someone to look after before next time?',
    ],
  }),
  local: calm({ levels: new Map([['lehto', 2]]) }),
  now: () => begun + 63 * 60_000,
};

export const scenes: Scenes = {
  debrief: { model: debrief },
  'debrief-end': {
    model: debrief,
    before: async (view) => {
      const screen = view.shadowRoot?.querySelector('stepback-debrief');
      screen?.shadowRoot?.querySelector<HTMLElement>('#end')?.click();
      await screen?.updateComplete;
    },
  },
  'farewell-ended': { model: bye('ended', { support, title: 'Thursday group' }) },
  'farewell-ended-plain': { model: bye('ended', { title: 'Thursday group' }) },
  'farewell-left': { model: bye('left', { support, title: 'Thursday group' }) },
  'farewell-removed': { model: bye('removed', { support, title: 'Thursday group' }) },
  'farewell-superseded': { model: bye('superseded', { title: 'Thursday group' }) },
  'farewell-full': { model: bye('full') },
  'farewell-locked': { model: bye('locked') },
  'farewell-bad-token': { model: bye('badToken') },
  'farewell-unknown-session': { model: bye('unknownSession') },
  'farewell-no-link': { model: bye('noLink') },
  'farewell-not-allowed': { model: bye('notAllowed') },
  'farewell-outdated': { model: bye('outdated') },
  'farewell-unreachable': { model: bye('unreachable') },
  unsupported: { model: { screen: 'unsupported', missing: ['webCodecs', 'opus'] } },
  'unsupported-insecure': {
    model: { screen: 'unsupported', missing: ['secureContext', 'webCodecs', 'audioWorklet'] },
  },
};
