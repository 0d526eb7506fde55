// Before the circle: arriving, waiting to be let in.

import type { Arrival, Local, Model } from '../../../../plugin/web/src/ui/model.js';
import type { SignalRecord, State } from '../../../../plugin/web/src/wire/messages.js';
import { begun, calm, person, record, stateAt } from '../people.js';
import type { Scenes } from '../scene.js';

const nothingYet: Arrival = {
  name: null,
  nameFixed: false,
  microphone: 'off',
  camera: 'off',
  level: 0,
  devices: { microphones: [], cameras: [], microphone: null, camera: null },
  silent: false,
};
const devices: Arrival['devices'] = {
  microphones: [
    { id: 'm1', label: 'Headset microphone' },
    { id: 'm2', label: 'Built-in microphone (array)' },
  ],
  cameras: [{ id: 'c1', label: 'Front camera' }],
  microphone: 'm1',
  camera: 'c1',
};

function arrive(more: Partial<Arrival> = {}): { model: Model } {
  return { model: { screen: 'arrive', arrival: { ...nothingYet, ...more } } };
}

/** Fills in what the person says, and perhaps presses too early. */
function says(view: HTMLElement, said: { name?: string; agreed?: boolean; press?: boolean }): void {
  const root = view.shadowRoot?.querySelector('stepback-arrive')?.shadowRoot;
  const name = root?.querySelector<HTMLInputElement>('#name');
  if (name && said.name !== undefined) {
    name.value = said.name;
    name.dispatchEvent(new Event('input'));
  }
  if (said.agreed) {
    for (const box of root?.querySelectorAll<HTMLInputElement>('[type=checkbox]') ?? [])
      box.click();
  }
  if (said.press) root?.querySelector<HTMLElement>('.primary')?.click();
}

const outside = { channel: 'lobby', audio: false, video: false } as const;
const you = person('jonas', 'Jonas', 'member', outside);
const okafor = person('okafor', 'Dr Okafor', 'facilitator');
const lehto = person('lehto', 'Dr Lehto', 'coFacilitator');

function lobby(
  phase: string,
  participants: State['participants'],
  more: Partial<Local> = {},
  signals: SignalRecord[] = [],
): { model: Model } {
  const minutes = phase === 'gathering' ? -4 : 8;
  return {
    model: {
      screen: 'lobby',
      state: stateAt(phase, minutes, 'jonas', {
        participants,
        may: { speak: false, show: false, hear: false },
        signals,
      }),
      local: calm({ microphone: 'off', camera: 'off', levels: new Map(), ...more }),
      now: () => begun + minutes * 60_000,
    },
  };
}

export const scenes: Scenes = {
  'arrive-fresh': arrive(),
  'arrive-asking': arrive({ microphone: 'opening', camera: 'opening' }),
  'arrive-ready': {
    ...arrive({ microphone: 'on', camera: 'on', level: 2, devices }),
    before: (view) => says(view, { name: 'Aino', agreed: true }),
  },
  'arrive-missing-word': {
    ...arrive({ microphone: 'on', camera: 'on', level: 1, devices }),
    before: (view) => says(view, { name: 'Aino', press: true }),
  },
  'arrive-refused': arrive({ microphone: 'refused', camera: 'refused' }),
  'arrive-no-devices': arrive({ microphone: 'missing', camera: 'missing' }),
  'arrive-no-camera': arrive({
    microphone: 'on',
    camera: 'missing',
    level: 3,
    devices: { ...devices, cameras: [], camera: null },
  }),
  'arrive-failed': arrive({ microphone: 'failed', camera: 'on', devices }),
  'arrive-named': arrive({
    name: 'Farid',
    nameFixed: true,
    microphone: 'on',
    camera: 'on',
    devices,
  }),
  'arrive-observer': arrive({ silent: true }),
  connecting: { model: { screen: 'connecting', again: false } },
  'connecting-again': { model: { screen: 'connecting', again: true } },
  lobby: lobby('gathering', [you, okafor]),
  'lobby-late': lobby('presentation', [you, okafor, lehto]),
  'lobby-no-leader': lobby('gathering', [you]),
  'lobby-told': lobby('gathering', [you, okafor], {}, [
    record({ from: 'jonas', kind: 'help', at: begun - 4 * 60_000, seenBy: ['okafor'] }),
  ]),
  'lobby-lost': lobby('gathering', [you, { ...okafor, connected: false }], { connection: 'lost' }),
};
