// Our own line icons: 24 units square, one stroke in the text's colour (shared_styles.ts,
// `iconStyles`). Screen readers skip them and read the words beside them, or the button's label.

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

function icon(lines: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${lines}
  </svg>`;
}

const slash = svg`<path d="M4 4l16 16" />`;
const microphoneBody = svg`<path d="M12 3.5a2.75 2.75 0 0 1 2.75 2.75v5a2.75 2.75 0 0 1-5.5 0v-5A2.75 2.75 0 0 1 12 3.5z" />
  <path d="M6 11.25a6 6 0 0 0 12 0M12 17.25v3.25" />`;
const cameraBody = svg`<path d="M3.5 8.25a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v7.5a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2z" />
  <path d="M14.5 10.75l6-3v8.5l-6-3" />`;

/** A microphone. */
export const microphoneIcon = icon(microphoneBody);
/** A closed microphone. */
export const microphoneOffIcon = icon(svg`${microphoneBody}${slash}`);
/** A camera. */
export const cameraIcon = icon(cameraBody);
/** A closed camera. */
export const cameraOffIcon = icon(svg`${cameraBody}${slash}`);
/** A raised hand. */
export const handIcon = icon(
  svg`<path d="M8.5 12V6.25a1.4 1.4 0 0 1 2.8 0V11 M11.3 11V4.9a1.4 1.4 0 0 1 2.8 0V11 M14.1 11V6.25a1.4 1.4 0 0 1 2.8 0v7.5
    a6.25 6.25 0 0 1-6.25 6.25c-2.3 0-3.75-1-4.9-2.9l-2-3.4a1.35 1.35 0 0 1 2.3-1.4L8.5 14.5V12" />`,
);
/** The person's own picture: a face in a mirror. */
export const mirrorIcon = icon(
  svg`<path d="M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z" />
    <circle cx="12" cy="10" r="2.75" /><path d="M6.75 20a5.25 5.25 0 0 1 10.5 0" />`,
);
/** A door that is ajar: not private now. */
export const notPrivateIcon = icon(
  svg`<path d="M6 20.5V5a1.5 1.5 0 0 1 1.5-1.5H16A1.5 1.5 0 0 1 17.5 5v15.5M3.5 20.5h17M6 4.5l6 2.25v13.75" />
    <path d="M9.6 13v.75" />`,
);
/** Leaving. */
export const leaveIcon = icon(
  svg`<path d="M10 4H6.5a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2H10M10 12h10M16.25 8.25L20 12l-3.75 3.75" />`,
);
/** Headphones: a person listens. */
export const listeningIcon = icon(
  svg`<path d="M4.5 16.5V12a7.5 7.5 0 0 1 15 0v4.5" />
    <path d="M4.5 14.5h1.75a1.5 1.5 0 0 1 1.5 1.5v2.25a1.5 1.5 0 0 1-1.5 1.5 1.75 1.75 0 0 1-1.75-1.75zM19.5 14.5h-1.75
      a1.5 1.5 0 0 0-1.5 1.5v2.25a1.5 1.5 0 0 0 1.5 1.5 1.75 1.75 0 0 0 1.75-1.75z" />`,
);
/** The clock. */
export const clockIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.25V12l3 1.75" />`,
);
/** The hidden clock. */
export const clockOffIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.25V12l3 1.75" />${slash}`,
);
/** Several people. */
export const peopleIcon = icon(
  svg`<circle cx="9" cy="8.5" r="3.25" /><path d="M3 19.5a6 6 0 0 1 12 0" />
    <path d="M15.5 5.6a3.25 3.25 0 0 1 0 5.8M17.25 14.1a6 6 0 0 1 3.75 5.4" />`,
);
/** One person. */
export const personIcon = icon(
  svg`<circle cx="12" cy="8" r="3.75" /><path d="M5 20a7 7 0 0 1 14 0" />`,
);
/** A chat message. */
export const chatIcon = icon(
  svg`<path d="M6 4.5h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6.5L7 20v-3.5H6a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" />`,
);
/** A closed letter: a signal to the leaders only. */
export const signalIcon = icon(
  svg`<path d="M5.5 5.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z" />
    <path d="M4 7l8 6 8-6" />`,
);
/** The leader's desk. */
export const deskIcon = icon(
  svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" />`,
);
/** Close, or remove. */
/** A disc in a ring: a device records. */
export const recordIcon = icon(
  svg`<circle cx="12" cy="12" r="8.5" /><circle cx="12" cy="12" r="3.5" fill="currentColor" />`,
);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
/** More to choose. */
export const moreIcon = icon(
  svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.75" />`,
);
/** Done, or confirmed. */
export const checkIcon = icon(svg`<path d="M5 12.75l4.5 4.5L19 7.25" />`);
/** The session is locked. */
export const lockIcon = icon(
  svg`<path d="M6.5 11h11A1.5 1.5 0 0 1 19 12.5V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5A1.5 1.5 0 0 1 6.5 11z" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />`,
);
/** The session is open. */
export const unlockIcon = icon(
  svg`<path d="M6.5 11h11A1.5 1.5 0 0 1 19 12.5V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5A1.5 1.5 0 0 1 6.5 11z" />
    <path d="M8 11V8a4 4 0 0 1 7.75-1.4" />`,
);
/** The next step. */
export const nextIcon = icon(svg`<path d="M4.5 12h14.5M13 6l6 6-6 6" />`);
/** More below. */
export const downIcon = icon(svg`<path d="M6 9.5l6 6 6-6" />`);
/** Copy. */
export const copyIcon = icon(
  svg`<path d="M10 8.5h8A1.5 1.5 0 0 1 19.5 10v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 8.5 18v-8A1.5 1.5 0 0 1 10 8.5z" />
    <path d="M15.5 8.5V6A1.5 1.5 0 0 0 14 4.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5" />`,
);
/** Trouble. */
export const troubleIcon = icon(
  svg`<path d="M12 4.25l8.25 14.5a.75.75 0 0 1-.65 1.12H4.4a.75.75 0 0 1-.65-1.12z" />
    <path d="M12 10v4M12 16.75h.01" />`,
);
/** Sound. */
export const soundIcon = icon(
  svg`<path d="M4.5 9.5h3l4.5-4v13l-4.5-4h-3zM15.5 9a4.25 4.25 0 0 1 0 6M18 6.25a8.25 8.25 0 0 1 0 11.5" />`,
);
/** Reconnecting. */
export const reconnectIcon = icon(svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 4v4h-4" />`);
