import { describe, expect, it } from 'vitest';
import { OpenedDevice } from '../../../../../plugin/web/src/media/devices/opened_device.js';
import { settled } from '../../client/support/hand_time.js';

/** A track with the parts that a device uses. */
class Track extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

function track(): { track: MediaStreamTrack; its: Track } {
  const its = new Track();
  return { track: its as unknown as MediaStreamTrack, its };
}

function question() {
  let answer: (track: MediaStreamTrack) => void = () => undefined;
  const promise = new Promise<MediaStreamTrack>((resolve) => (answer = resolve));
  return { ask: () => promise, answer: (given: MediaStreamTrack) => answer(given) };
}

describe('a microphone', () => {
  it('is on only when it is live and confirmed', async () => {
    const device = new OpenedDevice();
    const { ask, answer } = question();
    expect(device.state).toBe('off');
    const opened = device.open(ask, false);
    expect(device.state).toBe('opening');
    answer(track().track);
    expect(await opened).toBe('opening');
    expect(device.sending).toBe(false);
    device.confirm(true);
    expect(device.state).toBe('on');
    expect(device.sending).toBe(true);
  });

  it('sends nothing while it is only tried', async () => {
    const device = new OpenedDevice();
    await device.open(async () => track().track, true);
    expect(device.state).toBe('on');
    expect(device.sending).toBe(false);
  });

  it('is stopped before close returns', async () => {
    const device = new OpenedDevice();
    const { track: given, its } = track();
    await device.open(async () => given, false);
    device.confirm(true);
    device.close();
    expect(its.stopped).toBe(true);
    expect(device.state).toBe('off');
    expect(device.sending).toBe(false);
  });

  it('that was closed while the browser asked never goes on', async () => {
    const device = new OpenedDevice();
    const { ask, answer } = question();
    const opened = device.open(ask, false);
    device.close();
    const { track: given, its } = track();
    answer(given);
    expect(await opened).toBe('off');
    expect(its.stopped).toBe(true);
    expect(device.track).toBeNull();
  });

  it('is asked for once, however often it is opened', async () => {
    const device = new OpenedDevice();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return track().track;
    };
    await Promise.all([device.open(ask, false), device.open(ask, false)]);
    await device.open(ask, false);
    expect(asked).toBe(1);
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'failed'],
  ] as const)('tells of %s as %s, until it is closed', async (name, state) => {
    const device = new OpenedDevice();
    expect(await device.open(() => Promise.reject(new DOMException('', name)), false)).toBe(state);
    expect(device.state).toBe(state);
    device.close();
    expect(device.state).toBe('off');
  });

  it('can be tried again after a refusal', async () => {
    const device = new OpenedDevice();
    await device.open(() => Promise.reject(new DOMException('', 'NotAllowedError')), false);
    expect(await device.open(async () => track().track, false)).toBe('opening');
  });

  it('that is unplugged has failed', async () => {
    const device = new OpenedDevice();
    const { track: given, its } = track();
    await device.open(async () => given, false);
    device.confirm(true);
    its.dispatchEvent(new Event('ended'));
    expect(device.state).toBe('failed');
    expect(device.sending).toBe(false);
  });

  it('is replaced by a chosen one only while it is open', async () => {
    const device = new OpenedDevice();
    const first = track();
    const second = track();
    await device.again(async () => second.track);
    expect(device.state).toBe('off');
    await device.open(async () => first.track, false);
    device.confirm(true);
    await device.again(async () => second.track);
    expect(first.its.stopped).toBe(true);
    expect(device.track).toBe(second.track);
    expect(device.state).toBe('on');
  });

  it('that is replaced while the browser asks is open when the browser gives the second', async () => {
    const device = new OpenedDevice();
    const first = question();
    const second = question();
    let opened: string | null = null;
    void device.open(first.ask, false).then((state) => (opened = state));
    const replaced = device.again(second.ask);
    first.answer(track().track);
    await settled();
    expect(opened).toBeNull();
    const { track: given } = track();
    second.answer(given);
    await replaced;
    await settled();
    expect(opened).toBe('opening');
    expect(device.track).toBe(given);
  });

  it('that has failed is opened by a choice only in a trial', async () => {
    const refused = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    for (const trial of [false, true]) {
      const device = new OpenedDevice();
      await device.open(refused, trial);
      await device.again(async () => track().track);
      expect(device.state).toBe(trial ? 'on' : 'refused');
    }
  });
});
