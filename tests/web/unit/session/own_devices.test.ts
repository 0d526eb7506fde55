import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../../plugin/web/src/client/refusal.js';
import { OwnDevices, type Devices } from '../../../../plugin/web/src/session/own_devices.js';
import type { DeviceState } from '../../../../plugin/web/src/media/base/types.js';
import { everything, person } from '../../gallery/people.js';
import { AClient } from '../client/support/a_client.js';
import { aState } from '../client/support/fake_network.js';
import { settled } from '../client/support/hand_time.js';

/** Devices whose browser says yes, unless the test says otherwise. */
class GrantingDevices implements Devices {
  microphone: DeviceState = 'off';
  camera: DeviceState = 'off';
  answer: DeviceState = 'opening';
  confirmed = { audio: false, video: false };

  openMicrophone(): Promise<DeviceState> {
    this.microphone = this.answer;
    return Promise.resolve(this.answer);
  }
  openCamera(): Promise<DeviceState> {
    this.camera = this.answer;
    return Promise.resolve(this.answer);
  }
  closeMicrophone(): void {
    this.microphone = 'off';
  }
  closeCamera(): void {
    this.camera = 'off';
  }
  confirm(confirmed: { audio: boolean; video: boolean }): void {
    this.confirmed = confirmed;
    if (confirmed.audio && this.microphone === 'opening') this.microphone = 'on';
    if (confirmed.video && this.camera === 'opening') this.camera = 'on';
  }
}

let media: GrantingDevices;
let asked: { audio: boolean; video: boolean }[];
let told: string[];
/** The server's answer to a request: as the wire has it, the confirming state and then `ok`. */
let answer: (audio: boolean, video: boolean) => Promise<void>;
let devices: OwnDevices;
const me = person('farid', 'Farid', 'member', { audio: false, video: false });

beforeEach(() => {
  media = new GrantingDevices();
  asked = [];
  told = [];
  answer = (audio, video) => {
    devices.follow({ ...me, audio, video }, everything);
    return Promise.resolve();
  };
  devices = new OwnDevices(
    media,
    (audio, video) => {
      asked.push({ audio, video });
      return answer(audio, video);
    },
    (device, why) => told.push(`${device} ${typeof why === 'string' ? why : why.code}`),
  );
  devices.follow(me, everything);
});

describe('one’s own devices', () => {
  it('ask the server for what was pressed, and count as on once it has confirmed', async () => {
    let reply: () => void = () => undefined;
    answer = () => new Promise((resolve) => (reply = resolve));
    const pressed = devices.set('microphone', true);
    await settled();
    expect(asked).toEqual([{ audio: true, video: false }]);
    expect(media.microphone).toBe('opening');
    devices.follow({ ...me, audio: true }, everything);
    reply();
    await pressed;
    expect(media.microphone).toBe('on');
  });

  it('keep the microphone when the camera is opened after it', async () => {
    await devices.set('microphone', true);
    await devices.set('camera', true);
    expect(asked.at(-1)).toEqual({ audio: true, video: true });
  });

  it('are stopped before anything else when the right goes', async () => {
    await devices.set('microphone', true);
    devices.follow({ ...me, audio: false }, { ...everything, speak: false });
    expect(media.microphone).toBe('off');
    expect(media.confirmed).toEqual({ audio: false, video: false });
  });

  it('are not opened by the server alone, nor again after it closed them', async () => {
    await devices.set('microphone', true);
    devices.follow({ ...me, audio: false }, everything); // a leader has closed it
    expect(media.microphone).toBe('off');
    devices.follow({ ...me, audio: true }, everything);
    expect(media.microphone).toBe('off');
  });

  it('stay open while the question is on its way, whatever state comes first', async () => {
    let reply: () => void = () => undefined;
    answer = () => new Promise((resolve) => (reply = resolve));
    const pressed = devices.set('microphone', true);
    await settled();
    devices.follow(me, everything); // somebody else's change
    expect(media.microphone).toBe('opening');
    devices.follow({ ...me, audio: true }, everything);
    reply();
    await pressed;
    expect(media.microphone).toBe('on');
  });

  it('are closed by a leader although the other one was pressed, and the server is told', async () => {
    await devices.set('microphone', true);
    let reply: () => void = () => undefined;
    const granted = answer;
    answer = () => new Promise((resolve) => (reply = resolve));
    const pressed = devices.set('camera', true);
    await settled();
    expect(asked.at(-1)).toEqual({ audio: true, video: true });
    devices.follow(me, everything); // the leader closes the microphone meanwhile
    expect([media.microphone, media.camera]).toEqual(['off', 'opening']);
    answer = granted;
    devices.follow({ ...me, audio: true, video: true }, everything); // the press was older
    reply();
    await pressed;
    await settled();
    expect([media.microphone, media.camera]).toEqual(['off', 'on']);
    expect(asked.at(-1)).toEqual({ audio: false, video: true });
    expect(told).toEqual([]);
  });

  it('are stopped, and it is said, when the server refuses', async () => {
    answer = () => Promise.reject(new Refusal('notPermitted', ''));
    await devices.set('microphone', true);
    expect(media.microphone).toBe('off');
    expect(told).toEqual(['microphone notPermitted']);
  });

  it('say what the browser said no to, and ask the server nothing', async () => {
    media.answer = 'refused';
    await devices.set('camera', true);
    expect(told).toEqual(['camera refused']);
    expect(asked).toEqual([]);
  });

  it('are off after a lost connection until they are pressed again', async () => {
    await devices.set('microphone', true);
    devices.loseBoth();
    expect(media.microphone).toBe('off');
    devices.follow(me, everything);
    expect(media.microphone).toBe('off');
    expect(asked).toHaveLength(1);
  });

  it('are both closed at one press, before the server is asked', async () => {
    await devices.set('microphone', true);
    await devices.set('camera', true);
    devices.close();
    expect([media.microphone, media.camera]).toEqual(['off', 'off']);
    await settled();
    expect(asked.at(-1)).toEqual({ audio: false, video: false });
  });
});

describe('one’s own devices and the connection', () => {
  it('close in this order after a state that cannot be read: microphone, camera, connection', async () => {
    const person = AClient.seated();
    const closed: string[] = [];
    media.closeMicrophone = () => {
      media.microphone = 'off';
      closed.push('microphone');
    };
    media.closeCamera = () => {
      media.camera = 'off';
      closed.push('camera');
    };
    person.socket.close = () => void closed.push('connection');
    devices.followClient(person.client);
    person.client.on('connection', () => closed.push('told'));
    await devices.set('microphone', true);
    await devices.set('camera', true);

    person.socket.saysText('{"type":"state"}');
    expect(closed).toEqual(['microphone', 'camera', 'told', 'connection']);
  });

  it('close when a state takes the right away', async () => {
    const person = AClient.seated();
    devices.followClient(person.client);
    await devices.set('microphone', true);
    const { you } = aState();
    person.socket.says(aState({ you: { ...you, may: { ...you.may, speak: false } } }));
    expect(media.microphone).toBe('off');
  });
});
