import { describe, expect, it } from 'vitest';
import type { TemplateSummary } from '../../../../../../plugin/web/src/client/coordinator_api.js';
import { timeOf } from '../../../../../../plugin/web/src/ui/screens/start/template_time.js';
import { planned } from '../../../../gallery/next_step.js';

const names = [
  'gathering',
  'opening',
  'presentation',
  'discussion',
  'return',
  'closing',
  'debrief',
];

function template(minutes: number[], cases = 1): TemplateSummary {
  return {
    id: 't',
    title: 'T',
    summary: '',
    length: 60,
    cases,
    returnMinute: null,
    phases: planned(
      names.map((name, index) => ({ name, title: name, minutes: minutes[index] ?? 0 })),
    ),
  };
}

describe('a template as time', () => {
  it('begins when the session begins, and leaves out what comes before and after', () => {
    const time = timeOf(template([10, 5, 12, 28, 12, 3, 10]));
    expect(time.stretches.map(({ name }) => name)).toEqual(names.slice(1, -1));
    expect(time.minutes).toBe(60);
  });

  it('brings the presenter back at the end of the step back', () => {
    expect(timeOf(template([10, 5, 12, 28, 12, 3, 10])).returns).toEqual([45]);
  });

  it('has one stretch after the other, without a gap', () => {
    const { stretches } = timeOf(template([10, 5, 12, 28, 12, 3, 10]));
    let end = 0;
    for (const { from, minutes } of stretches) {
      expect(from).toBe(end);
      end = from + minutes;
    }
  });

  it('goes from presentation to return once for each case', () => {
    const time = timeOf(template([10, 3, 10, 30, 3, 1, 10], 2));
    expect(time.stretches.map(({ name }) => name)).toEqual([
      'opening',
      ...['presentation', 'discussion', 'return'],
      ...['presentation', 'discussion', 'return'],
      'closing',
    ]);
    expect(time.minutes).toBe(90);
    expect(time.returns).toEqual([43, 86]);
  });

  it('repeats what comes once for each case, whatever it is called', () => {
    const own = template([10, 3, 10, 30, 3, 1, 10], 2);
    const phases = own.phases.map((phase) => ({ ...phase, name: `our-${phase.name}` }));
    const time = timeOf({ ...own, phases });
    expect(time.stretches).toHaveLength(8);
    expect(time.minutes).toBe(90);
    expect(time.returns).toEqual([43, 86]);
  });

  it('shows a template of unusual phases as it is', () => {
    const unusual = {
      ...template([], 2),
      phases: planned([
        { name: 'gathering', title: 'Gathering', minutes: 5 },
        { name: 'talk', title: 'Talk', minutes: 20 },
        { name: 'tea', title: 'Tea', minutes: 10 },
      ]),
    };
    const time = timeOf(unusual);
    expect(time.stretches.map(({ title }) => title)).toEqual(['Talk', 'Tea']);
    expect(time.returns).toEqual([]);
  });
});
