// The shapes that all screens share, drawn with the tokens of theme.ts.

import { css } from 'lit';

/** Styles for every element: box sizes, a visible focus, text for screen readers only. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :focus-visible {
    outline: 3px solid var(--stepback-teal);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`;

/**
 * Buttons: `<button class="button">` with an icon and words. More classes: `primary` (one on a
 * screen), `quiet` (no ground until the pointer is on it), `trouble` (cannot be undone), `pill`
 * (small and round, for the header), `wide` (as wide as its place). A button that may not be
 * pressed now is `aria-disabled="true"`, keeps its focus and gives the reason.
 */
export const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    min-block-size: var(--stepback-touch);
    min-inline-size: var(--stepback-touch);
    padding: 0.5em 1em;
    border: 1px solid var(--stepback-edge);
    border-radius: var(--stepback-radius-small);
    background: var(--stepback-raised);
    color: var(--stepback-ink);
    font-weight: 500;
    line-height: 1.25;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--stepback-quick),
      border-color var(--stepback-quick),
      color var(--stepback-quick);
  }
  .button:hover {
    background: color-mix(in srgb, var(--stepback-teal-soft) 55%, var(--stepback-raised));
  }
  .button:active {
    background: var(--stepback-teal-soft);
  }
  .button.primary {
    border-color: transparent;
    background: var(--stepback-teal);
    color: var(--stepback-on-teal);
    font-weight: 600;
    box-shadow: var(--stepback-shadow);
  }
  .button.primary:hover {
    background: color-mix(in srgb, var(--stepback-teal) 88%, var(--stepback-ink));
  }
  .button.primary:active {
    background: color-mix(in srgb, var(--stepback-teal) 78%, var(--stepback-ink));
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--stepback-soft);
  }
  .button.quiet:hover {
    background: color-mix(in srgb, var(--stepback-ink) 7%, transparent);
    color: var(--stepback-ink);
  }
  .button.trouble {
    border-color: var(--stepback-rose);
    color: var(--stepback-rose);
  }
  .button.trouble:hover {
    background: var(--stepback-rose-soft);
  }
  .button.pill {
    border-color: var(--stepback-line);
    border-radius: 999px;
    background: transparent;
    color: var(--stepback-soft);
    font-size: 0.9375rem;
    font-weight: 400;
    padding-inline: 0.9em;
  }
  .button.pill:hover {
    background: var(--stepback-raised);
    color: var(--stepback-ink);
  }
  .button.wide {
    inline-size: 100%;
  }
  .button[aria-disabled='true'],
  .button:disabled {
    border-color: var(--stepback-line);
    background: transparent;
    color: var(--stepback-soft);
    box-shadow: none;
    cursor: not-allowed;
  }
`;

/**
 * Cards: `<section class="card">`, a small heading `<h2 class="card-title">`, quieter text `<p
 * class="soft">`. Fields: `<input class="field">`, also for select and textarea.
 */
export const cards = css`
  .card {
    padding: 1rem 1.125rem;
    border-radius: var(--stepback-radius);
    background: var(--stepback-raised);
    box-shadow: var(--stepback-shadow);
  }
  .card-title {
    margin-block-end: 0.5rem;
    color: var(--stepback-soft);
    font-size: 0.875rem;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .soft {
    color: var(--stepback-soft);
  }
  .small {
    font-size: 0.875rem;
  }
  .field {
    inline-size: 100%;
    min-block-size: var(--stepback-touch);
    padding: 0.5em 0.75em;
    border: 1px solid var(--stepback-edge);
    border-radius: var(--stepback-radius-small);
    background: var(--stepback-paper);
    color: var(--stepback-ink);
  }
  .field::placeholder {
    color: var(--stepback-soft);
    opacity: 1;
  }
`;

/** Dialogs: `<dialog class="sheet">`, centred in a wide window, from below in a narrow one. */
export const sheets = css`
  dialog.sheet {
    inline-size: min(30rem, calc(100vw - 2rem));
    max-inline-size: none;
    max-block-size: min(85dvh, 48rem);
    margin: auto;
    padding: 1.25rem;
    border: 0;
    border-radius: var(--stepback-radius);
    background: var(--stepback-raised);
    color: var(--stepback-ink);
    box-shadow: 0 12px 48px rgb(0 0 0 / 28%);
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog.sheet::backdrop {
    background: light-dark(rgb(34 48 47 / 38%), rgb(0 0 0 / 60%));
  }
  @media (max-width: 40rem) {
    dialog.sheet {
      inline-size: 100vw;
      margin: auto 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: max(1.25rem, env(safe-area-inset-bottom));
    }
  }
`;

/** Icons (icons.ts), as large as the text. */
export const iconStyles = css`
  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

/** Styles for most elements: `static styles = [shared, css...]`. */
export const shared = [base, buttons, cards, sheets, iconStyles];
