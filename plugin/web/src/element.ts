// The published module: importing it defines <stepback-session>. What stands here is all that a page
// may rely on; its types mention nothing that would have to be installed beside it.

import type { StepbackEvents } from './session/host_events.js';
import { StepbackSession as Element } from './session/stepback_session.js';

export type { ConnectionState, StepbackEvents } from './session/host_events.js';
export type { Farewell } from './ui/model.js';
export type { Channel, Seat } from './wire/messages.js';

/** `<stepback-session>`: a session from the link to the farewell. Each property is an attribute too. */
export interface StepbackSession extends HTMLElement {
  /** The whole link that the person was given, with its fragment. Another one begins anew. */
  link: string;
  /** Filled in on the arrival screen; a named person's link brings its own. */
  name: string;
  /** `en` or `fi`; empty: the best that there is for the browser's wishes. */
  language: string;
  /** `light` or `dark`; empty: as the system. */
  theme: string;

  addEventListener<Type extends keyof StepbackEvents>(
    type: Type,
    listener: (this: StepbackSession, event: StepbackEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The element's class, e.g. for `instanceof`. */
export const StepbackSession: { new (): StepbackSession } = Element;

declare global {
  interface HTMLElementTagNameMap {
    'stepback-session': StepbackSession;
  }
}
