// Turns the microphone's blocks into packets: gate, Opus, RTP. Timestamps follow the capturing
// clock, also through silence. Sequence numbers count the sent packets.

import type { RtpPacket } from '../../wire/rtp.js';
import { payloadOpus } from '../../wire/rtp.js';
import { blockSamples, sampleRate, silenceDbov } from '../base/audio_format.js';
import { Gate } from './gate.js';
import { loudnessOf, minusDbov } from '../base/loudness.js';
import type { CapturedBlock } from '../playout/worklet_messages.js';

/** Members of the standard (WebCodecs Opus registration) that TypeScript's library lacks. */
interface OpusConfig extends OpusEncoderConfig {
  application: 'voip';
  signal: 'voice';
}

const opus: OpusConfig = {
  frameDuration: 20_000,
  format: 'opus',
  application: 'voip',
  signal: 'voice',
  useinbandfec: true,
  // The server drops sound that has waited too long. Native listeners fill the gaps from this.
  packetlossperc: 10,
  usedtx: false,
  // Browsers use this for calls; the native client has the same figure.
  complexity: 9,
};
/** Transparent for one voice (RFC 7587, section 3.1.1 has 28 to 40 kbit/s for full-band speech). */
const encoderConfig: AudioEncoderConfig = {
  codec: 'opus',
  sampleRate,
  numberOfChannels: 1,
  bitrate: 32_000,
  opus,
};

/** An encoder that has taken this many blocks (200 ms) without an answer is replaced. */
const mostPending = 10;

interface Pending {
  timestamp: number;
  marker: boolean;
  minusDbov: number;
}

export class VoiceSender {
  private readonly gate = new Gate();
  private encoder: AudioEncoder | null = null;
  /** One entry for each block in the encoder, which answers in order. */
  private pending: Pending[] = [];
  private encoded = 0;
  private sequence = Math.floor(Math.random() * 0x10000);
  private readonly firstTimestamp = Math.floor(Math.random() * 0x100000000);

  constructor(private readonly send: (packet: RtpPacket) => void) {}

  /** Takes the next block and sends it unless it is silence. */
  take({ frame, samples }: CapturedBlock): void {
    const { rmsDb, loudestDb } = loudnessOf(samples);
    const verdict = this.gate.next(loudestDb);
    // A block that is not sent is not encoded either: the listener's decoder must not miss it.
    if (verdict === 'silent') return;
    if (this.pending.length >= mostPending) this.dismiss();
    const encoder = (this.encoder ??= this.begin());
    this.pending.push({
      timestamp: (this.firstTimestamp + frame) % 0x100000000,
      marker: verdict === 'first',
      minusDbov: minusDbov(rmsDb),
    });
    const data = new AudioData({
      format: 'f32-planar',
      sampleRate,
      numberOfFrames: blockSamples,
      numberOfChannels: 1,
      // The encoder has its own time without gaps. The RTP timestamps are kept in `pending`.
      timestamp: this.encoded++ * 20_000,
      data: sane(samples),
    });
    encoder.encode(data);
    data.close();
  }

  /** Drops all blocks that have not been sent. */
  stop(): void {
    this.gate.reset();
    this.dismiss();
  }

  private begin(): AudioEncoder {
    const encoder = new AudioEncoder({
      output: (chunk) => {
        if (encoder === this.encoder) this.put(chunk);
      },
      error: () => {
        if (encoder === this.encoder) this.dismiss();
      },
    });
    encoder.configure(encoderConfig);
    return encoder;
  }

  private put(chunk: EncodedAudioChunk): void {
    const its = this.pending.shift();
    if (!its) return;
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    this.send({
      payloadType: payloadOpus,
      marker: its.marker,
      sequence: this.sequence++ & 0xffff,
      timestamp: its.timestamp,
      ssrc: 0,
      audioLevel: { voice: its.minusDbov < silenceDbov, minusDbov: its.minusDbov },
      keyFrame: null,
      payload,
    });
  }

  private dismiss(): void {
    const { encoder } = this;
    this.encoder = null;
    this.pending = [];
    if (encoder && encoder.state !== 'closed') encoder.close();
  }
}

/** A broken driver's samples must not get into the encoder's memory. Replaces them in place. */
function sane(samples: CapturedBlock['samples']): CapturedBlock['samples'] {
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    samples[at] = Number.isFinite(sample) ? Math.min(1, Math.max(-1, sample)) : 0;
  }
  return samples;
}
