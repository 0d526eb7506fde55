// Every payload passes a seal at two points: before it is written into RTP, and after it was read
// from RTP. Header extensions (level, frame marking) stay outside.

import type { RtpPacket } from '../wire/rtp.js';

/** Calls may overlap. PacketWay keeps their results in order. */
export interface PayloadSeal {
  /**
   * Seals the payload of a packet. The other fields are as they will be written, except the SSRC,
   * which the server sets. Null while there is no key: the packet must not be sent.
   */
  seal(packet: RtpPacket): Promise<Uint8Array | null>;
  /**
   * Opens the payload of a received packet. Null if the payload is not what the sender sealed, or if
   * there is no key for it: the packet must be dropped, and no decoder may see it.
   */
  open(packet: RtpPacket): Promise<Uint8Array | null>;
}

/** For sessions without encryption: payloads travel as they are. */
export const unsealed: PayloadSeal = {
  seal: ({ payload }) => Promise.resolve(payload),
  open: ({ payload }) => Promise.resolve(payload),
};
