import { describe, expect, it } from 'vitest';
import type { Local, Seated } from '../../../../../../plugin/web/src/ui/model.js';
import {
  picturesWait,
  troubleOf,
} from '../../../../../../plugin/web/src/ui/screens/in_session/rules.js';
import type { State } from '../../../../../../plugin/web/src/wire/messages.js';
import { calm, group, person, stateAt } from '../../../../gallery/people.js';

const weak = (state: State): Seated => ({
  screen: 'circle',
  state,
  local: calm({ picturesPaused: true }),
  now: () => state.now,
});

describe('the trouble that a note tells', () => {
  const model = weak(stateAt('opening', 2, 'ben'));
  const during = (local: Partial<Local>) => troubleOf({ ...model, local: calm(local) });

  it('is none while all is well', () => {
    expect(during({})).toBeNull();
  });

  it('is a line in doubt before anything that goes on meanwhile', () => {
    expect(during({ inDoubt: true, privateNow: true, picturesPaused: true })).toBe('doubt');
    expect(during({ privateNow: true, picturesPaused: true })).toBe('private');
    expect(during({ picturesPaused: true })).toBe('paused');
  });

  it('is a lost connection before any other', () => {
    expect(during({ connection: 'lost', inDoubt: true, privateNow: true })).toBe('lost');
  });
});

describe('that pictures wait', () => {
  it('is said while somebody else shows theirs', () => {
    expect(picturesWait(weak(stateAt('opening', 2, 'ben')))).toBe(true);
  });

  it('is not said where nobody else does, for there is none to wait for', () => {
    const dark = group().map((each) => ({ ...each, video: each.id === 'ben' }));
    const outside = person('jonas', 'Jonas', 'member', { channel: 'lobby', video: true });
    const state = stateAt('opening', 2, 'ben', { participants: [...dark, outside] });
    expect(picturesWait(weak(state))).toBe(false);
  });

  it('is not said on a good connection', () => {
    const model = weak(stateAt('opening', 2, 'ben'));
    expect(picturesWait({ ...model, local: calm() })).toBe(false);
  });
});
