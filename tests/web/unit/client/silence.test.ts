// The silence of the server in a hidden page, whose timers may come a minute late.

import { beforeEach, describe, expect, it } from 'vitest';
import { Silence } from '../../../../plugin/web/src/client/silence.js';

describe('silence', () => {
  let now: number;
  let told: string[];
  let silence: Silence;

  beforeEach(() => {
    now = 0;
    told = [];
    const timers = { after: () => () => undefined }; // never
    silence = new Silence(() => now, timers, {
      ask: () => told.push('ask'),
      doubted: (inDoubt) => told.push(inDoubt ? 'doubt' : 'no doubt'),
      gone: () => told.push('gone'),
    });
  });
  const beatUntil = (end: number): void => {
    while (now < end) {
      now += 250;
      silence.beat();
    }
  };

  it('is told at a beat, after twelve seconds, and after six to a person who is watched', () => {
    beatUntil(11_750);
    expect(told).toEqual([]);
    beatUntil(12_000);
    expect(told).toEqual(['doubt']);
    silence.heard();
    silence.watch(true);
    beatUntil(17_750);
    expect(told).toEqual(['doubt', 'no doubt']);
    beatUntil(18_000);
    expect(told).toEqual(['doubt', 'no doubt', 'doubt']);
  });

  it('of twenty seconds is the end at a beat too', () => {
    beatUntil(19_750);
    expect(told).toEqual(['doubt']);
    beatUntil(20_000);
    expect(told).toEqual(['doubt', 'gone']);
  });

  it('is not told at the first beat after the page slept', () => {
    beatUntil(1000);
    now += 60_000;
    silence.beat();
    expect(told).toEqual([]);
  });
});
