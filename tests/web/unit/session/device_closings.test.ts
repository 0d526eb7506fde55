// A device is open only if its person pressed it open after the last time that anything closed it,
// however presses, the browser's answers, states and the server's answers cross.

import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../../plugin/web/src/client/refusal.js';
import { everything } from '../../gallery/people.js';
import { settled } from '../client/support/hand_time.js';
import { AskingMedia, PressedDevices, type Questions } from './support/pressed_devices.js';

let farid: PressedDevices;
let media: AskingMedia;
let browser: { microphone: Questions; camera: Questions };
const tooMany = new Refusal('rateLimited', '');
const listening = { ...everything, speak: false };

beforeEach(() => {
  farid = new PressedDevices();
  media = farid.media;
  browser = media.questions;
});

describe('a leader’s mute', () => {
  it('holds although it came while the person changed the microphone', async () => {
    await farid.opens('microphone');
    media.chooseMicrophone();
    await farid.changes({ audio: false });
    browser.microphone.allow();
    await settled();
    expect([media.microphone, browser.microphone.isCapturing]).toEqual(['off', false]);

    await farid.opens('camera');
    expect(farid.asked).toEqual(['microphone', 'camera']);
    expect(farid.isHeard).toBe(false);
  });

  it('holds although the state that opened the microphone never came', async () => {
    farid.holds = true;
    await farid.opens('microphone');
    farid.carriesOut(false);
    await farid.changes({ audio: false }); // it took the place of the state before it
    expect([media.microphone, browser.microphone.isCapturing]).toEqual(['off', false]);

    farid.holds = false;
    await farid.opens('camera');
    expect(farid.asked).toEqual(['microphone', 'camera']);
    expect(farid.isHeard).toBe(false);
    expect(farid.told).toEqual([]);
  });

  it.each(['the browser still asks', 'the request waits for its turn'])(
    'wins over a press behind a closing while %s, although the state that opened never came',
    async (waitsFor) => {
      farid.holds = true;
      await farid.opens('microphone');
      await farid.presses('microphone', false);
      await farid.presses('microphone');
      if (waitsFor === 'the request waits for its turn') browser.microphone.allow();
      await settled();
      farid.carriesOut(false);
      await farid.changes({ audio: false }); // it took the place of the state before it
      farid.holds = false;
      farid.carriesOut(true); // the closing
      if (waitsFor === 'the browser still asks') browser.microphone.allow();
      await settled();
      expect([media.microphone, browser.microphone.isCapturing]).toEqual(['off', false]);
      expect([farid.isHeard, farid.seen]).toEqual([false, 'nothing']);
      expect(farid.told).toEqual([]);
    },
  );

  it('wins over a second press that said the same', async () => {
    farid.holds = true;
    await farid.opens('microphone');
    await farid.presses('microphone');
    farid.carriesOut(true);
    await settled();
    await farid.presses('microphone');
    await farid.changes({ audio: false });
    expect(farid.asked).toEqual(['microphone']);
    expect(media.microphone).toBe('off');
  });

  it('wins over a press for which the browser still asks', async () => {
    await farid.opens('microphone');
    farid.holds = true;
    browser.microphone.unplug();
    for (let times = 0; times < 2; times += 1) {
      await settled();
      farid.refuses(tooMany); // so that others see it open still
    }
    await farid.presses('microphone');
    await farid.changes({ audio: false });
    browser.microphone.allow();
    await settled();
    expect([media.microphone, browser.microphone.isCapturing]).toEqual(['off', false]);
    expect(farid.seen).toBe('nothing');
  });
});

describe('a press', () => {
  it('for which the browser still asks is not named when the other device is pressed', async () => {
    await farid.presses('microphone');
    await farid.opens('camera');
    expect(farid.seen).toBe('camera');
    browser.microphone.refuse();
    await settled();
    expect(farid.asked).toEqual(['camera']);
    expect(farid.told).toEqual(['microphone refused']);
  });

  it('for which the browser still asks outlives states that close nothing', async () => {
    await farid.presses('microphone');
    await farid.changes({});
    browser.microphone.allow();
    await settled();
    expect(farid.isHeard).toBe(true);
  });

  it.each(['the browser still asks', 'the server has not answered'])(
    'opens nothing when the right went and came back while %s',
    async (waitsFor) => {
      farid.holds = true;
      if (waitsFor === 'the browser still asks') await farid.presses('microphone');
      else await farid.opens('microphone');
      await farid.changes({ may: listening });
      await farid.changes({ may: everything });
      farid.holds = false;
      if (waitsFor === 'the browser still asks') browser.microphone.allow();
      else farid.carriesOut(true); // the press came after the return
      await settled();
      expect([farid.isHeard, browser.microphone.isCapturing]).toEqual([false, false]);
      expect(farid.seen).toBe('nothing');
    },
  );

  it('opens nothing when the connection broke while the browser still asks', async () => {
    await farid.presses('microphone');
    farid.devices.loseBoth();
    await farid.changes({});
    browser.microphone.allow();
    await settled();
    expect([media.microphone, browser.microphone.isCapturing]).toEqual(['off', false]);
    expect(farid.asked).toEqual([]);
  });

  it('opens nothing when the connection broke before the server answered', async () => {
    farid.holds = true;
    await farid.opens('microphone');
    farid.devices.loseBoth();
    farid.refuses(new Refusal('network', ''));
    await farid.changes({});
    await farid.changes({ audio: true });
    expect([media.microphone, farid.isHeard]).toEqual(['off', false]);
    expect(farid.told).toEqual([]);
  });

  it('that closes, and one that opens behind it, leave the device open', async () => {
    await farid.opens('microphone');
    farid.holds = true;
    await farid.presses('microphone', false);
    expect(farid.isHeard).toBe(false);
    await farid.opens('microphone');
    farid.holds = false;
    farid.carriesOut(true);
    await settled();
    expect(farid.asked).toEqual(['microphone', 'nothing', 'microphone']);
    expect(farid.isHeard).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'stands although the server answers another one %i turns after the browser',
    async (later) => {
      farid.holds = true;
      await farid.opens('camera');
      await farid.presses('microphone');
      farid.holds = false;
      browser.microphone.allow();
      for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
      farid.carriesOut(true);
      await settled();
      expect(farid.seen).toBe('microphone and camera');
      expect(farid.isHeard).toBe(true);
    },
  );

  it('that was taken back does not count when the browser answers it after the next', async () => {
    await farid.presses('microphone');
    await farid.presses('microphone', false);
    await farid.presses('microphone');
    browser.microphone.allow(); // the first question
    await settled();
    expect(farid.seen).toBe('nothing');
    browser.microphone.refuse();
    await settled();
    expect(farid.asked).toEqual(['nothing']);
    expect(farid.told).toEqual(['microphone refused']);
    expect(browser.microphone.isCapturing).toBe(false);
  });
});

describe('a microphone that fails', () => {
  it('is closed for everybody, and opened only by a press', async () => {
    await farid.opens('microphone');
    browser.microphone.unplug();
    await settled();
    expect(farid.seen).toBe('nothing');
    media.chooseMicrophone();
    await farid.opens('camera');
    expect([media.microphone, farid.seen]).toEqual(['failed', 'camera']);
    await farid.opens('microphone');
    expect(farid.isHeard).toBe(true);
  });

  it('is closed for everybody when the browser refuses its replacement', async () => {
    await farid.opens('microphone');
    media.chooseMicrophone();
    browser.microphone.refuse();
    await settled();
    expect([media.microphone, farid.seen]).toEqual(['refused', 'nothing']);
  });
});

describe('a microphone in a trial', () => {
  it('is not heard although a state calls it open', async () => {
    void media.mic.open(browser.microphone.ask, true);
    browser.microphone.allow();
    await farid.changes({ audio: true });
    expect(farid.isHeard).toBe(false);
  });
});

describe('a change to another microphone', () => {
  it('asks the server nothing until the browser has given that one', async () => {
    await farid.presses('microphone');
    media.chooseMicrophone();
    browser.microphone.allow(); // the first, which is not wanted any more
    await settled();
    expect(farid.asked).toEqual([]);
    browser.microphone.refuse();
    await settled();
    expect(farid.asked).toEqual([]);
    expect(farid.told).toEqual(['microphone refused']);
  });
});
