// A circle of chairs seen from above, drawn in a few shapes: the only picture of the add-on.

import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/**
 * `together`: everyone sits. `listening`: one chair is empty, and its person listens from outside.
 * `door`: a person waits outside. `empty`: all have gone.
 */
export type ChairsScene = 'together' | 'listening' | 'door' | 'empty';

const count = 8;
/** The chair at the lower left leaves the circle. */
const leaving = 5;

function at(chair: number, distance: number): { x: number; y: number } {
  const angle = (chair / count) * 2 * Math.PI - Math.PI / 2;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { x: round(60 + distance * Math.cos(angle)), y: round(60 + distance * Math.sin(angle)) };
}

function chair(index: number, scene: ChairsScene): SVGTemplateResult {
  const { x, y } = at(index, 38);
  const left = scene === 'empty' || (scene === 'listening' && index === leaving);
  return svg`<circle class=${left ? 'left' : 'taken'} cx=${x} cy=${y} r="9.5" />`;
}

function outside(scene: ChairsScene): SVGTemplateResult | null {
  if (scene !== 'listening' && scene !== 'door') return null;
  const { x, y } = at(scene === 'door' ? 4 : leaving, scene === 'door' ? 68 : 62);
  return svg`<circle class=${scene} cx=${x} cy=${y} r="9.5" />`;
}

/** The picture. Screen readers skip it, because its meaning is in the text beside it. */
export function chairs(scene: ChairsScene): TemplateResult {
  return html`<svg
    class="chairs"
    viewBox=${scene === 'door' ? '0 6 120 134' : '0 0 120 120'}
    aria-hidden="true"
    focusable="false"
  >
    ${Array.from({ length: count }, (_, index) => chair(index, scene))} ${outside(scene)}
  </svg>`;
}

/** The colours of the picture. */
export const chairsStyles = css`
  .chairs {
    flex: none;
    inline-size: 7.5rem;
    block-size: auto;
    overflow: visible;
    fill: none;
  }
  .chairs .taken {
    fill: var(--stepback-teal);
    opacity: 0.82;
  }
  .chairs .left {
    stroke: var(--stepback-soft);
    stroke-width: 1.75;
    stroke-dasharray: 3 3.4;
  }
  .chairs .listening,
  .chairs .door {
    fill: var(--stepback-teal);
  }
`;
