// Checks every screen of the gallery in both themes and both languages: axe-core finds no
// violation, and nothing is wider than its window. look.mjs draws pictures of the same screens.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scenes } from '../gallery/scene.js';
import { openBrowser, openScene, turn } from '../gallery/visit.mjs';

const gallery = fileURLToPath(new URL('../gallery/', import.meta.url));
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** All views are measured. `checked` views are checked for violations too. */
const views = [
  { width: 1600, language: 'en', checked: false },
  { width: 1024, language: 'en', checked: true },
  { width: 360, language: 'en', checked: false },
  { width: 360, language: 'fi', checked: true }, // Finnish words are longer
];
/** A theme changes colours alone. */
const colours: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

const found = import.meta.glob<{ scenes: Scenes }>('../gallery/scenes/*.ts', { eager: true });
const names = Object.values(found).flatMap((file) => Object.keys(file.scenes));

let server: PreviewServer;
let address = '';
let browser: Browser;
const pages: Page[] = [];

beforeAll(async () => {
  const config = {
    root: gallery,
    configFile: `${gallery}vite.config.ts`,
    logLevel: 'error',
  } as const;
  await build(config);
  server = await preview({ ...config, preview: { port: 0 } });
  address = server.resolvedUrls?.local[0] ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** The violations that axe-core found, a line each: the rule, the place, and the reason. */
async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  return page.evaluate(async (how) => {
    const { axe } = window as unknown as { axe: { run(how: RunOptions): Promise<AxeResults> } };
    const { violations } = await axe.run(how);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        return `${id} at ${target.flat().join(' ')}: ${failureSummary ?? ''}`;
      }),
    );
  }, options);
}

async function lookAt(page: Page, name: string): Promise<string[]> {
  const trouble: string[] = [];
  const listen = (error: Error): void => void trouble.push(error.message);
  page.on('pageerror', listen);
  for (const { width, language, checked } of views) {
    const tell = (each: string): void => void trouble.push(`${width} px, ${language}: ${each}`);
    await openScene(page, address, { name, width, theme: 'light', language });
    const reach = await page.evaluate(() => document.documentElement.scrollWidth);
    if (reach > width) tell(`reaches to ${reach} px`);
    if (!checked) continue;
    await page.addScriptTag({ path: axe });
    (await violations(page)).forEach(tell);
    await turn(page, 'dark');
    (await violations(page, colours)).forEach((each) => tell(`dark: ${each}`));
  }
  page.off('pageerror', listen);
  return trouble;
}

test.concurrent.each(names)('%s', async (name) => {
  const page = pages.pop() ?? (await browser.newPage());
  const trouble = await lookAt(page, name);
  pages.push(page);
  expect(trouble.join('\n\n')).toBe('');
});
