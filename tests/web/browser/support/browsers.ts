// A Chromium for each person, since its files for microphone and camera apply to a whole browser.
// The browsers start when they are first needed and live as long as the test process: Chromium ends
// when its pipe does.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { startPatience } from './patience.js';
import { voices, type Who, writeFace, writeVoice } from './voices.js';

const started = new Map<Who, Promise<Browser>>();

/** Debian's Chromium with the person's voice and face for devices. */
export async function browserOf(who: Who): Promise<Browser> {
  const known = await started.get(who);
  if (known?.isConnected()) return known;
  const launched = launch(who); // the first, or one after a crash: it fails one test, and not all
  started.set(who, launched);
  return launched;
}

async function launch(who: Who): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'stepback-devices-'));
  const voice = join(folder, 'voice.wav');
  const face = join(folder, 'face.y4m');
  await Promise.all([writeVoice(voices[who].tone, voice), writeFace(voices[who].colour, face)]);
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: startPatience,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
      ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-audio-capture=${voice}`,
      `--use-file-for-fake-video-capture=${face}`,
    ],
  });
}
