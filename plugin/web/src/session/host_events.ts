// Events for the page around the element. They never contain a name or anything that was said.

import type { Channel, Seat } from '../wire/messages.js';
import type { Farewell, Model } from '../ui/model.js';

export type ConnectionState = 'arriving' | 'connecting' | 'joined' | 'lost' | 'over';

export interface StepbackEvents {
  /** The session's current phase: its name in the template, and the title shown. */
  'stepback-phase': CustomEvent<{ phase: string; title: string }>;
  'stepback-seat': CustomEvent<{ seat: Seat; channel: Channel }>;
  'stepback-connection': CustomEvent<{ state: ConnectionState }>;
  'stepback-ended': CustomEvent<{ why: Farewell }>;
  'stepback-language': CustomEvent<{ language: string }>;
}

export class HostEvents {
  private reported = new Map<keyof StepbackEvents, string>();

  constructor(private readonly element: HTMLElement) {}

  reportModel(model: Model): void {
    this.once('stepback-connection', { state: connectionOf(model) });
    if (model.screen === 'farewell') this.once('stepback-ended', { why: model.why });
    if (!('state' in model)) return;
    const { session, participants, you } = model.state;
    this.once('stepback-phase', { phase: session.phase.name, title: session.phase.title });
    const me = participants.find((each) => each.id === you.id);
    if (me) this.once('stepback-seat', { seat: me.seat, channel: me.channel });
  }

  reportLanguage(language: string): void {
    this.once('stepback-language', { language });
  }

  private once<Type extends keyof StepbackEvents>(
    type: Type,
    detail: StepbackEvents[Type]['detail'],
  ): void {
    const said = JSON.stringify(detail);
    if (this.reported.get(type) === said) return;
    this.reported.set(type, said);
    this.element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function connectionOf(model: Model): ConnectionState {
  switch (model.screen) {
    case 'farewell':
    case 'unsupported':
      return 'over';
    case 'connecting':
      return 'connecting';
    case 'start':
    case 'arrive':
      return 'arriving';
    case 'lobby':
    case 'circle':
    case 'debrief':
      return model.local.connection;
  }
}
