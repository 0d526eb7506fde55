// Styles of <stepback-chair>.

import { css } from 'lit';
import { base, iconStyles } from '../shared_styles.js';

const chair = css`
  :host {
    display: flex;
    flex-direction: column;
    align-items: center;
    inline-size: var(--stepback-face, 6rem);
    position: relative;
  }
  .place {
    position: relative;
    flex: none;
    inline-size: var(--stepback-face, 6rem);
    block-size: var(--stepback-face, 6rem);
    container-type: inline-size;
  }
  .empty,
  .leaving,
  .ring,
  .face {
    position: absolute;
    inset: 0;
    border-radius: 50%;
  }

  /* The chair, while its person listens from outside. */
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.1em;
    border: 1.5px dashed var(--stepback-edge);
    color: var(--stepback-soft);
    opacity: 0;
    transition: opacity var(--stepback-slow) ease;
  }
  .empty .icon {
    inline-size: 26cqi;
    block-size: 26cqi;
    stroke-width: 1.4;
  }
  .empty span {
    font-size: max(0.6875rem, 13cqi);
    line-height: 1.1;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  :host([names='over']) .empty {
    padding-block-end: 18%;
  }

  /* The one slow movement: outwards, fading. */
  .leaving {
    transition:
      transform var(--stepback-slow) cubic-bezier(0.4, 0.1, 0.5, 1),
      opacity var(--stepback-slow) ease,
      visibility 0s linear 0s;
  }
  :host([away]) .empty,
  :host([outside]) .empty {
    opacity: 1;
  }
  :host([away]) .leaving {
    transform: translate(
        calc(var(--stepback-out-x, 0) * var(--stepback-face, 6rem) * 0.6),
        calc(var(--stepback-out-y, 1) * var(--stepback-face, 6rem) * 0.6)
      )
      scale(0.9);
    opacity: 0;
    visibility: hidden;
    transition-delay: 0s, 0s, var(--stepback-slow);
  }
  /* A template may let the leaders see who listens. */
  :host([outside]) .leaving {
    transform: scale(0.72);
  }

  .face {
    overflow: hidden;
    display: grid;
    place-items: center;
    background: light-dark(oklch(0.55 0.07 var(--hue)), oklch(0.43 0.055 var(--hue)));
    color: light-dark(#fffdf9, #ece8df);
    opacity: var(--stepback-presence, 1);
    transition: opacity var(--stepback-quick);
    user-select: none;
  }
  .face > * {
    grid-area: 1 / 1;
  }
  .initials {
    font-size: 34cqi;
    font-weight: 500;
    letter-spacing: 0.01em;
    line-height: 1;
  }
  canvas,
  video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .mirror {
    transform: scaleX(-1);
  }

  /* Quiet: it comes quickly and goes slowly, so that a pause for breath does not flicker. */
  .ring {
    inset: -6px;
    border: 3px solid var(--stepback-teal);
    opacity: 0;
    transition: opacity 400ms ease-out;
    pointer-events: none;
  }
  .level-1,
  .level-2,
  .level-3 {
    transition-duration: 120ms;
  }
  .level-1 {
    opacity: 0.5;
  }
  .level-2 {
    opacity: 0.85;
  }
  .level-3 {
    opacity: 1;
    box-shadow: 0 0 0 2px var(--stepback-teal-soft);
  }

  .hand {
    position: absolute;
    inset-block-start: 1%;
    inset-inline-end: 1%;
    display: grid;
    place-items: center;
    inline-size: max(1.75rem, 24cqi);
    block-size: max(1.75rem, 24cqi);
    border: 2px solid var(--stepback-paper);
    border-radius: 50%;
    background: var(--stepback-teal-soft);
    color: var(--stepback-teal);
    font-size: max(0.8125rem, 11cqi);
  }

  /* The line is being looked for: the chair is kept. */
  :host([reconnecting]) .face {
    background: var(--stepback-sunken);
    color: var(--stepback-soft);
  }
  :host([reconnecting]) .initials,
  :host([reconnecting]) canvas {
    visibility: hidden;
  }
  .again {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.15em;
    font-size: 0.875rem;
  }
  .again .icon {
    inline-size: 24cqi;
    block-size: 24cqi;
  }
  .again span {
    display: none;
  }
  @container (min-width: 6rem) {
    .again span {
      display: block;
    }
  }

  .label {
    max-inline-size: calc(100% + 18px);
    display: flex;
    flex-direction: column;
    align-items: center;
    color: var(--stepback-ink);
    text-align: center;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 0.2em;
    max-inline-size: 100%;
    line-height: 1.375;
  }
  .name .icon {
    inline-size: 1em;
    block-size: 1em;
    color: var(--stepback-soft);
  }
  .words,
  .standing {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .standing {
    max-inline-size: 100%;
    color: var(--stepback-soft);
    font-size: 0.875rem;
    line-height: 1.3;
  }
  :host([away]) .label {
    color: var(--stepback-soft);
  }
  :host([names='under']) .label {
    padding-block-start: 7px;
  }

  :host([names='over']) .label {
    position: absolute;
    inset-block-end: -4px;
    inline-size: max-content;
    padding-inline: 0.55em;
    border-radius: 999px;
    background: var(--stepback-raised);
    box-shadow: 0 1px 3px light-dark(rgb(50 40 20 / 16%), rgb(0 0 0 / 45%));
    font-size: 0.8125rem;
  }
  :host([names='over'][small]) .label {
    padding-inline: 0.4em;
    font-size: 0.75rem;
  }
  :host([names='over'][away]) .label {
    background: var(--stepback-paper);
    box-shadow: none;
  }

  /* An observer: small, apart, declared. */
  :host([names='beside']) {
    flex-direction: row;
    gap: 0.5rem;
    inline-size: auto;
  }
  :host([names='beside']) .label {
    align-items: flex-start;
    max-inline-size: none;
    min-inline-size: 0;
    font-size: 0.875rem;
    line-height: 1.2;
  }
  :host([names='beside']) .standing {
    font-size: 0.8125rem;
    line-height: 1.2;
  }
  :host([names='beside']) .name {
    line-height: 1.2;
  }
  :host([names='beside'][compact]) {
    gap: 0.4rem;
  }
  :host([names='beside'][compact]) .label {
    flex-direction: row;
    align-items: baseline;
    gap: 0.4em;
    font-size: 0.8125rem;
  }
`;

export const chairStyles = [base, iconStyles, chair];
