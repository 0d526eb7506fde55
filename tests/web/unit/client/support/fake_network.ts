// Sockets whose other end is the test.

import type {
  MakeSocket,
  Socket,
  SocketEvents,
} from '../../../../../plugin/web/src/client/seams.js';
import type {
  ClientMessage,
  ServerMessage,
  State,
  Welcome,
} from '../../../../../plugin/web/src/wire/messages.js';
import { parsed, protocolFile } from '../../wire/golden.js';

/** One socket, from the server's side. */
export class FakeSocket implements Socket {
  readonly received: ClientMessage[] = [];
  readonly packets: Uint8Array[] = [];
  /** This page has closed it. */
  closed = false;
  waiting = 0;

  constructor(
    readonly url: string,
    private readonly events: SocketEvents,
  ) {}

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') this.received.push(parsed<ClientMessage>(data));
    else this.packets.push(data);
  }
  close(): void {
    this.closed = true;
  }

  opens(): void {
    if (!this.closed) this.events.opened();
  }
  says(message: ServerMessage): void {
    this.saysText(JSON.stringify(message));
  }
  saysText(text: string): void {
    if (!this.closed) this.events.text(text);
  }
  sends(packet: Uint8Array): void {
    if (!this.closed) this.events.binary(packet);
  }
  breaks(): void {
    if (this.closed) return;
    this.closed = true;
    this.events.closed();
  }

  /** The newest message of a type. */
  last<Type extends ClientMessage['type']>(type: Type): Extract<ClientMessage, { type: Type }> {
    const found = this.received.filter((each) => each.type === type).at(-1);
    if (!found || !isOf(found, type)) throw new Error(`no ${type} came`);
    return found;
  }
  count(type: ClientMessage['type']): number {
    return this.received.filter((each) => each.type === type).length;
  }

  /** Opens the socket and seats the person who joins. */
  seats(welcome: Partial<Welcome> = {}, state: Partial<State> = {}): void {
    this.opens();
    this.says(aWelcome(welcome));
    this.says(aState(state));
  }
  /** Answers the newest message of a type with `ok`. */
  grants(type: ClientMessage['type']): void {
    this.says({ type: 'ok', id: this.last(type).id ?? -1 });
  }
  /** Refuses the newest message of a type. */
  refuses(type: ClientMessage['type'], code: 'notPermitted' | 'rateLimited'): void {
    this.says({ type: 'error', id: this.last(type).id ?? -1, code, message: 'No.' });
  }
}

export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  private tryNow: (() => void) | null = null;

  readonly makeSocket: MakeSocket = (url, events) => {
    const socket = new FakeSocket(url, events);
    this.sockets.push(socket);
    return socket;
  };
  readonly watchForWake = (tryNow: () => void) => {
    this.tryNow = tryNow;
    return () => {
      this.tryNow = null;
    };
  };

  /** The socket that was made last. */
  get socket(): FakeSocket {
    const newest = this.sockets.at(-1);
    if (!newest) throw new Error('no socket was made');
    return newest;
  }
  get watched(): boolean {
    return this.tryNow !== null;
  }
  /** The browser reports that it is online. */
  comesBack(): void {
    this.tryNow?.();
  }
}

/** The golden `welcome` with changes. */
export function aWelcome(changes: Partial<Welcome> = {}): Welcome {
  const welcome = parsed<Welcome>(protocolFile('golden/messages/server/welcome.json'));
  return { ...welcome, ...changes };
}

/** The golden `state` with changes. */
export function aState(changes: Partial<State> = {}): State {
  const state = parsed<State>(protocolFile('golden/messages/server/state-discussion-member.json'));
  return { ...state, ...changes };
}

function isOf<Type extends ClientMessage['type']>(
  message: ClientMessage,
  type: Type,
): message is Extract<ClientMessage, { type: Type }> {
  return message.type === type;
}
