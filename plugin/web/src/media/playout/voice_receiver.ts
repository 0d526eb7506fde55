// Decodes one person's packets of sound: packet -> AudioDecoder -> block for the playout worklet.
// Blocks keep the sender's order; the jitter buffer decides when each is due.

import type { RtpPacket } from '../../wire/rtp.js';
import { blockSamples, sampleRate, silenceDbov } from '../base/audio_format.js';
import type { Block } from './jitter_buffer.js';
import { loudnessOf, minusDbov } from '../base/loudness.js';
import { opusSamples } from '../base/opus_packet.js';
import { Timeline } from './timeline.js';

/** A longer jump is a reopened microphone or a new connection: 2 s, as in the native client. */
const longestJump = 2 * sampleRate;
/** Milliseconds between two replacements of a failed decoder. */
const rebuildEveryMs = 200;

type Described = Omit<Block, 'samples' | 'quiet'> & { minusDbov: number | null };

/** An accepted packet: its level, if it has one, and the number of packets missing before it. */
export interface Reception {
  minusDbov: number | null;
  lost: number;
}

export class VoiceReceiver {
  private readonly timeline = new Timeline(longestJump);
  private decoder: AudioDecoder | null = null;
  private builtAt = -Infinity;
  /** Keyed by the number that the decoder returns as its timestamp. */
  private readonly pending = new Map<number, Described>();
  private decoded = 0;

  /** `play` gets each block. `heard` gets the level of each block whose packet had none. */
  constructor(
    private readonly play: (block: Block) => void,
    private readonly heard: (minusDbov: number) => void,
  ) {}

  /** Returns null if the packet is not 20 ms of Opus, or if it came after newer ones. */
  receive(packet: RtpPacket): Reception | null {
    if (opusSamples(packet.payload) !== blockSamples) return null;
    const place = this.timeline.place(packet.sequence, packet.timestamp);
    if (!place) return null;
    const minusDbov = packet.audioLevel?.minusDbov ?? null;
    const decoder = this.decoder ?? this.begin();
    if (decoder) {
      const number = this.decoded++;
      const { sequence, timestamp, epoch } = place;
      const afterSilence = packet.marker;
      this.pending.set(number, { sequence, timestamp, epoch, afterSilence, minusDbov });
      decoder.decode(
        new EncodedAudioChunk({ type: 'key', timestamp: number * 20_000, data: packet.payload }),
      );
    }
    return { minusDbov, lost: place.lost };
  }

  close(): void {
    this.dismiss();
  }

  private begin(): AudioDecoder | null {
    const now = performance.now();
    if (now - this.builtAt < rebuildEveryMs) return null;
    this.builtAt = now;
    const decoder = new AudioDecoder({
      output: (data) => {
        if (decoder === this.decoder) this.put(data);
        data.close();
      },
      error: () => {
        if (decoder === this.decoder) this.dismiss();
      },
    });
    decoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1 });
    this.decoder = decoder;
    return decoder;
  }

  private put(data: AudioData): void {
    const number = Math.round(data.timestamp / 20_000);
    const described = this.pending.get(number);
    if (!described || data.numberOfFrames !== blockSamples) return;
    // The decoder keeps the order, so it has dropped the older ones.
    for (const each of this.pending.keys()) if (each <= number) this.pending.delete(each);
    const samples = new Float32Array(blockSamples);
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    let level = described.minusDbov;
    if (level === null) {
      level = minusDbov(loudnessOf(samples).rmsDb);
      this.heard(level);
    }
    const { sequence, timestamp, epoch, afterSilence } = described;
    const quiet = level >= silenceDbov;
    this.play({ sequence, timestamp, epoch, afterSilence, quiet, samples });
  }

  private dismiss(): void {
    const { decoder } = this;
    this.decoder = null;
    this.pending.clear();
    if (decoder && decoder.state !== 'closed') decoder.close();
  }
}
