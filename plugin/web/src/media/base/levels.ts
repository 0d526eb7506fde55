// The people who are heard now, and how loud, in the few steps that a screen shows. A level rises
// at once and falls after a moment, so that a ring does not flicker between syllables. The caller
// passes the time: milliseconds of one steady clock.

import type { Level } from './types.js';

/** Milliseconds. A pause this long is still within a sentence. */
const holdMs = 300;

export class Levels {
  private shown: ReadonlyMap<string, Level> = new Map();
  private readonly voices = new Map<string, { level: Level; at: number }>();

  /** Everybody louder than silence. Each change makes a new map. */
  get all(): ReadonlyMap<string, Level> {
    return this.shown;
  }

  of(who: string): Level {
    return this.shown.get(who) ?? 0;
  }

  /** Sets a person's loudness now. True if the shown levels have changed. */
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

  /** Silences people who were not heard for a moment. True if the shown levels have changed. */
  pass(now: number): boolean {
    let changed = false;
    for (const [who, voice] of this.voices) {
      if (now - voice.at < holdMs) continue;
      this.voices.delete(who);
      changed ||= voice.level > 0;
    }
    return changed && this.show();
  }

  /** Silences one person now, or everybody. */
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
