// A person at Debian's Firefox, driven over WebDriver BiDi. The microphone and camera are Firefox's
// own fakes: a steady tone, and a picture whose colour wanders.

import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { patience, startPatience } from './patience.js';
import { installPageProbes } from './page_probes.js';
import { SoundServer } from './sound_server.js';
import { everyone, tones, voices, type Who, whoHas } from './voices.js';
import { words } from './words.js';

export class Firefox {
  private constructor(
    private readonly sound: SoundServer,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<Firefox> {
    const sound = await SoundServer.start();
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      timeout: startPatience,
      env: { ...process.env, ...sound.environment },
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.permission.disabled': true,
        'intl.accept_languages': 'en-GB',
      },
    });
    return new Firefox(sound, browser);
  }

  async person(who: Who): Promise<FirefoxPerson> {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(patience.timeout);
    page.setDefaultNavigationTimeout(patience.timeout);
    await page.evaluateOnNewDocument(installPageProbes, tones);
    return new FirefoxPerson(who, page);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.sound.stop();
  }
}

/** The parts of Person that are needed for Firefox. */
export class FirefoxPerson {
  constructor(
    readonly who: Who,
    private readonly page: Page,
  ) {}

  get name(): string {
    return voices[this.who].name;
  }

  async arrive(link: string): Promise<void> {
    const { you, enter } = words.arrive;
    await this.page.goto(link);
    await (await this.find('input', you.name)).type(this.name);
    await (await this.find('input', you.private)).click();
    await (await this.find('input', you.promise)).click();
    await this.press(enter);
  }

  async press(name: string): Promise<void> {
    await (await this.find('button', name)).click();
  }
  async expectText(sentence: string): Promise<void> {
    await this.find('*', sentence);
  }

  async expectOpen(devices: { microphones: number; cameras: number }): Promise<void> {
    const open = (): Promise<unknown> => this.page.evaluate(() => window.pageProbes.open());
    await expect.poll(open, patience).toEqual(devices);
  }
  async expectToHear(...whom: Who[]): Promise<void> {
    const heard = async (): Promise<Who[]> => {
      const { loudest } = await this.page.evaluate(() =>
        window.pageProbes.heard(window.pageProbes.now() - 1200),
      );
      return everyone.filter((_, index) => (loudest[index] ?? -120) > -50);
    };
    await expect.poll(heard, { ...patience, message: 'Firefox hears' }).toEqual(whom);
  }
  async expectToSee(...whom: Who[]): Promise<void> {
    const seen = async (): Promise<(Who | null)[]> =>
      (await this.page.evaluate(() => window.pageProbes.seen())).map(whoHas);
    await expect.poll(seen, { ...patience, message: 'Firefox sees' }).toEqual(whom);
  }

  /** Waits for an element on the screen with this label or text that accepts presses. */
  private async find(kind: string, name: string): Promise<ElementHandle> {
    let found: ElementHandle | null = null;
    const look = async (): Promise<boolean> => {
      const handle = await this.page.evaluateHandle(shown, kind, name);
      found = handle.asElement() as ElementHandle | null; // an element, or null
      return found !== null;
    };
    await expect.poll(look, { ...patience, message: `Firefox shows “${name}”` }).toBe(true);
    if (!found) throw new Error(name);
    return found;
  }
}

/** In the page: the element with this label or own text, also in shadow trees. */
function shown(kind: string, name: string): Element | null {
  const plain = (text: string | null | undefined): string =>
    (text ?? '').replace(/\s+/g, ' ').trim();
  const wanted = plain(name);
  const named = (element: Element): boolean => {
    if (element.getAttribute('aria-label') === wanted) return true;
    if (element instanceof HTMLInputElement) {
      return [...(element.labels ?? [])].some((label) =>
        plain(label.textContent).startsWith(wanted),
      );
    }
    return plain(element.textContent) === wanted;
  };
  const look = (root: Document | ShadowRoot): Element | null => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(kind) && named(element) && element.checkVisibility()) {
        if (getComputedStyle(element).pointerEvents !== 'none') return element;
      }
      const within = element.shadowRoot && look(element.shadowRoot);
      if (within) return within;
    }
    return null;
  };
  return look(document);
}
