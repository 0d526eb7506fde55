import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../../../../plugin/web/src/client/coordinator_api.js';
import {
  inOrder,
  sessionLine,
} from '../../../../../../plugin/web/src/ui/screens/start/session_line.js';
import { languages, timeOfDay } from '../../../../../../plugin/web/src/words/words.js';

const at = Date.UTC(2026, 9, 15, 14, 0);
const time = timeOfDay(languages.en, at);

function session(more: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id: 's',
    title: 'Thursday group',
    template: 'cmh-60',
    createdAt: at,
    begunAt: null,
    endedAt: null,
    phase: 'gathering',
    held: false,
    connected: 0,
    lobby: 0,
    circle: 0,
    observer: 0,
    ...more,
  };
}

describe('a session in a line', () => {
  it('has not begun, and nobody is here', () => {
    expect(sessionLine(languages.en, session())).toEqual({
      where: 'not begun',
      who: `created at ${time} · nobody here`,
    });
  });

  it('says the phase and counts people by where they are', () => {
    const line = sessionLine(
      languages.en,
      session({ begunAt: at, phase: 'discussion', circle: 10, observer: 2, lobby: 1 }),
    );
    expect(line.where).toBe('Discussion');
    expect(line.who).toBe(`began at ${time} · 10 in the circle · 2 listening · 1 at the door`);
  });

  it('says that it waits for a leader', () => {
    const line = sessionLine(languages.en, session({ begunAt: at, phase: 'return', held: true }));
    expect(line.where).toBe('Return, waits for a leader');
  });

  it('says when it ended', () => {
    const line = sessionLine(languages.en, session({ begunAt: at, endedAt: at, phase: 'ended' }));
    expect(line).toEqual({ where: 'Ended', who: `ended at ${time}` });
  });

  it('knows a deployer’s phase by its name', () => {
    expect(sessionLine(languages.en, session({ begunAt: at, phase: 'tea' })).where).toBe('tea');
  });
});

describe('the order of sessions', () => {
  it('puts those that run first, the newest of them at the top', () => {
    const old = session({ id: 'old', createdAt: at - 5 });
    const over = session({ id: 'over', createdAt: at + 5, endedAt: at + 9 });
    const fresh = session({ id: 'fresh', createdAt: at + 1 });
    expect(inOrder([over, old, fresh]).map(({ id }) => id)).toEqual(['fresh', 'old', 'over']);
  });
});
