// Styles that the desk's cards share.

import { css } from 'lit';
import { shared } from '../shared_styles.js';

const desk = css`
  :host {
    display: block;
  }
  /* Between cards, not around those that draw nothing. */
  .card {
    margin-block-start: 0.875rem;
    padding: 0.875rem 1.125rem;
  }
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 0.75rem;
  }
  .row > :first-child {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    margin-block-start: 0.5rem;
  }
  .text-button {
    padding-inline: 0.5em;
    margin-inline-start: -0.5em;
    font-size: 0.9375rem;
    font-weight: 400;
  }
  .icon-button {
    padding: 0;
  }
  p {
    text-wrap: pretty;
  }
  .dialog-title {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .dialog-title:focus {
    outline: none;
  }
  .dialog-title + p {
    margin-block-start: 0.35rem;
  }
  .choices {
    display: grid;
    gap: 0.5rem;
    margin-block: 1rem;
  }
  .choices .button {
    justify-content: space-between;
    inline-size: 100%;
    padding-inline: 1.125rem;
  }
  .choices .button .soft {
    font-weight: 400;
    font-size: 0.9375rem;
  }
  .close {
    display: flex;
    justify-content: flex-end;
  }
`;

/** `static styles` of every card of the desk; a card's own styles follow. */
export const deskStyles = [...shared, desk];
