// From a ClientMessage to the text of a WebSocket message.

import type { ClientMessage } from './messages.js';

/**
 * The message as the golden samples have it: `type` first, then `id`, then the others in the order
 * in which they were given. What a request does not have is refused by the server, so nothing is
 * added here.
 */
export function encodeClientMessage(message: ClientMessage): string {
  const { type, id, ...members } = message;
  return JSON.stringify(id === undefined ? { type, ...members } : { type, id, ...members });
}
