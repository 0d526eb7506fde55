import { describe, expect, it } from 'vitest';
import {
  mayMoveReturn,
  minutesToReturn,
  movedReturn,
  returnMinute,
} from '../../../../../plugin/web/src/ui/controls/return_point.js';
import type { SessionView } from '../../../../../plugin/web/src/wire/messages.js';
import { begun, stateAt, type SessionChanges } from '../../../gallery/people.js';

const minute = 60_000;
const at = (minutes: number): number => begun + minutes * minute;
const session = (phase: string, more: SessionChanges = {}): SessionView =>
  stateAt(phase, 27, 'okafor', { session: more }).session;

describe('the return point', () => {
  it('is counted in whole minutes, up, and never below none', () => {
    expect(minutesToReturn(session('discussion'), at(27))).toBe(18);
    expect(minutesToReturn(session('discussion'), at(44.1))).toBe(1);
    expect(minutesToReturn(session('discussion'), at(47))).toBe(0);
    expect(minutesToReturn(session('discussion', { returnAt: null }), at(27))).toBeNull();
  });

  it('is a minute of the session', () => {
    expect(returnMinute(session('discussion'))).toBe(45);
    expect(returnMinute(session('gathering'))).toBeNull();
  });

  it.each([
    ['gathering', false],
    ['opening', true],
    ['clarification', true],
    ['discussion', true],
    ['return', false],
    ['closing', false],
  ])('in %s may be moved: %s', (phase, may) => {
    expect(mayMoveReturn(session(phase))).toBe(may);
  });

  it('is moved by minutes, never into the past', () => {
    const now = at(41);
    expect(movedReturn(session('discussion'), now, 5)).toBe(at(50));
    expect(movedReturn(session('discussion'), now, -5)).toBeNull();
    expect(movedReturn(session('discussion'), at(39), -5)).toBe(at(40));
  });

  it('once it has come, is put off from now on', () => {
    expect(movedReturn(session('discussion'), at(47), 5)).toBe(at(52));
  });
});
