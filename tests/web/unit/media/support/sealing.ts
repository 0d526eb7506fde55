// A seal for tests, and codecs whose packets can be read.

import { vi } from 'vitest';
import type { PayloadSeal } from '../../../../../plugin/web/src/seal/payload_seal.js';
import type { RtpPacket } from '../../../../../plugin/web/src/wire/rtp.js';

/** Turns each byte over with a key, and appends a tag of four bytes over number and payload. */
export class XorSeal implements PayloadSeal {
  /** Without a key nothing is sealed. */
  constructor(public key: number | null) {}

  async seal({ sequence, payload }: RtpPacket): Promise<Uint8Array | null> {
    const { key } = this;
    if (key === null) return null;
    return Uint8Array.of(...payload.map((byte) => byte ^ key), ...tagOf(key, sequence, payload));
  }
  async open({ sequence, payload }: RtpPacket): Promise<Uint8Array | null> {
    const { key } = this;
    if (key === null) return null;
    const opened = payload.slice(0, -4).map((byte) => byte ^ key);
    const tag = tagOf(key, sequence, opened);
    return tag.every((byte, at) => byte === payload.at(at - 4)) ? opened : null;
  }
}

/** FNV-1a: any changed byte changes it. */
function tagOf(key: number, sequence: number, payload: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of [key, sequence & 0xff, sequence >> 8, ...payload]) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return Uint8Array.of(hash >>> 24, hash >>> 16, hash >>> 8, hash);
}

/** One call of a seal, which the test answers. */
export interface Call {
  packet: RtpPacket;
  answer: (payload: Uint8Array | null) => void;
  fail: () => void;
}

/** A seal that answers when the test says so. */
export class HandSeal implements PayloadSeal {
  readonly calls: Call[] = [];

  seal(packet: RtpPacket): Promise<Uint8Array | null> {
    return this.ask(packet);
  }
  open(packet: RtpPacket): Promise<Uint8Array | null> {
    return this.ask(packet);
  }
  private ask(packet: RtpPacket): Promise<Uint8Array | null> {
    return new Promise((answer, reject) => {
      this.calls.push({ packet, answer, fail: () => reject(new Error('no crypto here')) });
    });
  }
}

/** The bytes that decoders were given. */
export const decoded: { sound: number[][]; pictures: number[][] } = { sound: [], pictures: [] };
/** For each picture that an encoder was asked for, whether it is a key frame. */
export const keyFrames: boolean[] = [];

interface Init {
  output: (data: unknown) => void;
}
interface Given {
  data: Uint8Array;
}
class Chunk {
  readonly byteLength: number;
  constructor(
    readonly type: 'key' | 'delta',
    readonly timestamp: number,
    private readonly bytes: Uint8Array,
  ) {
    this.byteLength = bytes.length;
  }
  copyTo(room: Uint8Array): void {
    room.set(this.bytes);
  }
}

/** Stands for WebCodecs. A packet of sound is one byte of Opus' head and two more. */
export function stubCodecs(): void {
  decoded.sound = [];
  decoded.pictures = [];
  keyFrames.length = 0;
  const codec = (work: (given: never, init: Init, options: never) => void) =>
    class {
      state = 'configured';
      encodeQueueSize = 0;
      decodeQueueSize = 0;
      constructor(private readonly init: Init) {}
      configure(): void {}
      close(): void {
        this.state = 'closed';
      }
      encode(given: never, options: never): void {
        work(given, this.init, options);
      }
      decode(given: never): void {
        work(given, this.init, undefined as never);
      }
    };
  let number = 0;
  vi.stubGlobal(
    'AudioEncoder',
    codec(({ timestamp }: { timestamp: number }, { output }) => {
      output(new Chunk('key', timestamp, Uint8Array.of(0x78, 7, (number += 1))));
    }),
  );
  vi.stubGlobal(
    'VideoEncoder',
    codec(({ timestamp }: { timestamp: number }, { output }, options: { keyFrame: boolean }) => {
      keyFrames.push(options.keyFrame);
      const type = options.keyFrame ? 'key' : 'delta';
      output(new Chunk(type, timestamp, Uint8Array.of(9, 9, (number += 1))));
    }),
  );
  vi.stubGlobal(
    'AudioDecoder',
    codec(({ data }: Given) => decoded.sound.push([...data])),
  );
  vi.stubGlobal(
    'VideoDecoder',
    codec(({ data }: Given) => decoded.pictures.push([...data])),
  );
  class Whole {
    constructor(init: object) {
      Object.assign(this, init);
    }
    close(): void {}
  }
  for (const name of ['AudioData', 'EncodedAudioChunk', 'EncodedVideoChunk']) {
    vi.stubGlobal(name, Whole);
  }
}
