import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block } from '../../../../plugin/web/src/media/playout/jitter_buffer.js';
import { PictureReceiver } from '../../../../plugin/web/src/media/pictures/picture_receiver.js';
import { VoiceReceiver } from '../../../../plugin/web/src/media/playout/voice_receiver.js';
import type { RtpPacket } from '../../../../plugin/web/src/wire/rtp.js';

interface Init {
  output: (data: unknown) => void;
  error: (error: Error) => void;
}

/** A decoder with the parts that the receivers use. It answers at once. */
class Decoder {
  static all: Decoder[] = [];
  state = 'configured';
  decodeQueueSize = 0;
  decoded: { timestamp: number; type: string }[] = [];

  constructor(readonly init: Init) {
    Decoder.all.push(this);
  }
  configure(): void {}
  close(): void {
    this.state = 'closed';
  }
  fail(): void {
    this.state = 'closed';
    this.init.error(new Error('garbage'));
  }
  decode(chunk: { timestamp: number; type: string }): void {
    if (this.state === 'closed') throw new Error('decode after close');
    this.decoded.push(chunk);
    this.init.output({
      timestamp: chunk.timestamp,
      numberOfFrames: 960,
      copyTo: () => undefined,
      close: () => undefined,
    });
  }
}
class Chunk {
  readonly timestamp: number;
  readonly type: string;

  constructor({ timestamp, type }: { timestamp: number; type: string }) {
    this.timestamp = timestamp;
    this.type = type;
  }
}

beforeEach(() => {
  Decoder.all = [];
  for (const name of ['AudioDecoder', 'VideoDecoder']) vi.stubGlobal(name, Decoder);
  for (const name of ['EncodedAudioChunk', 'EncodedVideoChunk']) vi.stubGlobal(name, Chunk);
  vi.spyOn(performance, 'now').mockReturnValue(1000);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function packet(sequence: number, more: Partial<RtpPacket> = {}): RtpPacket {
  return {
    payloadType: 111,
    marker: false,
    sequence,
    timestamp: sequence * 960,
    ssrc: 7,
    audioLevel: { voice: true, minusDbov: 30 },
    keyFrame: null,
    payload: Uint8Array.of(0x78, 1, 2, 3),
    ...more,
  };
}

describe("another's voice", () => {
  const listen = () => {
    const blocks: Block[] = [];
    const levels: number[] = [];
    const voice = new VoiceReceiver(
      (block) => blocks.push(block),
      (level) => levels.push(level),
    );
    return { blocks, levels, voice };
  };

  it('is decoded with its place in time', () => {
    const { voice, blocks } = listen();
    voice.receive(packet(65_535, { timestamp: 5 }));
    voice.receive(packet(0, { timestamp: 965, marker: true }));
    expect(blocks).toMatchObject([
      { sequence: 65_535, timestamp: 5, epoch: 1, afterSilence: false, quiet: false },
      { sequence: 65_536, timestamp: 965, epoch: 1, afterSilence: true, quiet: false },
    ]);
  });

  it('counts what is lost, and what it says to be silence as such', () => {
    const { voice, blocks } = listen();
    voice.receive(packet(1));
    const silence = { audioLevel: { voice: false, minusDbov: 90 } };
    expect(voice.receive(packet(4, silence))).toEqual({ minusDbov: 90, lost: 2 });
    expect(blocks[1]?.quiet).toBe(true);
  });

  it('is measured where its packets do not say how loud it is', () => {
    const { voice, levels } = listen();
    expect(voice.receive(packet(1, { audioLevel: null }))).toEqual({ minusDbov: null, lost: 0 });
    expect(levels).toEqual([127]);
  });

  it('lets no garbage near the decoder', () => {
    const { voice } = listen();
    expect(voice.receive(packet(1, { payload: new Uint8Array() }))).toBeNull();
    expect(voice.receive(packet(2, { payload: Uint8Array.of(0x03, 0) }))).toBeNull();
    expect(voice.receive(packet(3, { payload: Uint8Array.of(0x00, 1) }))).toBeNull(); // 10 ms
    expect(Decoder.all).toHaveLength(0);
  });

  it('goes on with a new decoder after an error', () => {
    const { voice, blocks } = listen();
    voice.receive(packet(1));
    Decoder.all[0]?.fail();
    vi.mocked(performance.now).mockReturnValue(2000);
    voice.receive(packet(2));
    expect(Decoder.all).toHaveLength(2);
    expect(blocks.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('does not rebuild a decoder that always fails for each packet', () => {
    const { voice } = listen();
    for (let number = 0; number < 100; number++) {
      voice.receive(packet(number));
      Decoder.all.at(-1)?.fail();
    }
    expect(Decoder.all).toHaveLength(1);
  });
});

describe("another's pictures", () => {
  const picture = (sequence: number, keyFrame: boolean) =>
    packet(sequence, { payloadType: 96, timestamp: sequence * 6000, keyFrame });
  const see = () => {
    const canvases = new Set<HTMLCanvasElement>();
    const canvas = { width: 0, height: 0, getContext: () => null } as unknown as HTMLCanvasElement;
    canvases.add(canvas);
    let wishes = 0;
    const receiver = new PictureReceiver(canvases, () => (wishes += 1));
    return { canvases, receiver, wishes: () => wishes };
  };
  const decoded = () => Decoder.all.flatMap((decoder) => decoder.decoded.map(({ type }) => type));

  it('begin with a key frame, wished for at most once a second', () => {
    const { receiver, wishes } = see();
    receiver.receive(picture(1, false), true);
    receiver.receive(picture(2, false), true);
    expect(wishes()).toBe(1);
    vi.mocked(performance.now).mockReturnValue(2100);
    receiver.receive(picture(3, false), true);
    expect(wishes()).toBe(2);
    receiver.receive(picture(4, true), true);
    receiver.receive(picture(5, false), true);
    expect(decoded()).toEqual(['key', 'delta']);
  });

  it('wait for a key frame after a gap', () => {
    const { receiver, wishes } = see();
    receiver.receive(picture(1, true), true);
    receiver.receive(picture(3, false), true);
    receiver.receive(picture(4, false), true);
    receiver.receive(picture(5, true), true);
    expect(decoded()).toEqual(['key', 'key']);
    expect(wishes()).toBe(1);
  });

  it('are not decoded while nobody looks, or sound needs the way', () => {
    const { receiver, canvases, wishes } = see();
    receiver.receive(picture(1, true), false);
    canvases.clear();
    receiver.receive(picture(2, true), true);
    expect(decoded()).toEqual([]);
    expect(wishes()).toBe(0);
  });

  it('begin with a key frame again after a pause', () => {
    const { receiver } = see();
    receiver.receive(picture(1, true), true);
    receiver.receive(picture(2, false), false);
    receiver.receive(picture(3, false), true);
    receiver.receive(picture(4, true), true);
    expect(decoded()).toEqual(['key', 'key']);
  });

  it('go on with a new decoder and a key frame after an error', () => {
    const { receiver, wishes } = see();
    receiver.receive(picture(1, true), true);
    Decoder.all[0]?.fail();
    receiver.receive(picture(2, false), true);
    expect(wishes()).toBe(1);
    receiver.receive(picture(3, true), true);
    expect(decoded()).toEqual(['key', 'key']);
  });
});
