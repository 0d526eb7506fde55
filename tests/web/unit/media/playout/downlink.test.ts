import { describe, expect, it } from 'vitest';
import {
  Downlink,
  type DownlinkSample,
} from '../../../../../plugin/web/src/media/playout/downlink.js';

/** A quarter of a second of one voice, with what is different. */
function quarter(more: Partial<DownlinkSample> = {}): Omit<DownlinkSample, 'now'> {
  return { played: 12, missed: 0, targetMs: 50, ...more };
}

/** Goes through `seconds` seconds. Returns the second at which `poor` changed first, or null. */
function through(downlink: Downlink, from: number, seconds: number, how: Partial<DownlinkSample>) {
  let changed: number | null = null;
  for (let now = from * 1000; now < (from + seconds) * 1000; now += 250) {
    if (downlink.sample({ now, ...quarter(how) })) changed ??= now / 1000 - from;
  }
  return changed;
}

describe('pictures', () => {
  it('stay while sound is well, or nobody speaks', () => {
    const downlink = new Downlink();
    expect(through(downlink, 0, 60, {})).toBeNull();
    expect(through(downlink, 60, 60, { played: 0, missed: 0, targetMs: 0 })).toBeNull();
    expect(downlink.poor).toBe(false);
  });

  it('stay for one packet that is lost now and then', () => {
    expect(through(new Downlink(), 0, 60, { played: 49, missed: 1 })).toBeNull();
  });

  it('wait within two seconds if a tenth of sound is lost', () => {
    const downlink = new Downlink();
    through(downlink, 0, 10, {});
    expect(through(downlink, 10, 10, { played: 10, missed: 3, targetMs: 120 })).toBeLessThan(2);
    expect(downlink.poor).toBe(true);
  });

  it('stay for holes in sound that comes evenly: they were sent so', () => {
    expect(through(new Downlink(), 0, 20, { played: 10, missed: 3 })).toBeNull();
  });

  it('wait if sound has to wait too long to be whole', () => {
    expect(through(new Downlink(), 0, 5, { targetMs: 300 })).toBe(0);
  });

  it('come back after ten calm seconds', () => {
    const downlink = new Downlink();
    through(downlink, 0, 5, { targetMs: 300 });
    const back = through(downlink, 5, 60, {});
    expect(back).toBeGreaterThanOrEqual(9);
    expect(back).toBeLessThan(12);
    expect(downlink.poor).toBe(false);
  });

  it('take twice as long each time that this was too early', () => {
    const downlink = new Downlink();
    let now = 0;
    const waits = [];
    for (let round = 0; round < 5; round++) {
      through(downlink, now, 1, { targetMs: 300 });
      const back = through(downlink, now + 1, 10 * 2 ** Math.min(round, 3) + 2, {}) ?? NaN;
      waits.push(Math.round(back));
      now += back + 4;
    }
    expect(waits).toEqual([10, 20, 40, 80, 80]);
  });
});
