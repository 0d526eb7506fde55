// Who is heard right now, and how loud, in the few steps that a screen shows. A level rises at once
// and falls after a moment, so that a ring does not flicker between syllables. Time comes in as a
// value: milliseconds of one steady clock.

import type { Level } from './types.js';

/** A pause this long is within a sentence. */
const holdMs = 300;

export class Levels {
  private shown: ReadonlyMap<string, Level> = new Map();
  private readonly voices = new Map<string, { level: Level; at: number }>();

  /** Whoever is louder than silence. Another map whenever something has changed. */
  get all(): ReadonlyMap<string, Level> {
    return this.shown;
  }

  of(who: string): Level {
    return this.shown.get(who) ?? 0;
  }

  /** Somebody is this loud now. True if what is shown has changed. */
  heard(who: string, level: Level, now: number): boolean {
    const voice = this.voices.get(who);
    if (!voice) {
      if (level === 0) return false;
      this.voices.set(who, { level, at: now });
      return this.show();
    }
    if (level < voice.level && now - voice.at < holdMs) return false;
    voice.at = now;
    if (level === voice.level) return false;
    voice.level = level;
    return this.show();
  }

  /** Whoever has not been heard for a moment falls silent. True if what is shown has changed. */
  pass(now: number): boolean {
    let changed = false;
    for (const [who, voice] of this.voices) {
      if (now - voice.at < holdMs) continue;
      this.voices.delete(who);
      changed ||= voice.level > 0;
    }
    return changed && this.show();
  }

  /** Everybody, or one, is silent now. */
  forget(who?: string): void {
    if (who === undefined) this.voices.clear();
    else this.voices.delete(who);
    this.show();
  }

  private show(): true {
    const shown = new Map<string, Level>();
    for (const [who, { level }] of this.voices) if (level > 0) shown.set(who, level);
    this.shown = shown;
    return true;
  }
}
