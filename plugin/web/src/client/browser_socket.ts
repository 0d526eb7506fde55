// The browser's WebSocket as a Socket of the client.

import type { MakeSocket, Socket } from './seams.js';

/** The subprotocol of the wire contract. */
const subprotocol = 'stepback.v1';
const normalClosure = 1000;

/** Opens a socket with the global WebSocket. */
export const browserSocket: MakeSocket = (url, events) => {
  let over = false;
  const closed = () => {
    if (over) return;
    over = true;
    events.closed();
  };
  const socket = opened(url);
  if (socket === null) {
    queueMicrotask(closed);
    return closedSocket;
  }
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    if (!over) events.opened();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (over) return;
    if (typeof data === 'string') events.text(data);
    else if (data instanceof ArrayBuffer) events.binary(new Uint8Array(data));
  };
  socket.onclose = closed;
  return {
    send(data) {
      if (!over && socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    close() {
      over = true;
      socket.close(normalClosure);
    },
    get waiting() {
      return socket.bufferedAmount;
    },
  };
};

const closedSocket: Socket = { send: () => undefined, close: () => undefined, waiting: 0 };

/**
 * Returns null if the browser refuses to try, as it does for a plain `ws:` URL on an https page.
 */
function opened(url: string): WebSocket | null {
  try {
    return new WebSocket(url, subprotocol);
  } catch {
    return null;
  }
}
