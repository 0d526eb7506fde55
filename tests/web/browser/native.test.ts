// The command-line client and browsers in one session hear each other.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Gathering } from './support/gathering.js';
import { powerOf, readWav } from './support/listening.js';
import { stepback } from './support/server.js';
import { voices, writeVoice } from './support/voices.js';
import { words } from './support/words.js';

const gathering = Gathering.forTests();
const { leader: desk } = words;

let native: ChildProcess | null = null;
let folder = '';
afterEach(async () => {
  native?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

test('a native client and browsers hear each other', async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepback-native-'));
  const [voice, heard] = [join(folder, 'voice.wav'), join(folder, 'heard.wav')];
  await writeVoice(voices.kari.tone, voice);
  const { links } = await gathering.server.session();
  const leader = await gathering.comes('okafor', links.facilitator);
  const aino = await gathering.comes('aino', links.member);
  const options = ['--headless', '--json', '--mic', '--play', voice, '--loop', '--record', heard];
  const client = spawn(stepback, ['join', '-', '--name', voices.kari.name, ...options]);
  native = client;
  client.stdin.write(`${links.member}\n`);
  for (const name of [aino.name, voices.kari.name]) {
    await leader.press(desk.waiting.letInLabel(name));
  }
  for (const each of [leader, aino]) await each.opens();

  await leader.expectToHear('aino', 'kari');
  await aino.expectToHear('okafor', 'kari');

  const gone = once(client, 'exit');
  client.stdin.write('leave\n');
  await gone;
  const recorded = readWav(await readFile(heard));
  expect(powerOf(voices.okafor.tone, recorded)).toBeGreaterThan(-40);
  expect(powerOf(voices.aino.tone, recorded)).toBeGreaterThan(-40);
  expect(powerOf(voices.kari.tone, recorded)).toBeLessThan(-50);
});
