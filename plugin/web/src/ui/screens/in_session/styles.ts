// Styles of <stepback-in-session>: the division of the screen.

import { css } from 'lit';
import { shared } from '../../shared_styles.js';

const screen = css`
  :host {
    display: block;
  }
  .in-session {
    display: grid;
    grid-template: auto minmax(20rem, 1fr) auto / minmax(0, 1fr);
    min-block-size: var(--stepback-height, 100dvh);
    background: var(--stepback-paper);
    color: var(--stepback-ink);
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.25rem 0.625rem;
    padding: 0.5rem 1rem 0;
    flex-wrap: wrap;
  }
  .titles {
    flex: 1 1 8.5rem;
    min-inline-size: 0;
    line-height: 1.25;
  }
  h1,
  .phase {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 1rem;
  }
  h1 {
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .phase {
    color: var(--stepback-soft);
  }
  header .button {
    flex: none;
    gap: 0.4em;
  }
  header .button .icon {
    inline-size: 1.35em;
    block-size: 1.35em;
  }
  .narrow header .button.bare {
    padding: 0;
  }
  .new {
    position: relative;
  }
  .new::after {
    content: '';
    position: absolute;
    inset-block-start: 0.35rem;
    inset-inline-end: 0.35rem;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--stepback-teal);
  }

  .body {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .circle {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  stepback-circle {
    flex: 1;
    min-block-size: 17rem;
    margin-inline: 0.25rem;
  }
  .notes {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.5rem;
    padding-inline: 1rem;
  }
  .note {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    margin-block-start: 0.5rem;
    padding: 0.55rem 1rem;
    border-radius: var(--stepback-radius-small);
    background: var(--stepback-raised);
    box-shadow: var(--stepback-shadow);
    line-height: 1.35;
    text-wrap: pretty;
  }
  .note .icon {
    color: var(--stepback-soft);
  }
  .note.lost {
    background: var(--stepback-rose-soft);
    box-shadow: none;
  }
  .note.lost .icon {
    color: var(--stepback-rose);
  }
  .lost stepback-circle {
    --stepback-presence: 0.4;
  }

  .card-place {
    padding: 0.5rem 1rem;
    display: grid;
    justify-content: center;
    grid-template-columns: minmax(0, 30rem);
  }
  .bottom {
    z-index: 1;
    padding-block-end: env(safe-area-inset-bottom);
    background: linear-gradient(transparent, var(--stepback-paper) 0.75rem);
  }
  /* Where text is large and the window is not, the bar would cover what it belongs to. */
  @media (min-height: 30em) {
    .bottom {
      position: sticky;
      inset-block-end: 0;
    }
  }
  .desk-handle {
    display: flex;
    justify-content: center;
    padding: 0.5rem 1rem 0;
  }
  .desk-handle .button {
    inline-size: min(100%, 30rem);
    border-color: transparent;
    background: var(--stepback-raised);
    box-shadow: var(--stepback-shadow);
  }
  .desk-handle .button.calls {
    background: var(--stepback-teal-soft);
  }
  .desk-handle .words {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  dialog.sheet {
    padding: 0;
    background: var(--stepback-paper);
  }
  .sheet-top {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 1rem;
    padding: 0.5rem 0.5rem 0.5rem 1rem;
    background: var(--stepback-paper);
  }
  .sheet-top.bare {
    justify-content: flex-end;
    padding-block: 0.25rem 0;
  }
  .sheet-top h2 {
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .sheet-body {
    padding: 0.25rem 1rem 1rem;
  }

  /* Wide: the circle keeps the left, and what concerns one person alone stands beside it. */
  .wide.in-session {
    grid-template-rows: auto minmax(0, 1fr) auto;
    block-size: max(var(--stepback-height, 100dvh), 30rem);
  }
  .wide header {
    padding: 0.75rem 1.5rem 0;
  }
  .wide .titles {
    display: flex;
    align-items: baseline;
    gap: 0.9rem;
  }
  .wide .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
  }
  .wide stepback-circle {
    margin-inline: 1rem;
  }
  .wide .body.beside {
    grid-template-columns: minmax(0, 1fr) clamp(18rem, 25%, 22.5rem);
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 0.875rem;
    min-block-size: 0;
    padding: 0.75rem 1.5rem 1rem 0.25rem;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    /* Cards that reach beyond its ends fade there: there is more, and nothing is cut. */
    mask-image: linear-gradient(transparent, black 0.75rem calc(100% - 1rem), transparent);
  }
  .column.calm {
    justify-content: center;
  }
  .wide .bottom {
    background: none;
  }
`;

export const inSessionStyles = [...shared, screen];
