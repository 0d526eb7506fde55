// A way to a server that a test can break. Both ends then see that the other has closed the TCP
// connection, without a WebSocket close.

import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

export class Relay {
  private constructor(
    private readonly server: Server,
    private readonly ends: Set<Socket>,
    /** The relay's own base address, to use in place of the server's. */
    readonly address: string,
  ) {}

  /** Makes a relay in front of the server with this base address. */
  static async to(address: string): Promise<Relay> {
    const { hostname, port } = new URL(address);
    const ends = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        ends.add(end);
        end.pipe(other);
        end.on('error', () => undefined); // `close` follows
        end.on('close', () => {
          ends.delete(end);
          other.destroy();
        });
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = server.address();
    return new Relay(server, ends, `http://127.0.0.1:${portOf(at)}/`);
  }

  /** Breaks every connection. New ones may come. */
  cut(): void {
    for (const end of this.ends) end.destroy();
  }

  stop(): void {
    this.cut();
    this.server.close();
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
