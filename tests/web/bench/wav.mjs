// @ts-check
// Sound for a microphone, as WAV files for Chromium's fake device, which plays them in a loop.

const rate = 48_000;

/** A tone of a tenth of a second, once a second. */
export function tonesWav() {
  return wav(4, (at) =>
    at % rate < rate / 10 ? 0.5 * Math.sin((2 * Math.PI * 440 * at) / rate) : 0,
  );
}

/** Sound like a voice that never stops: syllables of a hum with overtones, four a second. */
export function talkWav() {
  return wav(8, (at) => {
    const syllable = Math.sin((Math.PI * 4 * at) / rate) ** 2;
    const pitch = 120 + 20 * Math.sin((2 * Math.PI * 0.7 * at) / rate);
    let sample = 0;
    for (let overtone = 1; overtone < 12; overtone++) {
      sample += Math.sin((2 * Math.PI * overtone * pitch * at) / rate) / overtone;
    }
    return 0.15 * (0.2 + syllable) * sample + 0.01 * (Math.random() - 0.5);
  });
}

/**
 * @param {number} seconds
 * @param {(at: number) => number} sample
 */
function wav(seconds, sample) {
  const count = seconds * rate;
  const bytes = Buffer.alloc(44 + 2 * count);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * count, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * count, 40);
  for (let at = 0; at < count; at++)
    bytes.writeInt16LE(Math.round(32_767 * sample(at)), 44 + 2 * at);
  return bytes;
}
