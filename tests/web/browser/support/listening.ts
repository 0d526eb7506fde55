// Measures of a recording.

export interface Recording {
  /** Samples a second. */
  rate: number;
  samples: Float32Array;
}

/** Reads a WAV file of one channel, 16 bit or float. */
export function readWav(file: Buffer): Recording {
  let rate = 0;
  let bits = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const kind = file.toString('latin1', at, at + 4);
    const size = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
    const body = file.subarray(at + 8, at + 8 + size);
    if (kind === 'fmt ') {
      if (body.readUInt16LE(2) !== 1) throw new Error('not one channel');
      rate = body.readUInt32LE(4);
      bits = body.readUInt16LE(14);
    } else if (kind === 'data') {
      const samples = Float32Array.from({ length: Math.floor((size * 8) / bits) }, (_, each) =>
        bits === 16 ? body.readInt16LE(each * 2) / 32_768 : body.readFloatLE(each * 4),
      );
      return { rate, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('no sound in it');
}

/** The power of that tone in its loudest third of a second, dB of a full sine. */
export function powerOf(tone: number, { rate, samples }: Recording): number {
  const size = Math.round(rate / 3);
  let loudest = -120;
  for (let from = 0; from + size <= samples.length; from += size / 2) {
    let real = 0;
    let imaginary = 0;
    for (let each = 0; each < size; each++) {
      const window = 1 - Math.cos((2 * Math.PI * each) / size);
      const sample = (samples[Math.floor(from) + each] ?? 0) * window;
      const angle = (2 * Math.PI * tone * each) / rate;
      real += sample * Math.cos(angle);
      imaginary += sample * Math.sin(angle);
    }
    const power = (4 * (real * real + imaginary * imaginary)) / (size * size);
    loudest = Math.max(loudest, 10 * Math.log10(power + 1e-12));
  }
  return loudest;
}
