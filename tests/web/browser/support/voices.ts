// Voices and faces that tests can tell apart. Each person speaks in a tone of their own and sits
// before a camera that shows a colour of their own. Chromium takes both from files in the place of
// devices (`--use-file-for-fake-audio-capture`, `--use-file-for-fake-video-capture`). So the tests
// cover the browser's real way from the microphone on, with its noise suppression and gain.

import { writeFile } from 'node:fs/promises';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export interface Voice {
  name: string;
  /** Hertz. No tone is a harmonic of another, or a distortion product of two others. */
  tone: number;
  colour: Colour;
}

/** The people in the tests, in the order of the powers in `Heard`. */
export const voices = {
  okafor: { name: 'Dr Okafor', tone: 430, colour: [205, 45, 45] },
  aino: { name: 'Aino', tone: 590, colour: [45, 160, 60] },
  ben: { name: 'Ben', tone: 710, colour: [50, 75, 205] },
  chiara: { name: 'Chiara', tone: 910, colour: [215, 190, 45] },
  farid: { name: 'Farid', tone: 1070, colour: [190, 55, 185] },
  /** At Firefox, whose fake devices are its own: a steady tone, and a picture that changes. */
  hana: { name: 'Hana', tone: 1000, colour: [0, 230, 120] },
  /** This person uses the command-line client instead of a browser. */
  kari: { name: 'Kari', tone: 1370, colour: [0, 0, 0] },
} as const satisfies Record<string, Voice>;
export type Who = keyof typeof voices;

/** In the order of the table above. */
export const everyone = Object.keys(voices) as Who[]; // keys of a constant: no more, no fewer
export const tones = everyone.map((who) => voices[who].tone);

const rate = 48_000;
/** Half seconds of sound and pause, like syllables: sound without a pause is taken for noise. */
const syllable = { period: 0.5, sounding: 0.36, edge: 0.02 };

function loudness(second: number): number {
  const at = second % syllable.period;
  if (at >= syllable.sounding) return 0;
  const edge = Math.min(at, syllable.sounding - at) / syllable.edge;
  return edge >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge);
}

/** The voice as a WAV file, 48 kHz mono 16 bit, that may be played in a loop. */
export async function writeVoice(tone: number, file: string): Promise<void> {
  const seconds = 2;
  const samples = rate * seconds;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let each = 0; each < samples; each++) {
    const second = each / rate;
    const sample = 0.03 * loudness(second) * Math.sin(2 * Math.PI * tone * second);
    bytes.writeInt16LE(Math.round(32_767 * sample), 44 + 2 * each);
  }
  await writeFile(file, bytes);
}

/** The face as a YUV4MPEG2 file: 320×240, one colour, a second of it. */
export async function writeFace([red, green, blue]: Colour, file: string): Promise<void> {
  const y = 16 + (65.5 * red + 128.6 * green + 25 * blue) / 256;
  const u = 128 + (-37.8 * red - 74.2 * green + 112 * blue) / 256;
  const v = 128 + (112 * red - 93.8 * green - 18.2 * blue) / 256;
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.alloc(320 * 240, Math.round(y)),
    Buffer.alloc(160 * 120, Math.round(u)),
    Buffer.alloc(160 * 120, Math.round(v)),
  ]);
  const frames = Array.from({ length: 15 }, () => frame);
  await writeFile(
    file,
    Buffer.concat([Buffer.from('YUV4MPEG2 W320 H240 F15:1 Ip A1:1 C420jpeg\n'), ...frames]),
  );
}

/** The person with this colour; null for a colour that nobody has. */
export function whoHas(colour: Colour): Who | null {
  for (const who of everyone) {
    const theirs = voices[who].colour;
    const apart = Math.hypot(...theirs.map((part, index) => part - (colour[index] ?? 0)));
    if (apart < 60) return who;
  }
  return null;
}
