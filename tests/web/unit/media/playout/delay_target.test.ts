import { describe, expect, it } from 'vitest';
import { perMs } from '../../../../../plugin/web/src/media/base/audio_format.js';
import { DelayTarget } from '../../../../../plugin/web/src/media/playout/delay_target.js';
import { dice } from '../support/voice.js';

function after(count: number, late: (number: number) => number): DelayTarget {
  const target = new DelayTarget();
  for (let number = 0; number < count; number++) {
    target.came(number * 960, number * 960 + late(number) * perMs);
  }
  return target;
}

describe('how long packets have to wait', () => {
  it('is between 40 and 400 ms', () => {
    expect(after(2000, () => 10).wanted / perMs).toBe(40);
    const throwDice = dice(1);
    expect(after(2000, () => 390 * throwDice()).wanted / perMs).toBeGreaterThan(350);
    expect(after(2000, () => 5000 * throwDice()).wanted / perMs).toBeLessThanOrEqual(400);
  });

  it('covers 98 of a hundred', () => {
    expect(after(2000, (number) => (number % 33 === 0 ? 120 : 5)).wanted / perMs).toBeGreaterThan(
      115,
    );
    expect(after(2000, (number) => (number % 200 === 0 ? 120 : 5)).wanted / perMs).toBe(40);
  });

  it('grows within a second of trouble', () => {
    const throwDice = dice(2);
    const late = (number: number) => (number < 1000 ? 10 : 150 * throwDice());
    expect(after(1000, late).wanted / perMs).toBe(40);
    expect(after(1050, late).wanted / perMs).toBeGreaterThan(100);
  });

  it('does not depend on where two clocks stand', () => {
    const target = new DelayTarget();
    for (let number = 0; number < 100; number++) target.came(1e9 + number * 960, 77 + number * 960);
    expect(target.due(1e9)).toBe(77 + target.wanted);
  });

  it('follows clocks that drift apart', () => {
    const target = after(15_000, (number) => number * 20 * 200e-6);
    expect(target.wanted / perMs).toBe(40);
    // After 300 s at 200 millionths the base is 60 ms later.
    expect(target.base / perMs).toBeGreaterThan(50);
  });

  it('does not take a device that stood still for a moment for a shorter way', () => {
    // 300 ms of packets come at one moment of the playing clock, which then catches up.
    const late = (number: number) =>
      number >= 500 && number < 515 ? 20 - 20 * (number - 500) : 20;
    const target = after(600, late);
    expect(target.wanted / perMs).toBeLessThan(50);
    expect(target.base / perMs).toBe(20);
  });

  it('follows a way that has become shorter, or a device that never catches up', () => {
    const target = after(800, (number) => (number < 500 ? 320 : 20));
    expect(target.base / perMs).toBe(20);
    expect(target.wanted / perMs).toBe(40);
  });

  it('follows a way that has become longer', () => {
    const target = after(200, (number) => (number < 100 ? 20 : 1000));
    expect(target.base / perMs).toBeGreaterThan(900);
  });
});
