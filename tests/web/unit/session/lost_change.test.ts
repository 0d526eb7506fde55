// What a leader is told after a lost connection about changes that were not kept yet.

import { describe, expect, it } from 'vitest';
import { lostChange } from '../../../../plugin/web/src/session/lost_change.js';
import type {
  PendingChange,
  SessionView,
  State,
} from '../../../../plugin/web/src/wire/messages.js';
import { group, listening, stateAt } from '../../gallery/people.js';

const stepBack: PendingChange = { does: 'stepBack', phase: 'discussion', since: 5 };

function seen(phase: string, session: Partial<Omit<SessionView, 'case'>> = {}, lead = true): State {
  const participants = phase === 'discussion' ? listening() : group();
  return stateAt(phase, 27, 'okafor', { participants, may: { lead }, session });
}

const before = (...pending: PendingChange[]): State => seen('discussion', { pending });

describe('after a lost connection', () => {
  it('a change of the phase that is not in force any more is told', () => {
    expect(lostChange(before(stepBack), seen('clarification'))).toBe('lostPhase');
    const closing: PendingChange = { does: 'advance', phase: 'closing', since: 5 };
    expect(lostChange(before(closing), seen('discussion'))).toBe('lostPhase');
  });

  it('nothing is told of a change that is in force', () => {
    expect(lostChange(before(stepBack), seen('discussion'))).toBeNull();
    expect(lostChange(before(), seen('clarification'))).toBeNull();
  });

  it('nothing is told while the server still has one of the changes', () => {
    const mute: PendingChange = { does: 'mute', participant: 'hana', since: 6 };
    const after = seen('clarification', { pending: [mute] });
    expect(lostChange(before(stepBack, mute), after)).toBeNull();
    const another = seen('clarification', { pending: [{ ...mute, since: 7 }] });
    expect(lostChange(before(stepBack, mute), another)).toBe('lostPhase');
  });

  it('a lock or a removal that is undone is told, a closed device is not', () => {
    const lock: PendingChange = { does: 'lock', since: 5 };
    const remove: PendingChange = { does: 'remove', participant: 'hana', since: 5 };
    expect(lostChange(before(lock), seen('discussion'))).toBe('lostChange');
    expect(lostChange(before(lock), seen('discussion', { locked: true }))).toBeNull();
    expect(lostChange(before(remove), seen('discussion'))).toBe('lostChange');
    expect(lostChange(before({ ...remove, participant: 'gone' }), seen('discussion'))).toBeNull();
    for (const does of ['mute', 'close'] as const) {
      const closing = { does, participant: 'hana', since: 5 };
      expect(lostChange(before(closing), seen('clarification'))).toBeNull();
    }
  });

  it('only leaders are told', () => {
    const member = seen('discussion', { pending: [stepBack] }, false);
    expect(lostChange(member, seen('clarification'))).toBeNull();
    expect(lostChange(before(stepBack), seen('clarification', {}, false))).toBeNull();
  });
});
