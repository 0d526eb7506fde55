// A client with a hand clock and a fake network, and a record of what it told.

import { ResumeMemory } from '../../../../../plugin/web/src/client/resume_memory.js';
import {
  type Connection,
  SessionClient,
  type SessionClientOptions,
} from '../../../../../plugin/web/src/client/session_client.js';
import { type Store, forgetfulStore } from '../../../../../plugin/web/src/client/storage.js';
import { FakeNetwork } from './fake_network.js';
import { FakeSeats } from './fake_seats.js';
import { HandTime } from './hand_time.js';

export const token = 'link.claims.signature';

/** Names that nobody else has: one, two, three. */
let names = 0;

/** The memory of one page of a tab, in a browser with these seats. */
export function memoryOf(
  time: HandTime,
  tab: Store,
  { claimSeat }: Pick<FakeSeats, 'claimSeat'> = new FakeSeats(),
): ResumeMemory {
  const unique = () => `name${(names += 1)}`;
  return new ResumeMemory({ tab, claimSeat, clock: time.clock, unique });
}

export class AClient {
  readonly time: HandTime;
  readonly network = new FakeNetwork();
  readonly memory: ResumeMemory;
  readonly client: SessionClient;
  readonly connections: Connection[] = [];
  /** The names of everything that the client told, in order. */
  readonly told: string[] = [];

  constructor(
    options: Partial<SessionClientOptions> = {},
    { time = new HandTime(), name = 'Aino' }: { time?: HandTime; name?: string | null } = {},
  ) {
    this.time = time;
    this.memory = options.memory ?? memoryOf(time, forgetfulStore());
    this.client = new SessionClient({
      server: 'https://balint.example/',
      token,
      ...(name === null ? {} : { name }),
      memory: this.memory,
      makeSocket: this.network.makeSocket,
      watchForWake: this.network.watchForWake,
      clock: time.clock,
      timers: time.timers,
      random: () => 0.5,
      ...options,
    });
    this.client.on('connection', (connection) => {
      this.connections.push(connection);
      this.told.push(connection.kind);
    });
    const names = ['state', 'chat', 'keyframe', 'wayBack', 'error', 'media'] as const;
    for (const name of names) this.client.on(name, () => this.told.push(name));
  }

  /** A client who is seated. */
  static seated(): AClient {
    const person = new AClient();
    person.client.join();
    person.socket.seats();
    return person;
  }

  get socket() {
    return this.network.socket;
  }
  get kind(): Connection['kind'] {
    return this.client.connection.kind;
  }
}
