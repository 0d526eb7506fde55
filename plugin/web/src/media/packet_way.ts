// The one way of packets out of this page and into it. Every payload is sealed and opened here, and
// nowhere else. A packet that cannot be sealed is not sent. A packet that cannot be opened is not
// played. Outgoing sound that waits longer than `oldestSound` for the seal is dropped. At most
// `mostToSend` packets wait to be sent, and `mostToTake` to be played.

import type { PayloadSeal } from '../seal/payload_seal.js';
import { type RtpPacket, payloadOpus, writeRtp } from '../wire/rtp.js';
import type { MediaWire } from './session_media.js';

/** Packets that may wait for the seal at once: a second of sound. More are not sent. */
const mostToSend = 50;
/** A page that was held up gets the packets of many people at once. More are not played. */
const mostToTake = 500;
/** Milliseconds. Older sound is not sent: it would be heard as speech that comes late. */
const oldestSound = 400;

export class PacketWay {
  /** Packets that were not sent: the seal failed, took too long, or too many waited. */
  notSealed = 0;
  /** Packets that were not played: the seal failed, or too many waited. */
  notOpened = 0;

  private wire: MediaWire | null = null;
  private sent: Promise<unknown> = Promise.resolve();
  private received: Promise<unknown> = Promise.resolve();
  private toSend = 0;
  private toTake = 0;

  /**
   * `take` gets each received packet with its opened payload, in the order of arrival. `clock` gives
   * milliseconds from any start.
   */
  constructor(
    private readonly seal: PayloadSeal,
    private readonly take: (packet: RtpPacket) => void,
    private readonly clock: () => number = () => performance.now(),
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
    if (this.toSend >= mostToSend) {
      this.notSealed += 1;
      return Promise.resolve(false);
    }
    this.toSend += 1;
    const made = this.clock();
    const sealing = outcome(() => this.seal.seal(packet));
    const sending = this.sent.then(async () => {
      const payload = await sealing;
      this.toSend -= 1;
      const late = packet.payloadType === payloadOpus && this.clock() - made > oldestSound;
      if (payload === null || late) this.notSealed += 1;
      if (payload === null || late || !this.wire || !mayGo()) return false;
      return this.wire.send(writeRtp({ ...packet, payload }));
    });
    this.sent = sending.catch(() => undefined);
    return sending;
  }

  private receive(packet: RtpPacket): void {
    if (this.toTake >= mostToTake) {
      this.notOpened += 1;
      return;
    }
    this.toTake += 1;
    const opening = outcome(() => this.seal.open(packet));
    const receiving = this.received.then(async () => {
      const payload = await opening;
      this.toTake -= 1;
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
