// A stay in a session with media of another kind than packets: the controller needs SessionMedia and
// nothing else of them.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceState, Devices, Level } from '../../../../plugin/web/src/media/base/types.js';
import type {
  MediaWire,
  ReceptionReport,
  RemotePerson,
  SessionMedia,
} from '../../../../plugin/web/src/media/session_media.js';
import { SessionController } from '../../../../plugin/web/src/session/session_controller.js';
import type { State } from '../../../../plugin/web/src/wire/messages.js';
import { type RtpPacket, writeRtp } from '../../../../plugin/web/src/wire/rtp.js';
import { everything } from '../../gallery/people.js';
import { memoryOf, token } from '../client/support/a_client.js';
import { FakeNetwork, aState } from '../client/support/fake_network.js';
import { HandTime, settled } from '../client/support/hand_time.js';
import { forgetfulStore } from '../../../../plugin/web/src/client/storage.js';

/** Media that open every device and note what they are told, in order. */
class NotedMedia implements SessionMedia {
  onchange = () => undefined;
  onbeat = () => undefined;
  microphone: DeviceState = 'off';
  camera: DeviceState = 'off';
  readonly ownLevel: Level = 0;
  readonly devices: Devices = { microphones: [], cameras: [], microphone: null, camera: null };
  soundBlocked = false;
  readonly levels = new Map<string, Level>();
  readonly lastHeardAt = -Infinity;
  picturesPaused = false;
  report: ReceptionReport = { received: 0, lost: 0, playing: false };

  readonly told: string[] = [];
  readonly packets: RtpPacket[] = [];
  people: readonly RemotePerson[] = [];
  wire: MediaWire | null = null;

  connect(wire: MediaWire): void {
    this.wire = wire;
    wire.onpacket = (packet) => this.packets.push(packet);
  }
  async tryDevices(): Promise<void> {}
  async choose(): Promise<void> {}
  async openMicrophone(): Promise<DeviceState> {
    return (this.microphone = 'on');
  }
  async openCamera(): Promise<DeviceState> {
    return (this.camera = 'on');
  }
  closeMicrophone(): void {
    this.microphone = 'off';
    this.told.push('close microphone');
  }
  closeCamera(): void {
    this.camera = 'off';
    this.told.push('close camera');
  }
  confirm({ audio, video }: { audio: boolean; video: boolean }): void {
    this.told.push(`confirm ${audio ? 'audio' : '-'} ${video ? 'video' : '-'}`);
  }
  keyFrameWished(): void {
    this.told.push('key frame');
  }
  async startSound(): Promise<boolean> {
    this.told.push('start sound');
    return true;
  }
  setRemotePeople(people: readonly RemotePerson[]): void {
    this.people = people;
  }
  setPrivate(on: boolean): void {
    this.told.push(on ? 'private' : 'public');
  }
  takeReport(): ReceptionReport {
    return this.report;
  }
  show(): () => void {
    return () => undefined;
  }
  mirror(): () => void {
    return () => undefined;
  }
  close(): void {
    this.told.push('close');
  }
}

let media: NotedMedia;
let network: FakeNetwork;
let controller: SessionController;

/** The golden state as of a person whose devices and rights are these. */
function stateWith(audio: boolean, video: boolean, may = everything): State {
  const state = aState();
  const participants = state.participants.map((each) =>
    each.id === state.you.id ? { ...each, audio, video } : each,
  );
  return { ...state, participants, you: { ...state.you, may } };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  vi.stubGlobal('window', globalThis);
  const time = new HandTime();
  media = new NotedMedia();
  network = new FakeNetwork();
  controller = new SessionController({
    server: 'https://balint.example/',
    token,
    name: 'Aino',
    memory: memoryOf(time, forgetfulStore()),
    media,
    onchange: () => undefined,
    seams: {
      makeSocket: network.makeSocket,
      watchForWake: network.watchForWake,
      clock: time.clock,
      timers: time.timers,
      random: () => 0.5,
    },
  });
  controller.join();
  network.socket.seats({}, stateWith(false, false));
  media.told.length = 0;
});
afterEach(() => {
  controller.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a stay with other media than packets', () => {
  it('lets them play everybody else who is in the session', () => {
    const { participants, you } = aState();
    const others = participants.filter(({ id, channel }) => id !== you.id && channel !== 'lobby');
    expect(others.length).toBeGreaterThan(1);
    expect(media.people).toEqual(
      others.map(({ id, ssrc, audio, video }) => ({ id, ssrc, audio, video })),
    );
  });

  it('opens a device after a press, and confirms it by the state', async () => {
    controller.ask({ kind: 'microphone', on: true });
    await settled();
    expect(network.socket.last('publish')).toMatchObject({ audio: true, video: false });
    network.socket.says(stateWith(true, false));
    expect(media.told).toEqual(['confirm audio -']);
  });

  it('stops a device before it takes a confirmation away', async () => {
    controller.ask({ kind: 'microphone', on: true });
    await settled();
    network.socket.says(stateWith(true, false));
    network.socket.grants('publish');
    await settled();
    media.told.length = 0;
    network.socket.says(stateWith(false, false, { ...everything, speak: false }));
    expect(media.told).toEqual(['close microphone', 'confirm - -']);
  });

  it('closes a device at the server when they report that it failed', async () => {
    controller.ask({ kind: 'microphone', on: true });
    await settled();
    network.socket.says(stateWith(true, false));
    network.socket.grants('publish');
    await settled();
    media.microphone = 'failed';
    media.onchange();
    await settled();
    expect(network.socket.last('publish')).toMatchObject({ audio: false, video: false });
  });

  it('asks again with the next report for a closing that the server refused', async () => {
    controller.ask({ kind: 'microphone', on: true });
    await settled();
    network.socket.says(stateWith(true, false));
    network.socket.grants('publish');
    await settled();
    controller.ask({ kind: 'microphone', on: false });
    for (let request = 0; request < 2; request += 1) {
      await settled();
      network.socket.refuses('publish', 'rateLimited');
    }
    await settled();
    expect(network.socket.count('publish')).toBe(3);
    vi.advanceTimersByTime(5000);
    await settled();
    expect(network.socket.count('publish')).toBe(4);
    expect(network.socket.last('publish')).toMatchObject({ audio: false, video: false });
  });

  it('stops both when the connection breaks', async () => {
    controller.ask({ kind: 'open', microphone: true, camera: true });
    await settled();
    network.socket.says(stateWith(true, true));
    media.told.length = 0;
    network.socket.breaks();
    expect(media.told).toEqual(['close microphone', 'close camera', 'confirm - -']);
  });

  it('tells a leader once that a change which was not kept is not in force any more', () => {
    const leads = stateWith(false, false, { ...everything, lead: true });
    const pending = [{ does: 'lock' as const, since: 5 }];
    network.socket.says({ ...leads, session: { ...leads.session, locked: true, pending } });
    network.socket.breaks();
    network.comesBack();
    network.socket.seats({}, leads);
    const told = (): unknown => 'local' in controller.model && controller.model.local.notice;
    expect(told()).toMatchObject({ about: 'command', why: 'lostChange' });
    controller.ask({ kind: 'dismissNotice' });
    network.socket.says(leads);
    expect(told()).toBeNull();
  });

  it('gives them a wire, which they may use or not', async () => {
    const packet: RtpPacket = {
      payloadType: 111,
      marker: false,
      sequence: 1,
      timestamp: 2,
      ssrc: 3,
      audioLevel: null,
      keyFrame: null,
      payload: Uint8Array.of(4),
    };
    network.socket.sends(writeRtp(packet));
    expect(media.packets).toEqual([packet]);
    expect(media.wire?.send(Uint8Array.of(5))).toBe(true);
    expect(network.socket.packets).toEqual([Uint8Array.of(5)]);
    media.wire?.wishKeyFrame(7);
    expect(network.socket.last('keyframe').ssrc).toBe(7);
    network.socket.waiting = 99;
    expect(media.wire?.waiting).toBe(99);
  });

  it('passes on the wish for a key frame, and "not private now"', () => {
    network.socket.says({ type: 'keyframe' });
    controller.ask({ kind: 'privateNow', on: true });
    expect(media.told).toEqual(['key frame', 'private']);
  });

  it('reports once in five seconds, whether a timer or their beat says so', () => {
    vi.advanceTimersByTime(5000);
    media.onbeat();
    media.onbeat();
    expect(network.socket.count('report')).toBe(1);
  });

  it('reports what they heard', () => {
    media.report = { received: 240, lost: 10, playing: true };
    vi.advanceTimersByTime(5000);
    expect(network.socket.last('report')).toMatchObject(media.report);
  });

  it('shows what they know', () => {
    media.soundBlocked = true;
    media.picturesPaused = true;
    const { model } = controller;
    expect('local' in model && model.local).toMatchObject({
      soundBlocked: true,
      picturesPaused: true,
      microphone: 'off',
    });
  });

  it('hands a way back out at a press, and keeps it out of the model', async () => {
    const { you, participants } = stateWith(false, false);
    const seats = participants.map((each) =>
      each.id === you.id ? { ...each, seat: 'presenter' as const } : each,
    );
    network.socket.says({ ...stateWith(false, false), participants: seats });
    const shown = (): unknown => 'local' in controller.model && controller.model.local.wayBack;
    expect(shown()).toBe(false);
    const [token, expires] = ['way.back.token', Number.MAX_SAFE_INTEGER];
    network.socket.says({ type: 'wayBack', participant: you.id, token, expires });
    expect(shown()).toBe(true);
    expect(JSON.stringify(controller.model)).not.toContain(token);
    const given: string[] = [];
    controller.ask({ kind: 'wayBack', participant: you.id, give: (link) => given.push(link) });
    await settled();
    expect(given).toEqual([`https://balint.example/#join=${token}`]);
    controller.ask({ kind: 'dismissWayBack' });
    expect(shown()).toBe(false);
  });

  it('tells a leader why there is no way back', async () => {
    controller.ask({ kind: 'wayBack', participant: 'p1', give: () => expect.unreachable() });
    network.socket.refuses('wayBack', 'notPermitted');
    await settled();
    const { model } = controller;
    expect('local' in model && model.local.notice).toMatchObject({ why: 'notPermitted' });
  });

  it('closes them when it ends', () => {
    network.socket.says({ type: 'bye', code: 'removed', message: 'Gone.' });
    expect(media.told.at(-1)).toBe('close');
  });
});
