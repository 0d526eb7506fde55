// The one way of packets out of this page and into it. Every payload is sealed and opened here, and
// nowhere else. What cannot be sealed is not sent, and what cannot be opened is not played.

import type { PayloadSeal } from '../seal/payload_seal.js';
import { type RtpPacket, writeRtp } from '../wire/rtp.js';
import type { MediaWire } from './session_media.js';

export class PacketWay {
  /** Packets that were not sent because they could not be sealed. */
  notSealed = 0;
  /** Packets that were not played because they could not be opened. */
  notOpened = 0;

  private wire: MediaWire | null = null;
  private sent: Promise<unknown> = Promise.resolve();
  private received: Promise<unknown> = Promise.resolve();

  /** `take` gets each received packet with its opened payload, in the order of arrival. */
  constructor(
    private readonly seal: PayloadSeal,
    private readonly take: (packet: RtpPacket) => void,
  ) {}

  /** Uses this connection from now on. Until then nothing is sent or received. */
  connect(wire: MediaWire): void {
    this.wire = wire;
    wire.onpacket = (packet) => this.receive(packet);
  }

  /** Bytes that are still in the socket. */
  get waiting(): number {
    return this.wire?.waiting ?? 0;
  }

  /**
   * Seals and sends a packet, after all earlier ones. `mayGo` is asked last, when the payload is
   * sealed. Resolves to whether the packet was sent.
   */
  send(packet: RtpPacket, mayGo: () => boolean): Promise<boolean> {
    const sealing = outcome(() => this.seal.seal(packet));
    const sending = this.sent.then(async () => {
      const payload = await sealing;
      if (payload === null) this.notSealed += 1;
      if (payload === null || !this.wire || !mayGo()) return false;
      return this.wire.send(writeRtp({ ...packet, payload }));
    });
    this.sent = sending.catch(() => undefined);
    return sending;
  }

  private receive(packet: RtpPacket): void {
    const opening = outcome(() => this.seal.open(packet));
    const receiving = this.received.then(async () => {
      const payload = await opening;
      if (payload === null) this.notOpened += 1;
      else this.take({ ...packet, payload });
    });
    // The next packets do not suffer from an error. It shows where the page's errors do.
    this.received = receiving.catch((error: unknown) => queueMicrotask(() => rethrow(error)));
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** The result of a seal. A seal that fails gives none. */
async function outcome(result: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  try {
    return await result();
  } catch {
    return null;
  }
}
