// RTP packets (RFC 3550) as Stepback uses them: one packet a binary WebSocket message.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
//   |                           timestamp                           |
//   |                             SSRC                              |
//   |  0xBEDE (if X)                |  length in 32-bit words       |
//   |  ID  | L-1 | data ...            padding to 32 bits           |
//   |  payload                                                      |

/** Payload type of sound: one Opus packet (RFC 7587), 20 ms, mono. */
export const payloadOpus = 111;
/** Payload type of a picture: one whole VP8 frame. */
export const payloadVp8 = 96;
/** RTP ticks per second of sound. */
export const audioClock = 48_000;
/** RTP ticks per second of pictures. */
export const videoClock = 90_000;

/** The loudness of a packet's sound (RFC 6464). */
export interface AudioLevel {
  /** The sender takes the sound for voice. */
  voice: boolean;
  /** Decibels below overload: 0 is the loudest, 127 is silence. */
  minusDbov: number;
}

/** The fields of one packet. After reading, `payload` shares the memory of the bytes. */
export interface RtpPacket {
  /** 7 bits. */
  payloadType: number;
  /** The first packet after silence, or the end of a frame. */
  marker: boolean;
  /** 16 bits; wraps. */
  sequence: number;
  /** 32 bits, in ticks of the audio or video clock; wraps. */
  timestamp: number;
  /** 32 bits. The server sets it; a client's value is ignored. */
  ssrc: number;
  /** Null if the packet has no level. */
  audioLevel: AudioLevel | null;
  /** Frame marking's I bit (RFC 9626): the picture decodes alone. Null without a mark. */
  keyFrame: boolean | null;
  payload: Uint8Array;
}

/** The reason why bytes are no packet, in a sentence for developers. */
export interface RtpFault {
  error: string;
}

const headerBytes = 12;
const oneByteForm = 0xbede; // RFC 8285
const audioLevelElement = 1;
const frameMarkingElement = 2;
/** RFC 9626: the packet holds one whole frame. */
const startAndEnd = 0xc0;
const independent = 0x20;

/**
 * Reads one packet; never throws. Returns an RtpFault if there are fewer bytes than the header or
 * its stated parts need, the version is not 2, the padding is longer than the packet, an element
 * runs past its extension, or there is no payload. Ignores unknown extension elements (RFC 8285,
 * section 4.2).
 */
export function readRtp(bytes: Uint8Array): RtpPacket | RtpFault {
  if (bytes.length < headerBytes) return fault(`${bytes.length} bytes: the header alone has 12`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return fault(`RTP version ${first >> 6}: expected 2`);

  let begin = headerBytes + 4 * (first & 0x0f);
  let elements: Elements = { audioLevel: null, keyFrame: null };
  if (first & 0x10) {
    if (begin + 4 > bytes.length) return fault('the header extension lies beyond the end');
    const form = view.getUint16(begin);
    const end = begin + 4 + 4 * view.getUint16(begin + 2);
    if (end > bytes.length) return fault('the header extension is longer than the packet');
    if (form === oneByteForm) {
      const read = readElements(view, begin + 4, end);
      if (read === null) return fault('an element of the header extension runs past its end');
      elements = read;
    }
    begin = end;
  }

  let end = bytes.length;
  if (first & 0x20) {
    const padding = view.getUint8(end - 1);
    if (padding === 0 || begin + padding > end)
      return fault('the padding is longer than the packet');
    end -= padding;
  }
  if (begin >= end) return fault('no payload');
  return {
    payloadType: view.getUint8(1) & 0x7f,
    marker: (view.getUint8(1) & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    ...elements,
    payload: bytes.subarray(begin, end),
  };
}

/**
 * The packet's bytes, with an extension if there is a level or a key frame mark. Numbers wider than
 * their fields wrap, so that a sender may simply count on.
 */
export function writeRtp(packet: RtpPacket): Uint8Array<ArrayBuffer> {
  const { audioLevel, keyFrame, payload } = packet;
  const extended = audioLevel !== null || keyFrame !== null;
  // Both elements are two bytes, so one word holds either or both.
  const begin = headerBytes + (extended ? 8 : 0);
  const bytes = new Uint8Array(begin + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, extended ? 0x90 : 0x80);
  view.setUint8(1, (packet.marker ? 0x80 : 0) | (packet.payloadType & 0x7f));
  view.setUint16(2, packet.sequence);
  view.setUint32(4, packet.timestamp);
  view.setUint32(8, packet.ssrc);
  if (extended) {
    view.setUint16(12, oneByteForm);
    view.setUint16(14, 1);
    let at = 16;
    if (audioLevel !== null) {
      view.setUint8(at, audioLevelElement << 4);
      view.setUint8(at + 1, (audioLevel.voice ? 0x80 : 0) | (audioLevel.minusDbov & 0x7f));
      at += 2;
    }
    if (keyFrame !== null) {
      view.setUint8(at, frameMarkingElement << 4);
      view.setUint8(at + 1, startAndEnd | (keyFrame ? independent : 0));
    }
  }
  bytes.set(payload, begin);
  return bytes;
}

type Elements = Pick<RtpPacket, 'audioLevel' | 'keyFrame'>;

/** The known elements between `at` and `end`; null if one runs past the end. */
function readElements(view: DataView, at: number, end: number): Elements | null {
  const elements: Elements = { audioLevel: null, keyFrame: null };
  while (at < end) {
    const head = view.getUint8(at);
    if (head === 0) {
      at += 1; // padding
      continue;
    }
    const id = head >> 4;
    if (id === 15) break; // RFC 8285, 4.2: ignore the rest
    const next = at + 2 + (head & 0x0f);
    if (next > end) return null;
    const data = view.getUint8(at + 1);
    if (id === audioLevelElement) {
      elements.audioLevel = { voice: (data & 0x80) !== 0, minusDbov: data & 0x7f };
    } else if (id === frameMarkingElement) {
      elements.keyFrame = (data & independent) !== 0;
    }
    at = next;
  }
  return elements;
}

function fault(error: string): RtpFault {
  return { error };
}
