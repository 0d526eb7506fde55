// Somebody's place in a session, across connections: joins with the link's token, comes back as the
// same person after a loss, and tells what the server says. It decides nothing: truth is in `state`.

import type {
  Chat,
  Code,
  Command,
  ErrorMessage,
  KeyFrameWish,
  Limits,
  Signal,
  State,
  Welcome,
} from '../wire/messages.js';
import type { RtpPacket } from '../wire/rtp.js';
import { browserSocket } from './browser_socket.js';
import { ClockEstimate } from './clock_estimate.js';
import { Emitter } from './emitter.js';
import { ServerConnection } from './server_connection.js';
import { webSocketAddress } from './invite_link.js';
import { pauseAfter } from './pauses.js';
import { brokenOff } from './requests.js';
import type { ResumeMemory } from './resume_memory.js';
import {
  type Clock,
  type MakeSocket,
  type Random,
  type Timers,
  type WatchForWake,
  browserTimers,
  browserWake,
} from './seams.js';

/** What `request` rejects with. */
export { Refusal } from './refusal.js';

/** How it stands with the server; told as `connection`. */
export type Connection =
  /** Before `join`, and after `close`. */
  | { kind: 'idle' }
  /** On the way in for the first time. `unreachable`: the try before this one (`attempt`, from 1) failed. */
  | { kind: 'connecting'; attempt: number; unreachable: boolean }
  /** The first `state` of this connection is here. */
  | { kind: 'joined' }
  /** It was joined and broke; it is being tried again, under the same identity, until it succeeds. */
  | { kind: 'lost' }
  /** For good: `left` by oneself, or what the server said. */
  | { kind: 'over'; code: Code | 'left'; message: string };

/** What is told, by the name under which one listens. */
export interface SessionEvents {
  /** `connection` has changed. `joined` is told before the `state` that made it so. */
  connection: Connection;
  state: State;
  chat: Chat;
  signal: Signal;
  /** One's own camera is asked for a key frame. */
  keyframe: KeyFrameWish;
  /** About no request: a message without a number, or a media packet. */
  error: ErrorMessage;
  media: RtpPacket;
}

/** What it is made with; the last five stand in for the browser in tests. */
export interface SessionClientOptions {
  /** The server's base address, such as `https://balint.example/`. */
  server: string;
  /** The link's. */
  token: string;
  /** Needed with a shared link; a named person's token brings its own. */
  name?: string;
  memory: ResumeMemory;
  makeSocket?: MakeSocket;
  clock?: Clock;
  random?: Random;
  timers?: Timers;
  watchForWake?: WatchForWake;
}

/** After these the client comes back by itself; whatever else the server says with `bye` is final. */
const passing: readonly Code[] = ['restarting', 'notJoined', 'rateLimited'];
/** A connection that lasted so long was a good one: the pauses begin small again. */
const steady = 10_000;
/** So long the server may take to say `ok` to somebody who leaves. */
const farewellPatience = 2_000;

/** One stay in a session: made for one link, joined once, over for good. */
export class SessionClient {
  private readonly emitter = new Emitter<SessionEvents>();
  private readonly estimate = new ClockEstimate();
  private readonly clock: Clock;
  private readonly timers: Timers;
  private current: Connection = { kind: 'idle' };
  private serverConnection: ServerConnection | null = null;
  private resume: string | null = null;
  private lastId = 0;
  private failures = 0;
  private joinedAt = 0;
  private leaving = false;
  /** While the next try is waited for. */
  private cancelPause: (() => void) | null = null;
  private stopWatching: () => void = () => undefined;
  private newestState: State | null = null;
  private welcome: Welcome | null = null;

  constructor(private readonly options: SessionClientOptions) {
    this.clock = options.clock ?? Date.now;
    this.timers = options.timers ?? browserTimers;
  }

  /** Call what is returned to stop listening. */
  on<Name extends keyof SessionEvents>(
    name: Name,
    listener: (told: SessionEvents[Name]) => void,
  ): () => void {
    return this.emitter.on(name, listener);
  }

  get connection(): Connection {
    return this.current;
  }
  /** The newest, kept when the connection is lost or over; null before the first. */
  get state(): State | null {
    return this.newestState;
  }
  /** One's own id; null before the first welcome. */
  get participant(): string | null {
    return this.welcome?.participant ?? null;
  }
  get limits(): Limits | null {
    return this.welcome?.limits ?? null;
  }
  /** Bytes that were sent and wait for the network. */
  get waiting(): number {
    return this.serverConnection?.waiting ?? 0;
  }
  /** The shortest of the last minute in milliseconds; null before it was measured. */
  get roundTrip(): number | null {
    return this.estimate.roundTrip;
  }
  /** The server's clock, as well as it is known: milliseconds since the Unix epoch. */
  now(): number {
    return this.estimate.at(this.clock());
  }

  /** Begins; does nothing unless idle. What comes of it is told by `connection`. */
  join(): void {
    if (this.current.kind !== 'idle') return;
    this.resume ??= this.options.memory.get(this.options.token);
    const watch = this.options.watchForWake ?? browserWake;
    this.stopWatching = watch(() => this.wake());
    this.change({ kind: 'connecting', attempt: 1, unreachable: false });
    this.connect();
  }

  /**
   * Goes for now, and forgets the way back but for the link itself. Resolves when it is over: with
   * the server's answer, or after two seconds without one.
   */
  async leave(): Promise<void> {
    if (this.current.kind === 'over') return;
    if (this.current.kind === 'joined' && this.serverConnection) {
      this.leaving = true;
      const cancel = this.timers.after(farewellPatience, () => this.end('left', ''));
      await this.serverConnection.request({ type: 'leave' }).catch(() => undefined);
      cancel();
    }
    this.end('left', '');
  }

  /** The page goes: the seat is kept for whoever comes back with this tab. Nothing is told. */
  close(): void {
    this.quiet();
    if (this.current.kind === 'over') return;
    this.options.memory.release(this.options.token);
    this.current = { kind: 'idle' };
  }

  /**
   * Resolves with the server's `ok`, which comes after the `state` that it changed. Rejects with a
   * Refusal: the server's, or `network` if there is no connection, or it breaks before the answer.
   * Nothing is sent later than on the connection on which it was asked.
   */
  request(command: Command): Promise<void> {
    if (command.type === 'leave') return this.leave();
    if (this.current.kind !== 'joined' || !this.serverConnection)
      return Promise.reject(brokenOff());
    return this.serverConnection.request(command);
  }

  /** Puts a media packet on the wire; false while not joined: it is gone then. */
  send(packet: Uint8Array): boolean {
    if (this.current.kind !== 'joined' || this.leaving || !this.serverConnection) return false;
    this.serverConnection.sendMedia(packet);
    return true;
  }

  private connect(): void {
    this.cancelPause?.();
    this.cancelPause = null;
    const { server, token, name, makeSocket } = this.options;
    this.serverConnection = new ServerConnection(
      {
        url: webSocketAddress(server),
        join: {
          type: 'join',
          token: this.resume ?? token,
          ...(name === undefined ? {} : { name }),
        },
        makeSocket: makeSocket ?? browserSocket,
        clock: this.clock,
        timers: this.timers,
        estimate: this.estimate,
        nextId: () => this.lastId++,
      },
      {
        welcome: (welcome) => this.welcomed(welcome),
        state: (state) => this.follow(state),
        message: (message) => this.reportMessage(message),
        media: (packet) => this.emitter.emit('media', packet),
        lost: () => this.lost(),
        dismissed: (code, message) => this.dismissed(code, message),
      },
    );
  }

  private welcomed(welcome: Welcome): void {
    this.welcome = welcome;
    this.resume = welcome.resume;
    this.options.memory.put(this.options.token, welcome.resume);
  }

  private follow(state: State): void {
    if (!this.welcome) return;
    this.newestState = state;
    if (this.current.kind !== 'joined') {
      this.joinedAt = this.clock();
      this.change({ kind: 'joined' });
    }
    this.emitter.emit('state', state);
  }

  private reportMessage(message: Chat | Signal | KeyFrameWish | ErrorMessage): void {
    switch (message.type) {
      case 'chat':
        return this.emitter.emit('chat', message);
      case 'signal':
        return this.emitter.emit('signal', message);
      case 'error':
        return this.emitter.emit('error', message);
      case 'keyframe':
        return this.emitter.emit('keyframe', message);
    }
  }

  private lost(): void {
    this.serverConnection = null;
    if (this.leaving) return this.end('left', '');
    if (this.current.kind === 'joined' && this.clock() - this.joinedAt >= steady) this.failures = 0;
    const pause = pauseAfter(this.failures++, this.options.random ?? Math.random);
    this.cancelPause = this.timers.after(pause, () => this.connect());
    if (this.current.kind === 'joined') {
      this.change({ kind: 'lost' });
    } else if (this.current.kind === 'connecting') {
      const attempt = this.current.attempt + 1;
      this.change({ kind: 'connecting', attempt, unreachable: true });
    }
  }

  private dismissed(code: Code, message: string): void {
    if (passing.includes(code)) this.lost();
    else this.end(code, message);
  }

  private wake(): void {
    if (this.cancelPause) this.connect();
    else this.serverConnection?.doubt();
  }

  private end(code: Code | 'left', message: string): void {
    if (this.current.kind === 'over') return;
    this.quiet();
    this.options.memory.clear(this.options.token);
    this.change({ kind: 'over', code, message });
  }

  /** No connection, no timer, no watch. */
  private quiet(): void {
    this.stopWatching();
    this.cancelPause?.();
    this.cancelPause = null;
    this.serverConnection?.close();
    this.serverConnection = null;
  }

  private change(to: Connection): void {
    this.current = to;
    this.emitter.emit('connection', to);
  }
}
