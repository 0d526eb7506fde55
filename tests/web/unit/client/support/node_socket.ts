// The client's Socket over the package ws: Node 18 has no WebSocket of its own.

import WebSocket from 'ws';
import type { MakeSocket } from '../../../../../plugin/web/src/client/seams.js';

export const nodeSocket: MakeSocket = (url, events) => {
  const socket = new WebSocket(url, 'stepback.v1');
  let over = false;
  socket.on('open', () => {
    if (!over) events.opened();
  });
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (over) return;
    if (binary) events.binary(new Uint8Array(data));
    else events.text(data.toString('utf8'));
  });
  socket.on('error', () => undefined); // `close` follows
  socket.on('close', () => {
    if (over) return;
    over = true;
    events.closed();
  });
  return {
    send(data) {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    close() {
      over = true;
      socket.close(1000);
    },
    get waiting() {
      return socket.bufferedAmount;
    },
  };
};
