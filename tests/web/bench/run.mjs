// @ts-check
// Measures the cost of the add-on's media on this machine: node tests/web/bench/run.mjs [delay]
// [cpu] [--seconds 20]. Prints figures, asserts nothing. Needs a built stepbackd (build/dev/bin)
// and Debian's Chromium.
//   delay: from one page's microphone to another's speaker, through the server, on loopback
//   cpu:   of a page that hears and sees eleven others

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { seatCrowd } from './crowd.mjs';
import { secondsOfRenderers } from './processes.mjs';
import { startServer } from './server.mjs';
import { talkWav, tonesWav } from './wav.mjs';

/** @typedef {import('./page/bench.js').Bench} Bench */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '20' } },
});
const seconds = Number(values.seconds);
/** @param {string} what */
const asked = (what) => positionals.length === 0 || positionals.includes(what);
/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const folder = await mkdtemp(join(tmpdir(), 'stepback-bench-'));
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));
await build({ configFile });
const web = fileURLToPath(new URL('../../../build/web/bench', import.meta.url));
const server = await startServer(folder, web);
try {
  if (asked('delay')) await delay();
  if (asked('cpu')) await cpu();
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}

/**
 * Opens a browser whose microphone plays a file.
 * @param {string} wav
 */
async function openPage(wav) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      '--autoplay-policy=no-user-gesture-required',
      `--use-file-for-fake-audio-capture=${wav}`,
    ],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !url.endsWith('favicon.ico'))
      console.error(message.text(), url);
  });
  await page.goto(server.address);
  await page.waitForFunction(() => 'bench' in globalThis);
  const bench = await page.evaluateHandle(() => {
    /** @type {unknown} */
    const found = Reflect.get(globalThis, 'bench');
    return found;
  });
  return { browser, bench };
}

async function delay() {
  const wav = join(folder, 'tones.wav');
  await writeFile(wav, tonesWav());
  const {
    leader,
    members: [member = leader],
  } = await server.session(1);
  const ear = await openPage(wav);
  const mouth = await openPage(wav);
  try {
    await ear.bench.evaluate((/** @type {Bench} */ bench, place) => bench.listen(place), leader);
    await mouth.bench.evaluate((/** @type {Bench} */ bench, place) => bench.speak(place), member);
    await sleep(seconds * 1000);
    const said = await mouth.bench.evaluate((/** @type {Bench} */ bench) => bench.tones());
    const heard = await ear.bench.evaluate((/** @type {Bench} */ bench) => bench.tones());
    const report = await ear.bench.evaluate((/** @type {Bench} */ bench) => bench.heard());
    const ways = heard
      .map((at) => at - Math.max(...said.filter((each) => each <= at)))
      .filter((way) => way < 1000)
      .sort((a, b) => a - b);
    const at = (/** @type {number} */ share) =>
      Math.round(ways[Math.floor(share * (ways.length - 1))] ?? NaN);
    console.log(
      `mouth to ear, ${ways.length} of ${said.length} tones: median ${at(0.5)} ms, ` +
        `best ${at(0)} ms, worst ${at(1)} ms (${report.received} packets, ${report.lost} lost)`,
    );
  } finally {
    await mouth.browser.close();
    await ear.browser.close();
  }
}

async function cpu() {
  const wav = join(folder, 'talk.wav');
  await writeFile(wav, talkWav());
  const somebody = await openPage(wav);
  const recording = await somebody.bench.evaluate((/** @type {Bench} */ bench) => bench.record(6));
  await somebody.browser.close();

  const { leader, members } = await server.session(11);
  const { browser, bench } = await openPage(wav);
  await bench.evaluate((/** @type {Bench} */ page, place) => page.listen(place), leader);
  const stop = await seatCrowd(members, recording);
  try {
    let there = false;
    for (let tries = 0; !there; tries++) {
      if (tries === 30) throw new Error('not all of the crowd are in the circle');
      await sleep(1000);
      there = await bench.evaluate((/** @type {Bench} */ page) => page.everybodyIsThere(11));
    }
    await sleep(3000);
    const heard = () => bench.evaluate((/** @type {Bench} */ page) => page.heard());
    const [before, used] = [await heard(), await secondsOfRenderers(browser)];
    const began = performance.now();
    await sleep(seconds * 1000);
    const [after, now] = [await heard(), await secondsOfRenderers(browser)];
    const passed = (performance.now() - began) / 1000;
    const share = (/** @type {number} */ more) => (more / passed).toFixed(2);
    console.log(
      `eleven others with sound and picture: ${share(now.renderers - used.renderers)} of a core ` +
        `for the page, ${share(now.browser - used.browser)} for the whole browser ` +
        `(a second: ${Math.round((after.received ?? 0) / passed)} packets of sound, ${after.lost} ` +
        `lost in all, ${Math.round((after.pictures - before.pictures) / passed)} pictures` +
        `${after.paused ? ', which WAIT for sound: the machine is too busy to tell' : ''})`,
    );
  } finally {
    stop();
    await browser.close();
  }
}
