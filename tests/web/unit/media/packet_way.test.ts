// The points at which payloads are sealed and opened: sound and pictures pass them in both
// directions, and what cannot be sealed or opened goes no further.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VoiceSender } from '../../../../plugin/web/src/media/capture/voice_sender.js';
import { PacketMedia } from '../../../../plugin/web/src/media/packet_media.js';
import { PacketWay } from '../../../../plugin/web/src/media/packet_way.js';
import { RemotePeople } from '../../../../plugin/web/src/media/remote_people.js';
import { type PayloadSeal, unsealed } from '../../../../plugin/web/src/seal/payload_seal.js';
import { type RtpPacket, writeRtp } from '../../../../plugin/web/src/wire/rtp.js';
import { settled } from '../client/support/hand_time.js';
import { KeptWire, read } from './support/kept_wire.js';
import { tone } from './support/noise.js';
import { HandSeal, XorSeal, decoded, keyFrames, stubCodecs } from './support/sealing.js';

function sound(sequence: number, ...payload: number[]): RtpPacket {
  return {
    payloadType: 111,
    marker: false,
    sequence,
    timestamp: sequence * 960,
    ssrc: 0,
    audioLevel: { voice: true, minusDbov: 30 },
    keyFrame: null,
    payload: Uint8Array.of(0x78, ...payload),
  };
}
function picture(sequence: number, keyFrame: boolean): RtpPacket {
  return {
    ...sound(sequence, 5, 6),
    payloadType: 96,
    marker: true,
    audioLevel: null,
    keyFrame,
  };
}
const always = () => true;

/** A way whose received packets are kept. */
function wayWith(seal: PayloadSeal) {
  const taken: RtpPacket[] = [];
  const wire = new KeptWire();
  const way = new PacketWay(seal, (packet) => taken.push(packet));
  way.connect(wire);
  return { way, wire, taken };
}

/** A listener who knows a person with microphone and camera under the SSRC 7. */
function listenerWith(seal: PayloadSeal) {
  const people = new RemotePeople({
    play: () => undefined,
    silence: () => undefined,
    heard: () => undefined,
    wishKeyFrame: () => undefined,
  });
  people.set([{ id: 'ben', ssrc: 7, audio: true, video: true }]);
  people.show('ben', { getContext: () => null } as unknown as HTMLCanvasElement);
  const wire = new KeptWire();
  const way = new PacketWay(seal, (packet) => people.receive(packet, true));
  way.connect(wire);
  return { way, wire };
}

beforeEach(stubCodecs);
afterEach(() => vi.unstubAllGlobals());

describe('a payload on its way', () => {
  it('is sealed between encoder and RTP, and opened between RTP and decoder', async () => {
    const here = wayWith(new XorSeal(0x55));
    const sender = new VoiceSender((packet) => void here.way.send(packet, always));
    for (let frame = 0; frame < 4800; frame += 960) sender.take({ frame, samples: tone(0.3) });
    await settled();
    expect(here.wire.sent).toHaveLength(5);
    for (const { payload } of here.wire.packets) {
      expect([...payload].slice(0, 2)).toEqual([0x78 ^ 0x55, 7 ^ 0x55]);
      expect(payload).toHaveLength(7);
    }

    const there = listenerWith(new XorSeal(0x55));
    for (const bytes of here.wire.sent) there.wire.brings(bytes, 7);
    await settled();
    expect(decoded.sound).toEqual([1, 2, 3, 4, 5].map((number) => [0x78, 7, number]));
  });

  it('leaves level and frame mark outside the seal', async () => {
    const { way, wire } = wayWith(new XorSeal(1));
    await way.send(sound(1, 2), always);
    await way.send(picture(2, true), always);
    const [first, second] = wire.packets;
    expect(first).toMatchObject({ sequence: 1, audioLevel: { voice: true, minusDbov: 30 } });
    expect(second).toMatchObject({ sequence: 2, marker: true, keyFrame: true });
  });

  it('of a picture is opened before it is decoded', async () => {
    const here = wayWith(new XorSeal(3));
    await here.way.send(picture(1, true), always);
    const there = listenerWith(new XorSeal(3));
    for (const bytes of here.wire.sent) there.wire.brings(bytes, 7);
    await settled();
    expect(decoded.pictures).toEqual([[0x78, 5, 6]]);
  });

  it('travels as it is without encryption', async () => {
    const here = wayWith(unsealed);
    await here.way.send(sound(1, 2, 3), always);
    expect(here.wire.sent).toEqual([writeRtp(sound(1, 2, 3))]);
    const there = listenerWith(unsealed);
    for (const bytes of here.wire.sent) there.wire.brings(bytes, 7);
    await settled();
    expect(decoded.sound).toEqual([[0x78, 2, 3]]);
  });
});

describe('a payload that cannot be opened', () => {
  it.each([
    ['was sealed with another key', new XorSeal(0x55), (bytes: Uint8Array) => bytes],
    ['was never sealed', unsealed, (bytes: Uint8Array) => bytes],
    [
      'was given another number on the way',
      new XorSeal(0x44),
      (bytes: Uint8Array) => writeRtp({ ...read(bytes), sequence: 900 }),
    ],
  ])('because it %s is never decoded, and counted', async (_, seal, change) => {
    const here = wayWith(seal);
    await here.way.send(sound(1, 2), always);
    await here.way.send(picture(2, true), always);
    const there = listenerWith(new XorSeal(0x44));
    for (const bytes of here.wire.sent) there.wire.brings(change(bytes), 7);
    await settled();
    expect(decoded).toEqual({ sound: [], pictures: [] });
    expect(there.way.notOpened).toBe(2);
  });

  it('does not keep back the next ones', async () => {
    const seal = new HandSeal();
    const { way, wire, taken } = wayWith(seal);
    for (const number of [1, 2, 3]) wire.onpacket(sound(number, number));
    seal.calls[0]?.fail();
    seal.calls[1]?.answer(null);
    seal.calls[2]?.answer(Uint8Array.of(3));
    await settled();
    expect(taken.map(({ sequence }) => sequence)).toEqual([3]);
    expect(way.notOpened).toBe(2);
  });
});

describe('a payload that cannot be sealed', () => {
  it('is not sent, in no form, and counted', async () => {
    const { way, wire } = wayWith(new XorSeal(null));
    expect(await way.send(sound(1, 2), always)).toBe(false);
    expect(wire.sent).toEqual([]);
    expect(way.notSealed).toBe(1);
  });

  it('is not sent either if the seal fails', async () => {
    const seal = new HandSeal();
    const { way, wire } = wayWith(seal);
    const sending = way.send(sound(1, 2), always);
    seal.calls[0]?.fail();
    expect(await sending).toBe(false);
    expect(wire.sent).toEqual([]);
  });
});

describe('the order', () => {
  it('in which packets were sent stays, whichever is sealed first', async () => {
    const seal = new HandSeal();
    const { way, wire } = wayWith(seal);
    for (const number of [1, 2, 3]) void way.send(sound(number, number), always);
    for (const at of [2, 0, 1]) seal.calls[at]?.answer(Uint8Array.of(at));
    await settled();
    expect(wire.packets.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('in which packets came stays, whichever is opened first', async () => {
    const seal = new HandSeal();
    const { wire, taken } = wayWith(seal);
    for (const number of [1, 2, 3]) wire.onpacket(sound(number, number));
    for (const at of [2, 1, 0]) seal.calls[at]?.answer(Uint8Array.of(at));
    await settled();
    expect(taken.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});

describe('the media of a session', () => {
  /** Gives the frames of the open camera. */
  let camera: ReadableStreamDefaultController<unknown> | null = null;
  let frames = 0;

  beforeEach(() => {
    frames = 0;
    const events = { addEventListener: vi.fn(), removeEventListener: vi.fn() };
    vi.stubGlobal('document', { ...events, visibilityState: 'visible' });
    vi.stubGlobal(
      'MediaStreamTrackProcessor',
      class {
        readable = new ReadableStream({ start: (controller) => void (camera = controller) });
      },
    );
    const track = () => ({ stop: vi.fn(), ...events, getSettings: () => ({}) });
    vi.stubGlobal('navigator', {
      mediaDevices: {
        ...events,
        getUserMedia: async () => ({ getTracks: () => [track()], getVideoTracks: () => [track()] }),
        enumerateDevices: async () => [],
      },
    });
  });

  /** Media whose camera is open and confirmed. */
  async function withCamera(seal: PayloadSeal) {
    const media = new PacketMedia(seal);
    const wire = new KeptWire();
    media.connect(wire);
    await media.openCamera();
    media.confirm({ audio: false, video: true });
    return { media, wire };
  }
  async function film(): Promise<void> {
    camera?.enqueue({ timestamp: (frames += 1) * 100_000, visibleRect: null, close: vi.fn() });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  it('sends no picture while there is no key, and then begins with a key frame', async () => {
    const seal = new XorSeal(null);
    const { wire, media } = await withCamera(seal);
    await film();
    await film();
    expect(wire.sent).toEqual([]);
    seal.key = 4;
    await film();
    await film();
    expect(wire.packets.map(({ keyFrame }) => keyFrame)).toEqual([true, false]);
    expect(keyFrames).toEqual([true, true, true, false]);
    media.close();
  });

  it.each([
    [
      'closed',
      async (media: PacketMedia) => {
        media.closeCamera();
        await media.openCamera(); // the picture is not of this opening
      },
    ],
    [
      'closed by the server',
      async (media: PacketMedia) => {
        media.confirm({ audio: false, video: false });
        media.confirm({ audio: false, video: true }); // nor of this right
      },
    ],
  ])('sends nothing of a camera that was %s while its picture was sealed', async (_, interrupt) => {
    const seal = new HandSeal();
    const { wire, media } = await withCamera(seal);
    await film();
    expect(seal.calls).toHaveLength(1);
    await interrupt(media);
    seal.calls[0]?.answer(Uint8Array.of(1));
    await settled();
    expect(wire.sent).toEqual([]);
    media.close();
  });

  it('plays nothing that was opened after "not private now"', async () => {
    const seal = new HandSeal();
    const { wire, media } = await withCamera(seal);
    media.setRemotePeople([{ id: 'ben', ssrc: 7, audio: true, video: true }]);
    wire.onpacket({ ...sound(1, 2), ssrc: 7 });
    wire.onpacket({ ...sound(2, 3), ssrc: 7 });
    seal.calls[0]?.answer(Uint8Array.of(0x78, 1));
    await settled();
    expect(decoded.sound).toEqual([[0x78, 1]]);
    media.setPrivate(true);
    seal.calls[1]?.answer(Uint8Array.of(0x78, 2));
    await settled();
    expect(decoded.sound).toHaveLength(1);
    media.close();
  });
});
