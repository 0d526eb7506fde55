// Reads the first bytes of an Opus packet (RFC 6716, section 3). WebCodecs' decoders close for good
// after one malformed packet, so no malformed packet may reach them.
//
//   0 1 2 3 4 5 6 7
//  +-+-+-+-+-+-+-+-+
//  | config  |s| c |   c: 0 one frame, 1 two of one size, 2 two of two sizes, 3 a count follows
//  +-+-+-+-+-+-+-+-+

/** The most bytes of one frame (RFC 6716, section 3.2.1). */
const longestFrame = 1275;

/** Samples at 48 kHz in one frame of a configuration (RFC 6716, table 2). */
function frameSamples(config: number): number {
  if (config < 12) return [480, 960, 1920, 2880][config % 4] ?? 0;
  if (config < 16) return config % 2 === 0 ? 480 : 960;
  return [120, 240, 480, 960][config % 4] ?? 0;
}

/** Reads a frame's length from one or two bytes at `at`. `next` is the place behind them. */
function lengthAt(bytes: Uint8Array, at: number): { length: number; next: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 252) return { length: first, next: at + 1 };
  const second = bytes[at + 1];
  return second === undefined ? null : { length: second * 4 + first, next: at + 2 };
}

/**
 * The number of samples at 48 kHz that the packet decodes to. Null if the packet is malformed and
 * must not be given to a decoder (RFC 6716, section 3.4).
 */
export function opusSamples(packet: Uint8Array): number | null {
  const [toc] = packet;
  if (toc === undefined) return null;
  const samples = frameSamples(toc >> 3);
  const rest = packet.length - 1;
  switch (toc & 3) {
    case 0:
      return rest <= longestFrame ? samples : null;
    case 1:
      return rest % 2 === 0 && rest / 2 <= longestFrame ? 2 * samples : null;
    case 2: {
      const first = lengthAt(packet, 1);
      if (!first) return null;
      const second = packet.length - first.next - first.length;
      return second >= 0 && second <= longestFrame ? 2 * samples : null;
    }
    default: {
      const count = countedFrames(packet);
      return count !== null && count * samples <= 5760 ? count * samples : null;
    }
  }
}

/** The frames of a packet of code 3, whose second byte has flags and a count; null if malformed. */
function countedFrames(packet: Uint8Array): number | null {
  const head = packet[1];
  if (head === undefined) return null;
  const count = head & 63;
  if (count === 0) return null;
  let at = 2;
  let end = packet.length;
  if (head & 64) {
    let padding: number | undefined;
    do {
      padding = packet[at++];
      if (padding === undefined) return null;
      end -= padding === 255 ? 254 : padding;
    } while (padding === 255);
  }
  if (head & 128) {
    for (let frame = 1; frame < count; frame++) {
      const said = lengthAt(packet, at);
      if (!said) return null;
      at = said.next;
      end -= said.length;
    }
    return end - at >= 0 && end - at <= longestFrame ? count : null;
  }
  const left = end - at;
  return left >= 0 && left % count === 0 && left / count <= longestFrame ? count : null;
}
