import { describe, expect, it } from 'vitest';
import { type RtpPacket, readRtp, writeRtp } from '../../../../plugin/web/src/wire/rtp.js';
import { type PacketSample, bytesOf, hexOf, parsed, protocolFile } from './golden.js';

const valid = parsed<PacketSample[]>(protocolFile('golden/rtp/valid.json'));
const invalid = parsed<{ why: string; hex: string }[]>(protocolFile('golden/rtp/invalid.json'));

function packetIn(bytes: Uint8Array): RtpPacket {
  const packet = readRtp(bytes);
  if ('error' in packet) throw new Error(packet.error);
  return packet;
}

describe('a golden packet', () => {
  it.each(valid.map((sample) => [sample.why, sample] as const))('%s', (_, sample) => {
    const packet = packetIn(bytesOf(sample.hex));
    expect({ ...packet, payload: hexOf(packet.payload) }).toEqual(sample.packet);
    if (sample.canonical) expect(hexOf(writeRtp(packet))).toBe(sample.hex);
    else expect(packetIn(writeRtp(packet))).toEqual(packet);
  });

  it.each(valid.map((sample) => [sample.why, sample] as const))(
    '%s: is read within larger memory, and no byte beyond its own',
    (_, sample) => {
      const bytes = bytesOf(sample.hex);
      const memory = new Uint8Array(bytes.length + 40).fill(0xff);
      memory.set(bytes, 20);
      const packet = packetIn(memory.subarray(20, 20 + bytes.length));
      expect({ ...packet, payload: hexOf(packet.payload) }).toEqual(sample.packet);
    },
  );
});

describe('bytes that are no packet', () => {
  it.each(invalid.map(({ why, hex }) => [why, hex] as const))('%s', (_, hex) => {
    expect(readRtp(bytesOf(hex))).toHaveProperty('error');
  });

  it('never make the reader throw', () => {
    let seed = 1;
    const chance = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 20_000; round += 1) {
      const sample = valid[Math.floor(chance() * valid.length)];
      const bytes = bytesOf(sample?.hex ?? '');
      for (let change = 0; change < 3; change += 1) {
        bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
      }
      const packet = readRtp(bytes.subarray(0, Math.ceil(chance() * bytes.length)));
      if (!('error' in packet)) expect(packet.payload.length).toBeGreaterThan(0);
    }
  });
});

it('wraps numbers that have run beyond their width', () => {
  const packet = packetIn(
    writeRtp({
      payloadType: 111,
      marker: false,
      sequence: 65_536 + 3,
      timestamp: 2 ** 32 + 960,
      ssrc: 0,
      audioLevel: null,
      keyFrame: null,
      payload: Uint8Array.of(1),
    }),
  );
  expect(packet).toMatchObject({ sequence: 3, timestamp: 960 });
});
