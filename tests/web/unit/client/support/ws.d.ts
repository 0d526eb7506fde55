// The parts of the package ws that the tests use (github.com/websockets/ws, doc/ws.md).

declare module 'ws' {
  import type { EventEmitter } from 'node:events';

  export default class WebSocket extends EventEmitter {
    static readonly OPEN: number;
    readonly readyState: number;
    readonly bufferedAmount: number;
    constructor(url: string, subprotocol: string);
    send(data: string | Uint8Array): void;
    close(code?: number): void;
  }
}
