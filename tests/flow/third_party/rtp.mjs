// Media packets: RTP (RFC 3550) with the two header extensions of the contract.

export const SOUND = { payloadType: 111, clock: 48000 };
export const PICTURE = { payloadType: 96, clock: 90000 };

const ONE_BYTE_FORM = 0xbede; // RFC 8285
const AUDIO_LEVEL = 1; // RFC 6464
const FRAME_MARKING = 2; // RFC 9626

const START = 0x80;
const END = 0x40;
const INDEPENDENT = 0x20;

/**
 * @typedef {object} Packet
 * @property {number} payloadType
 * @property {boolean} marker
 * @property {number} sequence
 * @property {number} timestamp
 * @property {number} ssrc
 * @property {{ voice: boolean, minusDbov: number } | null} audioLevel
 * @property {boolean | null} keyFrame
 * @property {Buffer} payload
 */

/**
 * Makes a packet's bytes. Fields that are left out are zero, false or absent.
 * @param {Partial<Packet>} packet
 * @returns {Buffer}
 */
export function encodePacket(packet) {
  const elements = [];
  if (packet.audioLevel) {
    elements.push(AUDIO_LEVEL << 4, (packet.audioLevel.voice ? 0x80 : 0) | packet.audioLevel.minusDbov);
  }
  if (typeof packet.keyFrame === 'boolean') {
    elements.push(FRAME_MARKING << 4, START | END | (packet.keyFrame ? INDEPENDENT : 0));
  }
  while (elements.length % 4) elements.push(0);

  const header = Buffer.alloc(12);
  header[0] = 0x80 | (elements.length ? 0x10 : 0);
  header[1] = (packet.marker ? 0x80 : 0) | packet.payloadType;
  header.writeUInt16BE(packet.sequence ?? 0, 2);
  header.writeUInt32BE(packet.timestamp ?? 0, 4);
  header.writeUInt32BE(packet.ssrc ?? 0, 8);
  if (!elements.length) return Buffer.concat([header, packet.payload]);

  const extension = Buffer.alloc(4);
  extension.writeUInt16BE(ONE_BYTE_FORM, 0);
  extension.writeUInt16BE(elements.length / 4, 2);
  return Buffer.concat([header, extension, Buffer.from(elements), packet.payload]);
}

/**
 * Reads a packet. Throws RangeError if the bytes are not one.
 * @param {Buffer} bytes
 * @returns {Packet}
 */
export function decodePacket(bytes) {
  const need = (length) => {
    if (bytes.length < length) throw new RangeError(`a packet of ${bytes.length} bytes, expected ${length}`);
  };
  need(12);
  if (bytes[0] >> 6 !== 2) throw new RangeError(`RTP version ${bytes[0] >> 6}, expected 2`);
  let at = 12 + 4 * (bytes[0] & 0x0f);
  let level = null;
  let marking = null;
  if (bytes[0] & 0x10) {
    need(at + 4);
    const form = bytes.readUInt16BE(at);
    const end = at + 4 + 4 * bytes.readUInt16BE(at + 2);
    need(end);
    if (form === ONE_BYTE_FORM) {
      const elements = readElements(bytes.subarray(at + 4, end));
      level = elements.get(AUDIO_LEVEL) ?? null;
      marking = elements.get(FRAME_MARKING) ?? null;
    }
    at = end;
  }
  let end = bytes.length;
  if (bytes[0] & 0x20) {
    const padding = bytes[bytes.length - 1];
    if (padding === 0) throw new RangeError('padding of nothing');
    end -= padding;
  }
  if (at >= end) throw new RangeError('no payload');
  return {
    payloadType: bytes[1] & 0x7f,
    marker: Boolean(bytes[1] & 0x80),
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    audioLevel: level && { voice: Boolean(level[0] & 0x80), minusDbov: level[0] & 0x7f },
    keyFrame: marking && Boolean(marking[0] & INDEPENDENT),
    payload: bytes.subarray(at, end),
  };
}

/** The elements of a one-byte-form extension by their identifier. */
function readElements(data) {
  const elements = new Map();
  for (let at = 0; at < data.length; ) {
    const identifier = data[at] >> 4;
    if (identifier === 15) break;
    if (identifier === 0) {
      at += 1; // padding
      continue;
    }
    const length = (data[at] & 0x0f) + 1;
    if (at + 1 + length > data.length) throw new RangeError('an element runs past its extension');
    elements.set(identifier, data.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return elements;
}
