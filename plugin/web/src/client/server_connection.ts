// One connection, from the opening of the socket to its end. It joins, pings the server, reads
// incoming messages, and sends requests and media.

import { type Decoded, decodeServerMessage } from '../wire/decode.js';
import {
  type Chat,
  type ClientMessage,
  type Code,
  type Command,
  type ErrorMessage,
  type Join,
  type KeyFrameWish,
  type ServerMessage,
  type State,
  type WayBack,
  type Welcome,
  encodeClientMessage,
} from '../wire/messages.js';
import { type RtpPacket, readRtp } from '../wire/rtp.js';
import { isWatched } from '../wire/watched.js';
import { Allowance } from './allowance.js';
import type { ClockEstimate } from './clock_estimate.js';
import { Refusal } from './refusal.js';
import { Requests, brokenOff } from './requests.js';
import type { Clock, MakeSocket, Socket, Timers } from './seams.js';
import { Silence } from './silence.js';
import { timings } from './timings.js';

/**
 * Events of a connection. `lost`, `unreadable` and `dismissed` are final, and come before the socket
 * closes. No event follows a call of `close`.
 */
export interface ServerConnectionEvents {
  welcome(welcome: Welcome): void;
  state(state: State): void;
  /** Every message that answers no request of this page. */
  message(message: Chat | KeyFrameWish | WayBack | ErrorMessage): void;
  media(packet: RtpPacket): void;
  /** True: nothing has arrived for a while (SilenceCalls). False: something has arrived again. */
  doubted(inDoubt: boolean): void;
  /** The connection broke, or could not be opened. */
  lost(): void;
  /** A message without which the session's state is unknown could not be read. */
  unreadable(): void;
  /** The server said goodbye, or refused the join. */
  dismissed(code: Code, message: string): void;
}

/** The parts of a connection. `nextId` and `estimate` outlive it. */
export interface ServerConnectionOptions {
  url: string;
  join: Join;
  makeSocket: MakeSocket;
  clock: Clock;
  timers: Timers;
  estimate: ClockEstimate;
  /** Returns numbers for requests, never the same twice. */
  nextId: () => number;
}

/**
 * Opens its socket at once. It ends with `lost`, `unreadable`, `dismissed` or a call of `close`.
 */
export class ServerConnection {
  private readonly socket: Socket;
  private readonly silence: Silence;
  private readonly pings = new Set<number>();
  private readonly joinId: number;
  private allowance: Allowance | null = null;
  /** Set at the welcome. */
  private requests: Requests | null = null;
  private cancelPing: () => void = () => undefined;
  private pingedAt = 0;
  private watched = false;
  private readonly cancelJoin: () => void;
  private over = false;

  constructor(
    private readonly options: ServerConnectionOptions,
    private readonly told: ServerConnectionEvents,
  ) {
    const { makeSocket, clock, timers, url, nextId } = options;
    this.joinId = nextId();
    this.cancelJoin = timers.after(timings.joinWithin, () => this.finish(() => told.lost()));
    this.silence = new Silence(clock, timers, {
      ask: () => this.ping(),
      doubted: (inDoubt) => told.doubted(inDoubt),
      gone: () => this.finish(() => told.lost()),
    });
    this.socket = makeSocket(url, {
      opened: () => this.sendMessage({ ...options.join, id: this.joinId }),
      text: (text) => this.read(text),
      binary: (bytes) => this.readPacket(bytes),
      closed: () => this.finish(() => told.lost()),
    });
  }

  /** Bytes that were sent and are still waiting for the network. */
  get waiting(): number {
    return this.socket.waiting;
  }

  /** Sends a command. Rejects with a Refusal. */
  request(command: Command): Promise<void> {
    return this.requests?.ask(command) ?? Promise.reject(brokenOff());
  }

  /** Sends a media packet. Returns false and drops it when the connection is over. */
  sendMedia(packet: Uint8Array): boolean {
    if (this.over) return false;
    this.socket.send(packet);
    return true;
  }

  /** Call this after an event that may have broken the connection unnoticed. */
  question(): void {
    this.silence.question();
  }

  /** Call this several times a second while a hidden page's timers may come late. */
  beat(): void {
    if (this.over) return;
    this.silence.beat();
    if (this.requests && this.options.clock() - this.pingedAt >= this.pingEvery) this.keepAsking();
  }

  close(): void {
    this.finish(() => undefined);
  }

  private read(text: string): void {
    if (this.over) return;
    this.silence.heard();
    const decoded = decodeServerMessage(text);
    if (decoded.kind === 'message') this.take(decoded.message);
    else if (isNeeded(decoded)) this.finish(() => this.told.unreadable());
    else if (decoded.kind === 'badMessage' && decoded.id !== null) {
      this.requests?.answer(decoded.id, unknownReason());
    }
  }

  private take(message: ServerMessage): void {
    const { clock, estimate } = this.options;
    switch (message.type) {
      case 'welcome':
        this.welcomed(message);
        return this.told.welcome(message);
      case 'state':
        estimate.heard(message.now, clock());
        this.watch(isWatched(message));
        return this.told.state(message);
      case 'pong':
        if (this.pings.delete(message.sent)) {
          estimate.answered(message.sent, message.now, clock());
        }
        return;
      case 'ok':
        return this.requests?.answer(message.id, null);
      case 'error':
        return this.refused(message);
      case 'bye':
        return this.finish(() => this.told.dismissed(message.code, message.message));
      case 'chat':
      case 'keyframe':
      case 'wayBack':
        return this.told.message(message);
    }
  }

  private welcomed({ limits }: Welcome): void {
    const { clock, timers, nextId } = this.options;
    if (this.requests) return;
    this.cancelJoin();
    const allowance = new Allowance(limits, clock);
    allowance.force(); // the join
    this.allowance = allowance;
    this.requests = new Requests(
      (command, id) => this.sendMessage({ ...command, id }),
      nextId,
      allowance,
      timers,
    );
    this.keepAsking();
  }

  private refused(error: ErrorMessage): void {
    const { id, code, message } = error;
    if (id === undefined) this.told.message(error);
    else if (id === this.joinId) this.finish(() => this.told.dismissed(code, message));
    else this.requests?.answer(id, new Refusal(code, message));
  }

  private readPacket(bytes: Uint8Array): void {
    if (this.over) return;
    this.silence.heard();
    const packet = readRtp(bytes);
    if (!('error' in packet)) this.told.media(packet);
  }

  private watch(watched: boolean): void {
    if (this.watched === watched) return;
    this.watched = watched;
    this.silence.watch(watched);
    if (watched && this.requests) this.keepAsking();
  }

  private get pingEvery(): number {
    return this.watched ? timings.watchedPingEvery : timings.pingEvery;
  }

  private keepAsking(): void {
    this.cancelPing();
    this.ping();
    this.cancelPing = this.options.timers.after(this.pingEvery, () => this.keepAsking());
  }

  // Pings do not wait for the allowance, which reserves room for them: waiting spoils the
  // measurement.
  private ping(): void {
    if (!this.allowance) return;
    this.allowance.force();
    const sent = Math.floor(this.options.clock());
    this.pingedAt = sent;
    this.pings.add(sent);
    this.sendMessage({ type: 'ping', sent });
  }

  private sendMessage(message: ClientMessage): void {
    this.socket.send(encodeClientMessage(message));
  }

  private finish(tell: () => void): void {
    if (this.over) return;
    this.over = true;
    this.silence.stop();
    this.cancelJoin();
    this.cancelPing();
    try {
      tell(); // first, so that the microphone closes before the connection
    } finally {
      this.socket.close();
      this.requests?.breakOff();
    }
  }
}

/** The refusal for a reason of a newer server. The request must not stay open. */
function unknownReason(): Refusal {
  return new Refusal('badMessage', 'The server refused for a reason that this page does not know.');
}

/**
 * Whether the session's state stays unknown without this message. It may be the state that takes the
 * right to speak away. A newer server may send messages of an unknown type.
 */
function isNeeded(unread: Exclude<Decoded, { kind: 'message' }>): boolean {
  if (unread.kind === 'unknownType') return false;
  return unread.type === null || unread.type === 'state' || unread.type === 'welcome';
}
