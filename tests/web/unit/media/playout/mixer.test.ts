import { describe, expect, it } from 'vitest';
import { perMs, quantum } from '../../../../../plugin/web/src/media/base/audio_format.js';
import { Mixer } from '../../../../../plugin/web/src/media/playout/mixer.js';
import { block, endsMs, largestStep, soundingMs } from '../support/voice.js';

/** Voices that talk from 0 to `ms`, each `late` milliseconds after it was said. */
function play(mixer: Mixer, late: number[], ms: number, silenceAt = Infinity): Float32Array {
  const out = new Float32Array(Math.ceil((ms * perMs) / quantum) * quantum);
  const next = late.map(() => 0);
  for (let now = 0; now < out.length; now += quantum) {
    late.forEach((wait, ssrc) => {
      for (
        let at = next[ssrc] ?? 0;
        (at * 20 + wait) * perMs <= now && now < silenceAt * perMs;
        at++
      ) {
        mixer.put(ssrc, block(at), now);
        next[ssrc] = at + 1;
      }
    });
    if (now >= silenceAt * perMs && now < silenceAt * perMs + quantum) mixer.silence();
    mixer.mix(out.subarray(now, now + quantum), now);
  }
  return out;
}

describe('all voices together', () => {
  it('are silence while nobody speaks', () => {
    expect(soundingMs(play(new Mixer(), [], 100))).toBe(0);
  });

  it('never exceed full scale', () => {
    const out = play(new Mixer(), [30, 30, 30, 30, 30, 30], 1000);
    expect(Math.max(...out)).toBeGreaterThan(0.9);
    expect(Math.max(...out)).toBeLessThan(0.981);
  });

  it('fall silent at once when asked, and without a click', () => {
    const out = play(new Mixer(), [30, 45], 1000, 500);
    expect(endsMs(out)).toBeLessThan(500 + 15);
    expect(largestStep(out)).toBeLessThan(0.1);
  });

  it('are counted beyond the end of one of them', () => {
    const mixer = new Mixer();
    play(mixer, [30, 30], 1000);
    const { played } = mixer.heard(1000 * perMs);
    mixer.remove(0);
    expect(played).toBeGreaterThan(80);
    expect(mixer.heard(1000 * perMs).played).toBe(played);
  });

  it('tell how the way down is, not the way of one of them', () => {
    const mixer = new Mixer();
    play(mixer, [30, 30, 30], 500);
    for (let at = 25; at < 100; at++) mixer.put(2, block(at), (at * 20 + 300 * (at % 2)) * perMs);
    expect(mixer.heard(2000 * perMs).targetMs).toBeLessThan(60);
    expect(mixer.heard(20_000 * perMs).targetMs).toBe(0);
  });
});
