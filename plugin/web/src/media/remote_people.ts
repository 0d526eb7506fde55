// The other people in the session: accepts their packets and passes on their sound and pictures.

import type { RtpPacket } from '../wire/rtp.js';
import { payloadOpus, payloadVp8 } from '../wire/rtp.js';
import type { Block } from './playout/jitter_buffer.js';
import { PictureReceiver } from './pictures/picture_receiver.js';
import { VoiceReceiver } from './playout/voice_receiver.js';
import type { RemotePerson } from './session_media.js';

/** Called with the others' sound and levels, and with wishes for key frames. */
export interface Listener {
  /** A decoded block for the mix. */
  play(ssrc: number, block: Block): void;
  /** This voice must fall silent now. */
  silence(id: string, ssrc: number): void;
  /** A person's loudness in dB below overload. */
  heard(id: string, minusDbov: number): void;
  wishKeyFrame(ssrc: number): void;
}

interface Other extends RemotePerson {
  voice: VoiceReceiver | null;
  picture: PictureReceiver | null;
}

/** Packets of sound since the beginning. */
export interface PacketCounts {
  received: number;
  lost: number;
}

export class RemotePeople {
  readonly counts: PacketCounts = { received: 0, lost: 0 };
  private people = new Map<number, Other>();
  private readonly canvases = new Map<string, Set<HTMLCanvasElement>>();

  constructor(private readonly listener: Listener) {}

  /** Replaces the list. People who left, or have closed a device, are no longer heard or seen. */
  set(people: readonly RemotePerson[]): void {
    const before = this.people;
    this.people = new Map();
    for (const person of people) {
      const known = before.get(person.ssrc);
      const other: Other = { voice: null, picture: null, ...known, ...person };
      before.delete(person.ssrc);
      this.people.set(person.ssrc, other);
      if (!person.audio) this.endVoice(other);
      if (!person.video) this.endPicture(other);
    }
    for (const gone of before.values()) {
      this.endVoice(gone);
      this.endPicture(gone);
    }
  }

  /** Takes a packet. `pictures`: whether pictures are decoded now. */
  receive(packet: RtpPacket, pictures: boolean): void {
    const other = this.people.get(packet.ssrc);
    if (!other) return;
    if (packet.payloadType === payloadOpus && other.audio) this.hear(other, packet);
    else if (packet.payloadType === payloadVp8 && other.video) this.see(other, packet, pictures);
  }

  /** Silences everybody and stops their pictures until the next packet. */
  silence(): void {
    for (const other of this.people.values()) this.endVoice(other);
    this.restPictures();
  }

  /** Stops all decoding of pictures until it is asked for again. */
  restPictures(): void {
    for (const { picture } of this.people.values()) picture?.rest();
  }

  /** Draws the person's pictures into the canvas until the returned function is called. */
  show(id: string, canvas: HTMLCanvasElement): () => void {
    const canvases = this.canvasesOf(id);
    canvases.add(canvas);
    return () => canvases.delete(canvas);
  }

  private hear(other: Other, packet: RtpPacket): void {
    const { id, ssrc } = other;
    other.voice ??= new VoiceReceiver(
      (block) => this.listener.play(ssrc, block),
      (minusDbov) => this.listener.heard(id, minusDbov),
    );
    const reception = other.voice.receive(packet);
    if (!reception) return;
    this.counts.received += 1;
    this.counts.lost += reception.lost;
    if (reception.minusDbov !== null) this.listener.heard(id, reception.minusDbov);
  }

  private see(other: Other, packet: RtpPacket, wanted: boolean): void {
    if (!('VideoDecoder' in globalThis)) return;
    const { ssrc } = other;
    other.picture ??= new PictureReceiver(this.canvasesOf(other.id), () =>
      this.listener.wishKeyFrame(ssrc),
    );
    other.picture.receive(packet, wanted);
  }

  private endVoice(other: Other): void {
    if (!other.voice) return;
    other.voice.close();
    other.voice = null;
    this.listener.silence(other.id, other.ssrc);
  }

  private endPicture(other: Other): void {
    other.picture?.close();
    other.picture = null;
  }

  private canvasesOf(id: string): Set<HTMLCanvasElement> {
    let canvases = this.canvases.get(id);
    if (!canvases) {
      canvases = new Set();
      this.canvases.set(id, canvases);
    }
    return canvases;
  }
}
