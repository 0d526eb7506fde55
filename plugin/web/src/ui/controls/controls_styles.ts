// Styles of <stepback-controls>: the bar at the lower edge, and the lines above it.

import { css } from 'lit';
import { shared } from '../shared_styles.js';

const controls = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .all {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.5rem;
    padding: 0.5rem 0.5rem 0.75rem;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.375rem;
  }
  .group {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.375rem;
  }
  .control {
    gap: 0.55em;
    min-block-size: 3.25rem;
    padding: 0;
    border-color: transparent;
    background: var(--stepback-raised);
    box-shadow: var(--stepback-shadow);
    white-space: nowrap;
  }
  .control .icon {
    inline-size: 1.4em;
    block-size: 1.4em;
  }
  .control .state {
    color: var(--stepback-soft);
    font-weight: 400;
  }
  .control[aria-pressed='true'] {
    background: var(--stepback-teal-soft);
    color: var(--stepback-ink);
  }
  .control[aria-pressed='true'] .icon,
  .control[aria-pressed='true'] .state {
    color: var(--stepback-teal);
  }
  .control.troubled .icon,
  .control.troubled .state {
    color: var(--stepback-rose);
  }
  .control[aria-disabled='true'] {
    border-color: var(--stepback-line);
    background: transparent;
    color: var(--stepback-soft);
    box-shadow: none;
  }
  .control.closed[aria-pressed='true'] {
    background: var(--stepback-ink);
    color: var(--stepback-paper);
  }
  .control.closed[aria-pressed='true'] .icon {
    color: inherit;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5rem 1rem;
    max-inline-size: min(44rem, 100%);
    padding: 0.5rem 1rem;
    border-radius: var(--stepback-radius-small);
    background: var(--stepback-raised);
    box-shadow: var(--stepback-shadow);
    line-height: 1.35;
    text-wrap: pretty;
  }
  .line > .icon {
    color: var(--stepback-rose);
  }
  .line > span {
    flex: 1 1 12rem;
  }
  .line.trouble-line {
    background: var(--stepback-rose-soft);
    box-shadow: none;
  }
  .why {
    color: var(--stepback-soft);
    font-size: 0.9375rem;
    text-align: center;
    text-wrap: balance;
  }
  .why:empty,
  .lines:empty {
    display: none;
  }
  .lines {
    display: contents;
  }

  /* Narrow: icons alone, their words for screen readers. */
  @container (max-width: 57.9rem) {
    .control .word,
    .control .state {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .control {
      position: relative;
      inline-size: 3.25rem;
    }
  }
  @container (max-width: 26rem) {
    .bar,
    .group {
      gap: 0.3rem;
    }
    .control {
      inline-size: 2.75rem;
    }
  }
  @container (min-width: 58rem) {
    .all {
      padding: 0.5rem 1rem 1rem;
    }
    .bar {
      gap: 0.5rem 1.25rem;
    }
    .group {
      gap: 0.5rem;
    }
    .control {
      padding: 0.5em 0.75em;
    }
  }
  /* Not all words have room in one row: the two that are needed least give theirs up. */
  @container (min-width: 58rem) and (max-width: 69.9rem) {
    .minor {
      position: relative;
      inline-size: 3.25rem;
    }
    .minor .word {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container (min-width: 76rem) {
    .all {
      padding-block-end: 1.25rem;
    }
    .bar {
      gap: 0.625rem 2rem;
    }
    .group {
      gap: 0.625rem;
    }
    .control {
      padding: 0.5em 1.125em;
    }
  }
`;

/** `static styles` of the controls. */
export const controlsStyles = [...shared, controls];
