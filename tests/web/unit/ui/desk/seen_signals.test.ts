// When a signal counts as seen by a leader.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  SeenSignals,
  type SignalLine,
} from '../../../../../plugin/web/src/ui/desk/seen_signals.js';

const page = { visibilityState: 'visible' };
let boxes = 1;
let lines: SignalLine[];
let seen: string[];
let watch: SeenSignals;

const element = { getClientRects: () => ({ length: boxes }) } as unknown as Element;
const line = (id: string, times = 1): SignalLine => ({ id, times, element });
const passes = (milliseconds: number): void => void vi.advanceTimersByTime(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('document', page);
  page.visibilityState = 'visible';
  boxes = 1;
  seen = [];
  lines = [line('n1')];
  watch = new SeenSignals(
    { addController: () => undefined } as never,
    () => lines,
    (id) => seen.push(id),
  );
  watch.hostConnected();
});

afterEach(() => {
  watch.hostDisconnected();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a signal', () => {
  it('is seen when its line was drawn for one second, and not before', () => {
    passes(1000);
    expect(seen).toEqual([]);
    passes(500);
    expect(seen).toEqual(['n1']);
    passes(3000);
    expect(seen).toEqual(['n1']);
  });
  it('is not seen on a hidden page, nor in a closed sheet', () => {
    page.visibilityState = 'hidden';
    passes(10_000);
    page.visibilityState = 'visible';
    boxes = 0;
    passes(10_000);
    expect(seen).toEqual([]);
    boxes = 1;
    passes(1500);
    expect(seen).toEqual(['n1']);
  });
  it('must be drawn for one second without a break', () => {
    for (let i = 0; i < 5; ++i) {
      passes(750);
      page.visibilityState = 'hidden';
      passes(250);
      page.visibilityState = 'visible';
    }
    expect(seen).toEqual([]);
  });
  it('is seen anew when it was sent again', () => {
    passes(1500);
    lines = [line('n1', 2)];
    passes(1500);
    expect(seen).toEqual(['n1', 'n1']);
  });
  it('is said again if the server does not know it after five seconds', () => {
    passes(1500);
    passes(5000);
    expect(seen).toEqual(['n1', 'n1']);
    lines = []; // the state has this leader in `seenBy`
    passes(20_000);
    expect(seen).toEqual(['n1', 'n1']);
  });
  it('is forgotten with its line, and not while the line is hidden', () => {
    passes(1500);
    boxes = 0;
    passes(500);
    boxes = 1;
    passes(1500);
    expect(seen).toEqual(['n1']);
    lines = [];
    passes(250);
    lines = [line('n1')];
    passes(1500);
    expect(seen).toEqual(['n1', 'n1']);
  });
});
