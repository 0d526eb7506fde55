import { describe, expect, it } from 'vitest';
import type { Seated } from '../../../../../../plugin/web/src/ui/model.js';
import { picturesWait } from '../../../../../../plugin/web/src/ui/screens/in_session/rules.js';
import type { State } from '../../../../../../plugin/web/src/wire/messages.js';
import { calm, group, person, stateAt } from '../../../../gallery/people.js';

const weak = (state: State): Seated => ({
  screen: 'circle',
  state,
  local: calm({ picturesPaused: true }),
  now: () => state.now,
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
