// The look as design tokens, and the shapes that all screens share. Elements take colours, sizes
// and times from here and define none of their own.

import { css } from 'lit';

/**
 * The tokens. Only the outermost element sets them, and all others inherit them. An element with
 * the attribute `themed` leaves them to the element around it (<stepback-view> inside
 * <stepback-session>), so that a page may override any of them on the outermost one.
 *
 * `theme="light"` or `theme="dark"` decides; without it the browser's setting does.
 *
 * @cssprop --stepback-paper - the ground
 * @cssprop --stepback-raised - cards and buttons
 * @cssprop --stepback-sunken - wells: fields, the bed of a meter
 * @cssprop --stepback-ink - text
 * @cssprop --stepback-soft - quieter text (AA on paper, raised and the soft grounds)
 * @cssprop --stepback-line - edges that only decorate
 * @cssprop --stepback-edge - edges that must be seen to find a control (3:1 and more)
 * @cssprop --stepback-teal - live things and the primary action; as text too
 * @cssprop --stepback-teal-soft - a ground for live things
 * @cssprop --stepback-on-teal - text on teal
 * @cssprop --stepback-amber - the return point's mark (3:1: never text)
 * @cssprop --stepback-amber-text - the same as text, small too
 * @cssprop --stepback-amber-soft - a ground for it
 * @cssprop --stepback-rose - trouble, as text too
 * @cssprop --stepback-rose-soft - a ground for it
 * @cssprop --stepback-past - an arc of past time on the clock
 * @cssprop --stepback-ahead - an arc of time to come on the clock
 * @cssprop --stepback-shadow - under cards and other raised things
 * @cssprop --stepback-font - the typeface; the server's page includes it, another page may not
 * @cssprop --stepback-radius - of cards; `-small` of buttons and fields
 * @cssprop --stepback-touch - the smallest size of a target, 44 px
 * @cssprop --stepback-slow - the one slow movement, the step back; `-quick` for everything else
 * @cssprop --stepback-height - of a screen: the window's, unless the page sets another
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([themed]) {
    color-scheme: inherit;
  }
  :host(:not([themed])) {
    --stepback-paper: light-dark(#f6f3ed, #131918);
    --stepback-raised: light-dark(#fffdf9, #1c2423);
    --stepback-sunken: light-dark(#ece7dd, #0e1312);
    --stepback-ink: light-dark(#22302f, #ece8df);
    --stepback-soft: light-dark(#556361, #a3b0ad);
    --stepback-line: light-dark(#dcd6ca, #2e3a38);
    --stepback-edge: light-dark(#7f8986, #66736f);
    --stepback-teal: light-dark(#1f6f6b, #7cc4bb);
    --stepback-teal-soft: light-dark(#d7e7e3, #1f3633);
    --stepback-on-teal: light-dark(#fffdf9, #10211f);
    --stepback-amber: light-dark(#b7761c, #e3b45e);
    --stepback-amber-text: light-dark(#8a5a12, #e3b45e);
    --stepback-amber-soft: light-dark(#f5e8cf, #3a2f18);
    --stepback-rose: light-dark(#a8463f, #e58a80);
    --stepback-rose-soft: light-dark(#f3dedb, #3b2623);
    --stepback-past: light-dark(#9da29c, #6b7875);
    --stepback-ahead: light-dark(#dcd6ca, #2e3a38);
    --stepback-shadow:
      0 1px 2px light-dark(rgb(50 40 20 / 8%), rgb(0 0 0 / 35%)),
      0 4px 16px light-dark(rgb(50 40 20 / 7%), rgb(0 0 0 / 28%));

    --stepback-font:
      'Source Sans 3 Variable', 'Source Sans 3', 'Noto Sans', system-ui, 'Segoe UI', sans-serif;
    --stepback-radius: 16px;
    --stepback-radius-small: 12px;
    --stepback-touch: 44px;
    --stepback-slow: 380ms;
    --stepback-quick: 160ms;
  }
  @media (prefers-reduced-motion: reduce) {
    :host(:not([themed])) {
      --stepback-slow: 0ms;
      --stepback-quick: 0ms;
    }
  }
`;

/** The ground of a whole screen, for the outermost element, together with `tokens`. */
export const ground = css`
  :host {
    display: block;
    background: var(--stepback-paper);
    color: var(--stepback-ink);
    font-family: var(--stepback-font);
    font-size: 1rem;
    line-height: 1.45;
    min-block-size: var(--stepback-height, 100dvh);
    accent-color: var(--stepback-teal);
  }
`;

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
