// The published module: importing it defines <stepback-session>. A page may rely on everything
// exported here, and on nothing else. The types need no other package.

import type { StepbackEvents } from './session/host_events.js';
import { StepbackSession as Element } from './session/stepback_session.js';

export type { ConnectionState, StepbackEvents } from './session/host_events.js';
export type { Farewell } from './ui/model.js';
export type { Channel, Seat } from './wire/messages.js';

/** `<stepback-session>`: a session from link to farewell. Each property is an attribute, too. */
export interface StepbackSession extends HTMLElement {
  /** The whole link of the person, with its fragment. A new value begins a new session. */
  link: string;
  /** The name that the arrival screen proposes. A personal link brings its own. */
  name: string;
  /** `en` or `fi`. If empty, the best match for the browser's languages. */
  language: string;
  /** `light` or `dark`. If empty, the system's theme. */
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
