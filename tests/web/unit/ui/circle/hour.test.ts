import { describe, expect, it } from 'vitest';
import { countOf, hourOf, nextPhase } from '../../../../../plugin/web/src/ui/circle/hour.js';
import { planned } from '../../../gallery/next_step.js';
import { begun, stateAt, type SessionChanges } from '../../../gallery/people.js';
import type { SessionView } from '../../../../../plugin/web/src/wire/messages.js';

const minute = 60_000;
const at = (minutes: number): number => begun + minutes * minute;
const session = (phase: string, minutes: number, more: SessionChanges = {}): SessionView =>
  stateAt(phase, minutes, 'grace', { session: more }).session;

describe('what the clock counts', () => {
  it('counts nothing before the beginning', () => {
    expect(countOf(session('gathering', -3), at(-3))).toEqual({ kind: 'before' });
  });

  it('rounds what remains up, so that it never says less than there is', () => {
    const discussion = session('discussion', 27);
    expect(countOf(discussion, at(27))).toEqual({ kind: 'left', minutes: 18 });
    expect(countOf(discussion, at(27) + 1)).toEqual({ kind: 'left', minutes: 18 });
    expect(countOf(discussion, at(45) - 1)).toEqual({ kind: 'left', minutes: 1 });
  });

  it('says calmly how far over it is', () => {
    const discussion = session('discussion', 27);
    expect(countOf(discussion, at(45))).toEqual({ kind: 'over', minutes: 0 });
    expect(countOf(discussion, at(48.5))).toEqual({ kind: 'over', minutes: 3 });
  });

  it('stands while nobody leads', () => {
    const held = session('discussion', 27, { held: true, heldSince: at(27) });
    expect(countOf(held, at(31))).toEqual({ kind: 'left', minutes: 18 });
  });

  it('counts nothing after the end', () => {
    expect(countOf(session('closing', 60, { endedAt: at(60) }), at(61))).toEqual({ kind: 'ended' });
  });
});

describe('what comes next', () => {
  it('is the next phase of the template', () => {
    expect(nextPhase(session('presentation', 6))?.name).toBe('clarification');
    expect(nextPhase(session('gathering', -3))?.name).toBe('opening');
  });

  it('is nothing after the last, for the debrief is the leaders’ own', () => {
    expect(nextPhase(session('closing', 58))).toBeNull();
  });

  it('is the next case’s presentation in a session of two', () => {
    expect(nextPhase(session('return', 46, { case: { number: 1, of: 2 } }))?.name).toBe(
      'presentation',
    );
    expect(nextPhase(session('return', 46, { case: { number: 2, of: 2 } }))?.name).toBe('closing');
  });

  it('is the list’s order where an earlier server does not say what its phases mean', () => {
    const bare = session('return', 46, {
      case: { number: 1, of: 2 },
      phases: session('return', 46).phases.map((each) => ({
        ...each,
        stepBack: false,
        eachCase: false,
        leadersOnly: false,
      })),
    });
    expect(nextPhase(bare)?.name).toBe('closing');
    expect(hourOf(bare, at(46)).returnPoint).toBeNull();
  });
});

describe('the ring', () => {
  it('is whole: arcs follow each other from 0 to 1', () => {
    for (const [phase, minutes] of [
      ['gathering', -3],
      ['opening', 2],
      ['discussion', 27],
      ['discussion', 70],
      ['return', 46],
      ['closing', 58],
      ['debrief', 65],
    ] as const) {
      const { arcs, passed } = hourOf(session(phase, minutes), at(minutes));
      expect(arcs[0]?.from).toBe(0);
      expect(arcs.at(-1)?.to).toBeCloseTo(1);
      for (const [index, arc] of arcs.entries()) {
        expect(arc.to).toBeGreaterThanOrEqual(arc.from);
        if (index > 0) expect(arc.from).toBeCloseTo(arcs[index - 1]?.to ?? -1);
      }
      expect(passed).toBeGreaterThanOrEqual(0);
      expect(passed).toBeLessThanOrEqual(1);
    }
  });

  it('shows the hour of the plan before the beginning, nothing of it passed', () => {
    const hour = hourOf(session('gathering', -3), at(-3));
    expect(hour.arcs.map((arc) => arc.name)).toEqual([
      'opening',
      'presentation',
      'clarification',
      'discussion',
      'return',
      'closing',
    ]);
    expect(hour.arcs.every((arc) => arc.when === 'ahead')).toBe(true);
    expect(hour.passed).toBe(0);
    expect(hour.returnPoint).toBeCloseTo(45 / 60);
  });

  it('puts minute 27 and the return point of an hour where a clock would', () => {
    const hour = hourOf(session('discussion', 27), at(27));
    expect(hour.passed).toBeCloseTo(27 / 60);
    expect(hour.returnPoint).toBeCloseTo(45 / 60);
    expect(hour.arcs.map((arc) => arc.when)).toEqual([
      'past',
      'past',
      'past',
      'now',
      'ahead',
      'ahead',
    ]);
  });

  it('bends the discussion ahead to a return point at a fixed minute', () => {
    const late = session('presentation', 15, {});
    late.phase.since = at(12);
    late.phase.until = at(19);
    const hour = hourOf(late, at(15));
    // 12 + 7 + 5 minutes, then the discussion until minute 45, then 15 more.
    expect(hour.returnPoint).toBeCloseTo(45 / 60);
    const discussion = hour.arcs.find((arc) => arc.name === 'discussion');
    expect(((discussion?.to ?? 0) - (discussion?.from ?? 0)) * 60).toBeCloseTo(21);
  });

  it('grows with a phase that takes longer, and moves nothing that has passed', () => {
    const planned = hourOf(session('discussion', 45), at(45));
    const over = hourOf(session('discussion', 55), at(55));
    expect(over.returnPoint).toBeCloseTo(55 / 70);
    expect(over.passed).toBeCloseTo(55 / 70);
    const ratio = (hour: typeof over): number => (hour.arcs[0]?.to ?? 0) / (hour.arcs[1]?.to ?? 1);
    expect(ratio(over)).toBeCloseTo(ratio(planned));
  });

  it('stands while nobody leads', () => {
    const held = session('discussion', 27, { held: true, heldSince: at(27) });
    expect(hourOf(held, at(31))).toEqual(hourOf(held, at(27)));
  });

  it('draws each case of two, and marks this one’s return', () => {
    const second = session('discussion', 70, {
      case: { number: 2, of: 2 },
      returnAt: at(86),
      phase: {
        name: 'discussion',
        title: 'Discussion',
        since: at(56),
        until: at(86),
        endsBy: 'leader',
      },
    });
    const hour = hourOf(second, at(70));
    expect(hour.arcs.filter((arc) => arc.name === 'discussion')).toHaveLength(2);
    const now = hour.arcs.findIndex((arc) => arc.when === 'now');
    expect(hour.arcs.slice(0, now).map((arc) => arc.name)).toContain('return');
    expect(hour.returnPoint).toBeCloseTo(86 / (86 + 12 + 3));
  });

  it('goes on when the leaders hear one case more than planned', () => {
    const third = session('presentation', 70, { case: { number: 3, of: 2 } });
    const { arcs } = hourOf(third, at(70));
    expect(arcs.filter((arc) => arc.name === 'presentation')).toHaveLength(3);
    expect(arcs.filter((arc) => arc.when === 'now')).toHaveLength(1);
  });

  it('is all drawn in after the end, and in the debrief', () => {
    expect(hourOf(session('closing', 60, { endedAt: at(60) }), at(70)).passed).toBe(1);
    const debrief = hourOf(session('debrief', 65), at(65));
    expect(debrief.arcs.every((arc) => arc.when === 'past')).toBe(true);
  });

  it('survives a template without a step back or with phases of its own', () => {
    const own = session('opening', 3, {
      phases: planned([
        { name: 'gathering', title: 'G', minutes: 5 },
        { name: 'opening', title: 'O', minutes: 5 },
        { name: 'closing', title: 'C', minutes: 5 },
      ]),
      returnAt: null,
    });
    expect(hourOf(own, at(3)).returnPoint).toBeNull();
  });
});
