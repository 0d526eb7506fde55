// A connection for media tests.

import type { MediaWire } from '../../../../../plugin/web/src/media/session_media.js';
import { type RtpPacket, readRtp } from '../../../../../plugin/web/src/wire/rtp.js';

/** A wire that keeps what it was given. */
export class KeptWire implements MediaWire {
  waiting = 0;
  sent: Uint8Array[] = [];
  wishes: number[] = [];
  onpacket: (packet: RtpPacket) => void = () => undefined;

  send(packet: Uint8Array): boolean {
    this.sent.push(packet);
    return true;
  }
  wishKeyFrame(ssrc: number): void {
    this.wishes.push(ssrc);
  }
  /** The packets as the server reads them. */
  get packets(): RtpPacket[] {
    return this.sent.map(read);
  }
  /** The server forwards the bytes of a person with this SSRC. */
  brings(bytes: Uint8Array, ssrc: number): void {
    this.onpacket({ ...read(bytes), ssrc });
  }
}

/** The packet in these bytes. */
export function read(bytes: Uint8Array): RtpPacket {
  const packet = readRtp(bytes);
  if ('error' in packet) throw new Error(packet.error);
  return packet;
}
