// @ts-check
// Pictures of the screens: node look.mjs [PATTERN...] [--widths 360,1024,1600] [--themes light,dark]
// [--languages en] [--out DIR]. A scene is drawn if its name contains one of the patterns (all
// without one). Builds nothing: it serves the gallery's sources through Vite.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { openBrowser, openScene, sceneNames } from './gallery/visit.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    widths: { type: 'string', default: '360,1024,1600' },
    themes: { type: 'string', default: 'light,dark' },
    languages: { type: 'string', default: 'en' },
    out: {
      type: 'string',
      default: fileURLToPath(new URL('../../build/web/screens', import.meta.url)),
    },
  },
});
/** @param {string | undefined} list */
const split = (list) => (list ?? '').split(',');

const folder = fileURLToPath(new URL('./gallery/', import.meta.url));
const server = await createServer({
  configFile: `${folder}vite.config.ts`,
  root: folder,
  server: { port: 0, hmr: false, watch: null },
  logLevel: 'error',
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await openBrowser();
try {
  await mkdir(values.out ?? '.', { recursive: true });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
  for (const name of await sceneNames(browser, address)) {
    if (positionals.length && !positionals.some((pattern) => name.includes(pattern))) continue;
    for (const width of split(values.widths).map(Number)) {
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        if (!split(values.themes).includes(theme)) continue;
        for (const language of split(values.languages)) {
          await openScene(page, address, { name, width, theme, language });
          const file = `${values.out}/${name}-${width}-${theme}-${language}.png`;
          await page.screenshot({ path: file });
          console.log(file);
        }
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
