// A refused request closes what was to open by it, and nothing else. A refused closing is asked for
// again, because others see the device open.

import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../../plugin/web/src/client/refusal.js';
import { settled } from '../client/support/hand_time.js';
import { AskingMedia, PressedDevices, type Questions } from './support/pressed_devices.js';

let farid: PressedDevices;
let media: AskingMedia;
let browser: { microphone: Questions; camera: Questions };
const tooMany = new Refusal('rateLimited', '');

beforeEach(() => {
  farid = new PressedDevices();
  media = farid.media;
  browser = media.questions;
});

describe('a refusal for too many requests', () => {
  it('closes the device that was to open, and no other', async () => {
    await farid.opens('microphone');
    farid.holds = true;
    await farid.opens('camera');
    farid.refuses(tooMany);
    await settled();
    expect([media.microphone, media.camera]).toEqual(['on', 'off']);
    expect(farid.told).toEqual(['camera rateLimited']);
  });

  it('of an older press leaves the newer one of the same device alone', async () => {
    farid.holds = true;
    await farid.opens('microphone');
    await farid.presses('microphone', false);
    await farid.opens('microphone');
    farid.holds = false;
    farid.refuses(tooMany);
    await settled();
    expect(farid.isHeard).toBe(true);
    expect(farid.told).toEqual([]);
  });

  it('of the newest press says so once', async () => {
    farid.holds = true;
    await farid.opens('microphone');
    await farid.presses('microphone', false);
    await farid.opens('microphone');
    for (let request = 0; request < 3; request += 1) {
      farid.refuses(tooMany);
      await settled();
    }
    expect([media.microphone, farid.isHeard]).toEqual(['off', false]);
    expect(farid.told).toEqual(['microphone rateLimited']);
  });

  it('of a closing lets the page ask once more, since others see the device open', async () => {
    await farid.opens('microphone');
    farid.holds = true;
    await farid.presses('microphone', false);
    farid.refuses(tooMany);
    await settled();
    expect(farid.asked).toEqual(['microphone', 'nothing', 'nothing']);
    farid.refuses(tooMany);
    await settled();
    expect(farid.asked).toHaveLength(3);
    expect(farid.isHeard).toBe(false);
  });

  it('of two closings lets the page ask again after each state that shows it open', async () => {
    await leavesOpen();
    await farid.changes({});
    expect(farid.asked).toEqual(['nothing']);
    await farid.changes({}); // while the server has not answered
    expect(farid.asked).toHaveLength(1);
    farid.refuses(tooMany);
    await settled();
    expect(farid.asked).toHaveLength(1);
    await farid.changes({});
    farid.carriesOut(true);
    await settled();
    expect([farid.asked, farid.seen]).toEqual([['nothing', 'nothing'], 'nothing']);
    await farid.changes({});
    expect(farid.asked).toHaveLength(2);
    expect(farid.told).toEqual([]);
  });

  it('of two closings does not keep a leader’s mute from a press that the browser asks about', async () => {
    await leavesOpen();
    await farid.presses('microphone');
    await farid.changes({});
    await farid.changes({ audio: false });
    browser.microphone.allow();
    await settled();
    expect([media.microphone, farid.seen, farid.asked]).toEqual(['off', 'nothing', []]);
  });

  it('of two closings lets the page ask again once the browser has refused a press', async () => {
    await leavesOpen();
    await farid.presses('microphone');
    await farid.changes({});
    expect(farid.asked).toEqual([]);
    farid.holds = false;
    browser.microphone.refuse();
    await settled();
    expect([farid.asked, farid.seen]).toEqual([['nothing'], 'nothing']);
  });

  /** The person closes the microphone, and the server refuses twice. It holds the next request. */
  async function leavesOpen(): Promise<void> {
    await farid.opens('microphone');
    farid.holds = true;
    await farid.presses('microphone', false);
    for (let request = 0; request < 2; request += 1) {
      farid.refuses(tooMany);
      await settled();
    }
    farid.asked.length = 0;
  }
});
