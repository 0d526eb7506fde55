import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reports } from '../../../../plugin/web/src/session/reports.js';

describe('reports of hearing', () => {
  const send = vi.fn();
  let reports: Reports;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    send.mockClear();
    reports = new Reports(send);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const beats = (count: number, every: number): void => {
    for (let beat = 0; beat < count; beat += 1) {
      vi.advanceTimersByTime(every);
      reports.beat();
    }
  };

  it('are sent every five seconds by beats four times a second', () => {
    beats(39, 250);
    expect(send).toHaveBeenCalledTimes(1);
    beats(1, 250);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('are sent at each beat of a timer that comes once a minute', () => {
    beats(3, 60_000);
    expect(send).toHaveBeenCalledTimes(3);
  });
});
