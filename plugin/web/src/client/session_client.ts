// A person's place in a session, across connections: joins with the link's token, reconnects as the
// same person, and passes on the server's messages. It decides nothing: `state` is the truth.

import type {
  Chat,
  Code,
  Command,
  ErrorMessage,
  KeyFrameWish,
  Limits,
  State,
  WayBack,
  Welcome,
} from '../wire/messages.js';
import { browserSocket } from './browser_socket.js';
import { ClockEstimate } from './clock_estimate.js';
import { Emitter } from './emitter.js';
import { ServerConnection } from './server_connection.js';
import type { Connection, EndCode, SessionEvents } from './session_events.js';
import { webSocketAddress } from './invite_link.js';
import { Pauses } from './pauses.js';
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
import { timings } from './timings.js';

/** `request` rejects with this. */
export { Refusal } from './refusal.js';
export type { Connection, EndCode, SessionEvents } from './session_events.js';

/** The last five are replaced in tests; their defaults are the browser's own. */
export interface SessionClientOptions {
  /** The server's base address, such as `https://balint.example/`. */
  server: string;
  /** The link's token. */
  token: string;
  /** Needed with a shared link. A personal link's token contains the name. */
  name?: string;
  memory: ResumeMemory;
  makeSocket?: MakeSocket;
  clock?: Clock;
  random?: Random;
  timers?: Timers;
  watchForWake?: WatchForWake;
}

/** The client reconnects after these codes. Every other code of a `bye` is final. */
const passing: readonly Code[] = ['restarting', 'notJoined', 'rateLimited', 'notKept'];

/**
 * A stay in a session, by one link. It cannot be used after `over`. After close() it may join
 * again.
 */
export class SessionClient {
  private readonly emitter = new Emitter<SessionEvents>();
  private readonly estimate = new ClockEstimate();
  private readonly clock: Clock;
  private readonly timers: Timers;
  private readonly pauses: Pauses;
  private current: Connection = { kind: 'idle' };
  private serverConnection: ServerConnection | null = null;
  private resume: string | null = null;
  private lastId = 0;
  /** States in a row that could not be read. */
  private unreadable = 0;
  private joinedAt = 0;
  private leaving = false;
  private doubted = false;
  private stopWatching: () => void = () => undefined;
  private newestState: State | null = null;
  private welcome: Welcome | null = null;

  constructor(private readonly options: SessionClientOptions) {
    this.clock = options.clock ?? Date.now;
    this.timers = options.timers ?? browserTimers;
    this.pauses = new Pauses(this.timers, options.random ?? Math.random);
  }

  /** Adds a listener. Call the returned function to remove it. */
  on<Name extends keyof SessionEvents>(
    name: Name,
    listener: (told: SessionEvents[Name]) => void,
  ): () => void {
    return this.emitter.on(name, listener);
  }

  get connection(): Connection {
    return this.current;
  }
  /** Joined, but the server is silent (Silence). After `silenceLimit` the connection is lost. */
  get inDoubt(): boolean {
    return this.doubted && this.current.kind === 'joined';
  }
  /** The newest state, kept when the connection is lost or over; null before the first. */
  get state(): State | null {
    return this.newestState;
  }
  /** This person's id; null before the first welcome. */
  get participant(): string | null {
    return this.welcome?.participant ?? null;
  }
  get limits(): Limits | null {
    return this.welcome?.limits ?? null;
  }
  /** Bytes that were sent and are still waiting for the network. */
  get waiting(): number {
    return this.serverConnection?.waiting ?? 0;
  }
  /** The estimated time of the server's clock; milliseconds since the Unix epoch. */
  now(): number {
    return this.estimate.at(this.clock());
  }

  /** Begins to connect; does nothing unless idle. The progress is reported as `connection`. */
  join(): void {
    if (this.current.kind !== 'idle') return;
    this.resume ??= this.options.memory.get(this.options.token);
    const watch = this.options.watchForWake ?? browserWake;
    this.stopWatching = watch(() => this.wake());
    this.change({ kind: 'connecting', attempt: 1, unreachable: false });
    this.connect();
  }

  /**
   * Leaves the session and forgets the resume token, so that only the link itself leads back.
   * Resolves when that is done: at the server's answer, or after `leaveWithin` without one.
   */
  async leave(): Promise<void> {
    if (this.current.kind === 'over') return;
    if (this.current.kind === 'joined' && this.serverConnection) {
      this.leaving = true;
      const cancel = this.timers.after(timings.leaveWithin, () => this.end('left', ''));
      await this.serverConnection.request({ type: 'leave' }).catch(() => undefined);
      cancel();
    }
    this.end('left', '');
  }

  /** Call this when the page goes. The tab's next page can have the seat. No event follows. */
  close(): void {
    this.quiet();
    if (this.current.kind === 'over') return;
    this.options.memory.release(this.options.token);
    this.current = { kind: 'idle' };
  }

  /**
   * Resolves with the server's `ok`, which comes after the `state` that the command changed.
   * Rejects with a Refusal: the server's, or `network` if there is no connection or it breaks
   * before the answer. The request is never sent on a later connection.
   */
  request(command: Command): Promise<void> {
    if (command.type === 'leave') return this.leave();
    if (this.current.kind !== 'joined' || !this.serverConnection)
      return Promise.reject(brokenOff());
    return this.serverConnection.request(command);
  }

  /** Sends a media packet. Returns false and drops it while not joined or while leaving. */
  send(packet: Uint8Array): boolean {
    if (this.current.kind !== 'joined' || this.leaving || !this.serverConnection) return false;
    return this.serverConnection.sendMedia(packet);
  }

  /** Call this several times a second: the timers of a hidden page may come late. */
  beat(): void {
    this.serverConnection?.beat();
  }

  private connect(): void {
    this.pauses.end();
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
        doubted: (inDoubt) => this.doubt(inDoubt),
        lost: () => this.lost(),
        unreadable: () => this.lostUnreadable(),
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
    this.unreadable = 0;
    if (this.current.kind !== 'joined') {
      this.joinedAt = this.clock();
      this.change({ kind: 'joined' });
    }
    this.emitter.emit('state', state);
  }

  private reportMessage(message: Chat | KeyFrameWish | WayBack | ErrorMessage): void {
    switch (message.type) {
      case 'chat':
        return this.emitter.emit('chat', message);
      case 'error':
        return this.emitter.emit('error', message);
      case 'keyframe':
        return this.emitter.emit('keyframe', message);
      case 'wayBack':
        return this.emitter.emit('wayBack', message);
    }
  }

  private doubt(inDoubt: boolean): void {
    this.doubted = inDoubt;
    if (this.current.kind === 'joined') this.emitter.emit('doubt', inDoubt);
  }

  private lost(): void {
    this.serverConnection = null;
    this.doubted = false;
    if (this.leaving) return this.end('left', '');
    const stable = this.clock() - this.joinedAt >= timings.stableAfter;
    if (this.current.kind === 'joined' && stable) this.pauses.startOver();
    this.pauses.begin(() => this.connect());
    if (this.current.kind === 'joined') {
      this.change({ kind: 'lost' });
    } else if (this.current.kind === 'connecting') {
      const attempt = this.current.attempt + 1;
      this.change({ kind: 'connecting', attempt, unreachable: true });
    }
  }

  private lostUnreadable(): void {
    this.unreadable += 1;
    if (this.leaving || this.unreadable < timings.mostUnreadable) return this.lost();
    this.end('outdated', 'The server sends states that this page cannot read.');
  }

  private dismissed(code: Code, message: string): void {
    if (passing.includes(code)) this.lost();
    else this.end(code, message);
  }

  private wake(): void {
    if (this.pauses.waiting) this.connect();
    else this.serverConnection?.question();
  }

  private end(code: EndCode, message: string): void {
    if (this.current.kind === 'over') return;
    const { memory, token } = this.options;
    // First, so that the devices close whatever becomes of the rest.
    this.change({ kind: 'over', code, message });
    this.quiet();
    // A newer page in this tab can have the chair.
    if (code === 'outdated') memory.release(token);
    else memory.clear(token);
  }

  /** Stops the connection, the timer and the watch. */
  private quiet(): void {
    this.stopWatching();
    this.pauses.end();
    this.serverConnection?.close();
    this.serverConnection = null;
  }

  private change(to: Connection): void {
    this.current = to;
    this.emitter.emit('connection', to);
  }
}
