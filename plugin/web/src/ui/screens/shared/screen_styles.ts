// The layout of the screens around the circle. They measure themselves, not the window, so that in
// a narrow column of another page they look as on a phone.

import { css } from 'lit';
import { shared } from '../../shared_styles.js';
import { chairsStyles } from './chairs_picture.js';

const screen = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: 1.5rem;
    min-block-size: var(--stepback-height, 100dvh);
    padding: 0.75rem clamp(1rem, 4cqi, 3rem) 2.5rem;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    min-block-size: var(--stepback-touch);
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 0.6rem;
    color: var(--stepback-soft);
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .mark .chairs {
    inline-size: 1.75rem;
  }
  h1 {
    font-size: clamp(1.75rem, 1.25rem + 2.2cqi, 2.5rem);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.012em;
    text-wrap: balance;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 1.1875rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .lead {
    font-size: 1.125rem;
    text-wrap: pretty;
  }
  .trouble-line {
    display: flex;
    gap: 0.6rem;
    padding: 0.75rem 1rem;
    border-radius: var(--stepback-radius-small);
    background: var(--stepback-rose-soft);
    text-wrap: pretty;
  }
  .trouble-line .icon {
    margin-block-start: 0.1em;
    color: var(--stepback-rose);
  }
`;

/** One short text in the middle of the screen: the lobby, farewells, connecting. */
export const calm = css`
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1.5rem;
    inline-size: 100%;
    max-inline-size: 36rem;
    margin-inline: auto;
    padding-block-end: 4vh;
    text-align: center;
  }
  .text {
    display: grid;
    gap: 0.75rem;
    justify-items: center;
  }
  .text p {
    max-inline-size: 32rem;
    text-wrap: balance;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.75rem;
  }
`;

/** `static styles = [screenStyles, …]` of a screen. */
export const screenStyles = [shared, chairsStyles, screen];
