// A person at a browser, who comes with a link, presses buttons by their names, hears and sees.

import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserOf } from './browsers.js';
import { patience } from './patience.js';
import { type Heard, installPageProbes } from './page_probes.js';
import { everyone, tones, voices, type Who, whoHas } from './voices.js';
import { words } from './words.js';

/**
 * Powers in a page's sound, dB of a full sine. A speaker was heard here at about −18; the limiter's
 * and the codecs' traces of other tones stayed below −57.
 */
const audible = -42;
const silent = -48;
/** Looks of a fifth of a second before a test may conclude that nothing came. */
const enough = 8;

/** The server's WebSocket library may send a ping just after its `bye`. */
const harmless = /Ping received after close/;

export interface PersonOptions {
  /** Runs in the page after the probes were installed and before its own scripts. */
  patch?: () => void;
  viewport?: { width: number; height: number };
  reducedMotion?: 'reduce' | 'no-preference';
}

export class Person {
  /** The errors in the page, in the browser's own words. */
  readonly trouble: string[] = [];

  private constructor(
    readonly who: Who,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.trouble.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !harmless.test(line.text())) this.trouble.push(line.text());
    });
  }

  /** A browser window with nothing in it yet. */
  static async at(who: Who, options: PersonOptions = {}): Promise<Person> {
    const browser = await browserOf(who);
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: options.viewport ?? { width: 1280, height: 800 },
      reducedMotion: options.reducedMotion ?? 'no-preference',
    });
    context.setDefaultTimeout(patience.timeout);
    await context.addInitScript(installPageProbes, tones);
    if (options.patch) await context.addInitScript(options.patch);
    return new Person(who, context, await context.newPage());
  }

  get name(): string {
    return voices[this.who].name;
  }

  /**
   * The same person in a duplicate of the tab: the link's page, with a copy of the tab's storage.
   * `patch` runs in it before the page's own scripts. It closes with the first tab's window.
   */
  async duplicatesTab(patch: () => void): Promise<Person> {
    await this.context.addInitScript(patch); // the first page is there already and not concerned
    const opened = this.context.waitForEvent('page');
    await this.page.evaluate(() => void window.open(location.href));
    return new Person(this.who, this.context, await opened);
  }

  // ---------------------------------------------------------------- hands

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }
  async press(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await this.button(name, within).click();
  }

  /** From the link up to the arrival screen. */
  async arrive(link: string): Promise<void> {
    await this.page.goto(link);
    await this.comesIn();
  }
  /** Fills in the arrival screen and enters. */
  async comesIn(): Promise<void> {
    const { you, enter } = words.arrive;
    await this.button(enter).waitFor();
    const name = this.page.getByRole('textbox', { name: you.name });
    if (await name.isVisible()) await name.fill(this.name);
    await this.page.getByRole('checkbox', { name: you.private }).check();
    await this.page.getByRole('checkbox', { name: you.promise }).check();
    await this.press(enter);
  }

  /** Waits until the circle is drawn with this person in it. */
  async sits(): Promise<void> {
    await this.chair(this.name).waitFor();
  }

  /** Presses the desk's one primary button, whose label begins with these words. */
  async goesOn(sentence: string): Promise<void> {
    const next = this.page.getByRole('region', { name: words.leader.next.label });
    await next.getByRole('button', { name: new RegExp(`^${sentence}`) }).click();
  }
  async chooses(presenter: Person): Promise<void> {
    await this.press(words.leader.presenter.choose);
    await this.press(presenter.name, this.dialog(words.leader.choosing.title));
  }
  /** Goes to any other phase, by its title. */
  async goesTo(phase: string): Promise<void> {
    await this.press(words.leader.phases.open);
    await this.press(phase, this.dialog(words.leader.phases.title));
  }
  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  /** Accepts the invitation: one press opens both devices. */
  async opens(): Promise<void> {
    await this.press(words.controls.invited.both);
    await this.expectOpen({ microphones: 1, cameras: 1 });
  }

  /**
   * Presses Tab until the target has the focus, which must be visible, and then presses the key.
   */
  async keys(target: Locator, key = 'Enter'): Promise<void> {
    await target.waitFor();
    for (let steps = 0; !(await target.evaluate(isFocused)); steps++) {
      if (steps === 80) throw new Error(`the tabulator does not lead to ${target.toString()}`);
      await this.page.keyboard.press('Tab');
    }
    // For a moment after each change the desk ignores presses, which were meant for the old screen.
    await expect.poll(() => target.evaluate(takesPresses), patience).toBe(true);
    expect(await target.evaluate(isRinged), `focus is seen on ${target.toString()}`).toBe(true);
    await this.page.keyboard.press(key);
  }

  // ---------------------------------------------------------------- what the page says

  /** A person's place in the circle. Its text is what a screen reader says. */
  chair(name: string): Locator {
    return this.page
      .getByRole('list', { name: words.circle.chairs })
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^\\s*${name}`) });
  }
  async expectChair(name: string, says: string): Promise<void> {
    await this.chair(name).getByText(says).first().waitFor();
  }
  async expectText(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  // ---------------------------------------------------------------- probes

  /** The page's clock, to ask later what came since. */
  now(): Promise<number> {
    return this.page.evaluate(() => window.pageProbes.now());
  }

  async expectOpen(devices: { microphones: number; cameras: number }): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => window.pageProbes.open()), patience)
      .toEqual(devices);
  }

  heard(since: number): Promise<Heard> {
    return this.page.evaluate((at) => window.pageProbes.heard(at), since);
  }

  /** Waits until exactly these people are heard, each loud and clear, and all others not at all. */
  async expectToHear(...whom: Who[]): Promise<void> {
    const ears = async (): Promise<{ clear: Who[]; faint: Who[] }> => {
      const { loudest } = await this.heard((await this.now()) - 1200);
      const above = (threshold: number): Who[] =>
        everyone.filter((_, index) => (loudest[index] ?? silent) > threshold);
      return { clear: above(audible), faint: above(silent) };
    };
    await expect
      .poll(ears, { ...patience, message: `${this.name} hears` })
      .toEqual({ clear: inOrder(whom), faint: inOrder(whom) });
  }

  async sees(): Promise<Who[]> {
    const colours = await this.page.evaluate(() => window.pageProbes.seen());
    return inOrder(colours.map(whoHas).filter((who) => who !== null));
  }
  /**
   * Waits until the pictures of exactly these people are on the screen. A page on a very busy
   * machine stops showing pictures to keep the sound good, and says so. It is then enough that the
   * packets of exactly these people arrive.
   */
  async expectToSee(...whom: Who[]): Promise<void> {
    const eyes = async (): Promise<Who[]> => {
      const seen = await this.sees();
      if (seen.length > 0 || !(await this.picturesWait())) return seen;
      return this.arrived('pictures', (await this.now()) - 1000);
    };
    await expect.poll(eyes, { ...patience, message: `${this.name} sees` }).toEqual(inOrder(whom));
  }
  private picturesWait(): Promise<boolean> {
    return this.page.getByText(words.circle.inSession.picturesPaused).isVisible();
  }

  /** The people whose packets of that kind have come to this page since `since`. */
  async arrived(kind: 'sound' | 'pictures', since: number): Promise<Who[]> {
    const came = await this.page.evaluate(
      ({ names, at }) => {
        const packets = window.pageProbes.arrived(at);
        return names.map((name) => {
          const theirs = packets.find(({ ssrc }) => ssrc === window.pageProbes.ssrc(name));
          return { sound: theirs?.sound ?? 0, pictures: theirs?.pictures ?? 0 };
        });
      },
      { names: everyone.map((who) => voices[who].name), at: since },
    );
    return everyone.filter((_, index) => (came[index]?.[kind] ?? 0) > 0);
  }

  /**
   * Waits for more than a second and checks that nothing of that person has come since then: no
   * packet, no sound in what the page plays, no picture on it.
   */
  async expectNothingOf(other: Person, since: number): Promise<void> {
    const looks = async (): Promise<number> => (await this.heard(since)).looks;
    await expect.poll(looks, patience).toBeGreaterThanOrEqual(enough);
    const { loudest } = await this.heard(since);
    const found = {
      heard: (loudest[everyone.indexOf(other.who)] ?? silent) > silent,
      seen: (await this.sees()).includes(other.who),
      sound: (await this.arrived('sound', since)).includes(other.who),
      pictures: (await this.arrived('pictures', since)).includes(other.who),
    };
    const nothing = { heard: false, seen: false, sound: false, pictures: false };
    expect(found, `${other.name} in ${this.name}’s page`).toEqual(nothing);
  }

  /** Forgets trouble that the test brought about itself. */
  forgive(sentence: RegExp): void {
    const left = this.trouble.filter((each) => !sentence.test(each));
    this.trouble.splice(0, this.trouble.length, ...left);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

function inOrder(whom: readonly Who[]): Who[] {
  return everyone.filter((who) => whom.includes(who));
}

// In the page:

function isFocused(element: Element): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === element;
}

function isRinged(element: Element): boolean {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
}

function takesPresses(element: Element): boolean {
  return getComputedStyle(element).pointerEvents !== 'none';
}
