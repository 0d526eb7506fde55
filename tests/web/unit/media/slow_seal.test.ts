// A seal that takes long, or never answers.

import { describe, expect, it } from 'vitest';
import { PacketWay } from '../../../../plugin/web/src/media/packet_way.js';
import { type RtpPacket, payloadOpus, payloadVp8 } from '../../../../plugin/web/src/wire/rtp.js';
import { HandTime, settled } from '../client/support/hand_time.js';
import { KeptWire } from './support/kept_wire.js';
import { HandSeal } from './support/sealing.js';

function packet(payloadType: number, sequence: number): RtpPacket {
  return {
    payloadType,
    marker: false,
    sequence,
    timestamp: 0,
    ssrc: 0,
    audioLevel: null,
    keyFrame: payloadType === payloadVp8 ? true : null,
    payload: Uint8Array.of(1),
  };
}
const sound = (sequence: number) => packet(payloadOpus, sequence);

/** A way with a seal and a clock in the test's hand. */
function slowWay() {
  const seal = new HandSeal();
  const time = new HandTime();
  const taken: number[] = [];
  const way = new PacketWay(seal, ({ sequence }) => taken.push(sequence), time.clock);
  const wire = new KeptWire();
  way.connect(wire);
  return { seal, time, taken, way, wire };
}

describe('a slow seal', () => {
  it('lets sound go that is still fresh, and no older speech', async () => {
    const { seal, time, way, wire } = slowWay();
    const early = way.send(sound(1), () => true);
    time.advance(1);
    const later = way.send(sound(2), () => true);
    time.advance(400);
    for (const call of seal.calls) call.answer(Uint8Array.of(7));
    expect(await Promise.all([early, later])).toEqual([false, true]);
    expect(wire.sent).toHaveLength(1);
    expect(way.notSealed).toBe(1);
  });

  it('lets pictures go at any age, since the next ones need them', async () => {
    const { seal, time, way } = slowWay();
    const sending = way.send(packet(payloadVp8, 1), () => true);
    time.advance(1000);
    seal.calls[0]?.answer(Uint8Array.of(7));
    expect(await sending).toBe(true);
  });
});

describe('a seal that hangs', () => {
  it('holds a second of sound, and drops what comes after until it answers', async () => {
    const { seal, way, wire } = slowWay();
    for (let number = 0; number < 60; number += 1) void way.send(sound(number), () => true);
    expect(seal.calls).toHaveLength(50);
    expect(await way.send(sound(60), () => true)).toBe(false);
    expect(way.notSealed).toBe(11);
    for (const call of seal.calls) call.answer(Uint8Array.of(7));
    await expect.poll(() => wire.sent.length).toBe(50);
    void way.send(sound(61), () => true);
    expect(seal.calls).toHaveLength(51);
  });

  it('holds a bounded number of received packets, and goes on when it answers', async () => {
    const { seal, taken, way, wire } = slowWay();
    for (let number = 0; number < 510; number += 1) wire.onpacket(sound(number));
    expect(seal.calls).toHaveLength(500);
    expect(way.notOpened).toBe(10);
    for (const call of seal.calls) call.answer(Uint8Array.of(7));
    await expect.poll(() => taken.length).toBe(500);
    wire.onpacket(sound(510));
    seal.calls[500]?.answer(Uint8Array.of(7));
    await settled();
    expect(taken.at(-1)).toBe(510);
  });
});
