// A template as time: which stretch follows which, and where the presenter comes back. Pure.

import type { TemplateSummary } from '../../../client/coordinator_api.js';

/** One phase on the line of time, in minutes from the beginning. */
export interface Stretch {
  name: string;
  title: string;
  from: number;
  minutes: number;
  stepBack: boolean;
}

export interface TemplateTime {
  stretches: readonly Stretch[];
  /** Of all stretches together. */
  minutes: number;
  /** When a presenter is invited back: once for each case. */
  returns: readonly number[];
}

type Phase = TemplateSummary['phases'][number];

/**
 * The session proper: gathering comes before its beginning and the debrief after its end
 * (protocol/README.md, "Phases"). With several cases, presentation to return comes as often.
 */
export function timeOf(template: TemplateSummary): TemplateTime {
  const phases = template.phases.filter(({ name }) => name !== 'gathering' && name !== 'debrief');
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { name, title, minutes, stepBack } of casesOf(phases, template.cases)) {
    stretches.push({ name, title, from, minutes, stepBack });
    from += minutes;
  }
  const returns = stretches
    .filter(({ stepBack }) => stepBack)
    .map((stretch) => stretch.from + stretch.minutes);
  return { stretches, minutes: from, returns };
}

function casesOf(phases: readonly Phase[], cases: number): Phase[] {
  const first = phases.findIndex(({ name }) => name === 'presentation');
  const stepBack = phases.map((phase) => phase.stepBack).lastIndexOf(true);
  const afterwards = phases[stepBack + 1]?.name === 'return' ? stepBack + 1 : stepBack;
  if (first < 0 || stepBack < first) return [...phases];
  const one = phases.slice(first, afterwards + 1);
  return [
    ...phases.slice(0, first),
    ...Array.from({ length: cases }, () => one).flat(),
    ...phases.slice(afterwards + 1),
  ];
}
