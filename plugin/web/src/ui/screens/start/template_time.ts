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
 * The session proper: the first phase comes before its beginning and the leaders' own after its end
 * (protocol/README.md, "Phases"). With several cases, the phases of a case come as often.
 */
export function timeOf(template: TemplateSummary): TemplateTime {
  const phases = template.phases.slice(1).filter(({ leadersOnly }) => !leadersOnly);
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
  const first = phases.findIndex(({ eachCase }) => eachCase);
  const last = phases.map(({ eachCase }) => eachCase).lastIndexOf(true);
  if (first < 0) return [...phases];
  const one = phases.slice(first, last + 1);
  return [
    ...phases.slice(0, first),
    ...Array.from({ length: cases }, () => one).flat(),
    ...phases.slice(last + 1),
  ];
}
