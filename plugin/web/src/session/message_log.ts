// The chat lines that this page received. They are kept nowhere else, and are lost with the page.

import type { ChatLine } from '../ui/model.js';
import type { Chat, State } from '../wire/messages.js';

/** More than anyone scrolls back. The oldest is dropped first. */
const mostLines = 200;

export class MessageLog {
  chat: readonly ChatLine[] = [];
  private next = 1;

  heard(chat: Chat, state: State | null, at: number): void {
    const entry = { id: this.next++, from: chat.from, name: nameOf(chat.from, state), at };
    this.chat = [...this.chat, { ...entry, text: chat.text }].slice(-mostLines);
  }
}

function nameOf(id: string, state: State | null): string {
  return state?.participants.find((each) => each.id === id)?.name ?? '';
}
