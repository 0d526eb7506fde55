// @ts-check
// Goes through the gallery with a browser, for the pictures (look.mjs) and for the accessibility
// tests.

import { chromium } from 'playwright-core';

/** @typedef {{ name: string, width: number, theme: 'light' | 'dark', language: string }} View */

/** Window heights for the widths: a phone, a tablet, a desk. */
const heights = new Map([
  [360, 780],
  [1024, 768],
  [1600, 900],
]);

/** Milliseconds; longer than anything takes on a busy machine. */
const patience = 120_000;

/** Starts Debian's Chromium, which fetches nothing from outside. */
export function openBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: patience,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
}

/**
 * The names of all scenes of the gallery served at `address`.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 */
export async function sceneNames(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(address);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const links = await page
    .locator('p a:first-child')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  await page.close();
  return links.map((link) => new URLSearchParams(link).get('scene') ?? '');
}

/**
 * Draws one scene on the page, from the beginning.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {View} view
 */
export async function openScene(page, address, { name, width, theme, language }) {
  page.setDefaultTimeout(patience);
  await page.setViewportSize({ width, height: heights.get(width) ?? 800 });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`${address}?scene=${name}&theme=${theme}&language=${language}`);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
}

/**
 * Turns the page to the other theme.
 * @param {import('playwright-core').Page} page
 * @param {'light' | 'dark'} theme
 */
export async function turn(page, theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.locator('stepback-view').evaluate((view, to) => view.setAttribute('theme', to), theme);
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    /** @param {Document | ShadowRoot} root @returns {boolean} */
    const moving = (root) =>
      root.getAnimations().some(({ playState }) => playState === 'running') ||
      [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && moving(shadowRoot));
    // Inherited colours change one element after the other, a frame each.
    for (let calm = 0; calm < 3; calm = moving(document) ? 0 : calm + 1) await frame();
  });
}
