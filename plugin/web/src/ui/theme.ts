// The look as design tokens. Elements take colours, sizes and times from here and define none of
// their own.

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
