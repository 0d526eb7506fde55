// The chat lines and, for leaders, the private signals that this page received. They are kept
// nowhere else, and are lost with the page.

import type { ChatLine, PrivateSignal } from '../ui/model.js';
import type { Chat, Signal, State } from '../wire/messages.js';

/** More than anyone scrolls back. The oldest is dropped first. */
const mostLines = 200;
const mostSignals = 50;

export class MessageLog {
  chat: readonly ChatLine[] = [];
  signals: readonly PrivateSignal[] = [];
  private next = 1;

  heard(chat: Chat, state: State | null, at: number): void {
    const entry = { id: this.next++, from: chat.from, name: nameOf(chat.from, state), at };
    this.chat = [...this.chat, { ...entry, text: chat.text }].slice(-mostLines);
  }

  signalled(signal: Signal, state: State | null, at: number): void {
    const entry = { id: this.next++, from: signal.from, name: nameOf(signal.from, state), at };
    this.signals = [...this.signals, { ...entry, kind: signal.kind }].slice(-mostSignals);
  }

  putAway(id: number): void {
    this.signals = this.signals.filter((each) => each.id !== id);
  }
}

function nameOf(id: string, state: State | null): string {
  return state?.participants.find((each) => each.id === id)?.name ?? '';
}
