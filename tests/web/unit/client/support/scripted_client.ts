// This client in a script of protocol/wire/behaviour: a SessionClient and the person's devices, with
// a hand clock. The script is the person, the network and the server.

import { ResumeMemory } from '../../../../../plugin/web/src/client/resume_memory.js';
import type { MakeSocket, SocketEvents } from '../../../../../plugin/web/src/client/seams.js';
import { SessionClient } from '../../../../../plugin/web/src/client/session_client.js';
import { forgetfulStore } from '../../../../../plugin/web/src/client/storage.js';
import type { DeviceState } from '../../../../../plugin/web/src/media/base/types.js';
import { type Devices, OwnDevices } from '../../../../../plugin/web/src/session/own_devices.js';
import type { ClientMessage, State, Welcome } from '../../../../../plugin/web/src/wire/messages.js';
import { parsed, protocolFile } from '../../wire/golden.js';
import { FakeSeats } from './fake_seats.js';
import { HandTime, settled } from './hand_time.js';
import type { Act, PersonDoes, StateChanges } from './script.js';

/** Devices whose browser says yes. `changed` is called whenever one begins or ends to send. */
class ScriptedDevices implements Devices {
  microphone: DeviceState = 'off';
  camera: DeviceState = 'off';
  private confirmed = { audio: false, video: false };
  private sending = { microphone: false, camera: false };

  constructor(private readonly changed: (device: 'Microphone' | 'Camera', open: boolean) => void) {}

  openMicrophone(): Promise<DeviceState> {
    this.microphone = 'on';
    this.look();
    return Promise.resolve(this.microphone);
  }
  openCamera(): Promise<DeviceState> {
    this.camera = 'on';
    this.look();
    return Promise.resolve(this.camera);
  }
  closeMicrophone(): void {
    this.microphone = 'off';
    this.look();
  }
  closeCamera(): void {
    this.camera = 'off';
    this.look();
  }
  confirm(confirmed: { audio: boolean; video: boolean }): void {
    this.confirmed = confirmed;
    this.look();
  }

  private look(): void {
    const before = this.sending;
    const microphone = this.microphone === 'on' && this.confirmed.audio;
    const camera = this.camera === 'on' && this.confirmed.video;
    this.sending = { microphone, camera };
    if (before.microphone !== microphone) this.changed('Microphone', microphone);
    if (before.camera !== camera) this.changed('Camera', camera);
  }
}

/** The server's end of one connection. */
interface Connection {
  events: SocketEvents;
  opened: boolean;
  closed: boolean;
  silent: boolean;
  answers: string[];
  lastIds: Partial<Record<ClientMessage['type'], number>>;
}

export class ScriptedClient {
  /** The client's acts, in order. */
  readonly acts: Act[] = [];
  private readonly time = new HandTime();
  private start = this.time.clock();
  private connection: Connection | null = null;
  private revision = 1000;
  /** The changes of the newest state: with it, the devices that the server has open. */
  private newest: StateChanges = {};
  private readonly client: SessionClient;
  private readonly devices: OwnDevices;

  constructor() {
    const { clock, timers } = this.time;
    this.client = new SessionClient({
      server: 'https://balint.example/',
      token: 'link.claims.signature',
      name: 'Aino',
      memory: new ResumeMemory({
        tab: forgetfulStore(),
        claimSeat: new FakeSeats().claimSeat,
        clock,
        unique: () => 'one',
      }),
      makeSocket: this.makeSocket,
      clock,
      timers,
      random: Math.random,
      watchForWake: () => () => undefined,
    });
    this.devices = new OwnDevices(
      new ScriptedDevices((device, open) => this.did(`${open ? 'opens' : 'closes'}${device}`)),
      (audio, video) => this.client.request({ type: 'publish', audio, video }),
      () => undefined,
    );
    this.devices.followClient(this.client);
    this.client.on('connection', (now) => {
      if (now.kind !== 'idle') this.did('tells', now.kind, now.kind === 'over' ? now.code : null);
    });
    this.client.on('state', (state) => this.did('tells', 'state', shown(state)));
    this.client.on('doubt', (inDoubt) => this.did('tells', inDoubt ? 'doubt' : 'noDoubt'));
  }

  /** Brings the client to where a script begins, and begins to count its time. */
  async begin(from: 'idle' | 'joined' | 'open'): Promise<void> {
    if (from !== 'idle') {
      await this.person('joins');
      await this.seats({});
    }
    if (from === 'open') await this.person('opensDevices');
    this.acts.length = 0;
    this.start = this.time.clock();
  }

  get now(): number {
    return this.time.clock() - this.start;
  }
  get connected(): boolean {
    return this.connection !== null && !this.connection.closed;
  }

  /** Lets time go by until `at`. */
  async advance(at: number): Promise<void> {
    const end = this.start + at;
    for (;;) {
      const next = Math.min(this.time.nextDue ?? end, end);
      this.time.advance(next - this.time.clock());
      await this.answer();
      if (next === end) return;
    }
  }

  async person(does: PersonDoes): Promise<void> {
    if (does === 'joins') this.client.join();
    else if (does === 'leaves') {
      this.devices.loseBoth(); // as the session does it
      void this.client.leave();
    } else if (does === 'opensDevices') {
      void this.devices.set('microphone', true);
      void this.devices.set('camera', true);
    } else if ('pressesMicrophone' in does) {
      void this.devices.set('microphone', does.pressesMicrophone);
    } else {
      void this.devices.set('camera', does.pressesCamera);
    }
    await this.answer();
  }

  async network(does: 'opens' | 'breaks' | 'fallsSilent'): Promise<void> {
    const { connection } = this;
    if (!connection || connection.closed) throw new Error(`nothing is there that ${does}`);
    if (does === 'fallsSilent') connection.silent = true;
    if (does === 'opens') {
      connection.opened = true;
      connection.events.opened();
    }
    if (does === 'breaks') {
      connection.closed = true;
      connection.events.closed();
    }
    await this.answer();
  }

  async says(text: string): Promise<void> {
    if (this.connected) this.connection?.events.text(text);
    await this.answer();
  }

  async seats(changes: StateChanges): Promise<void> {
    if (!this.connection?.opened) await this.network('opens');
    const welcome = parsed<Welcome>(protocolFile('golden/messages/server/welcome.json'));
    await this.says(JSON.stringify(welcome));
    await this.state(changes);
  }

  async state(changes: StateChanges): Promise<void> {
    await this.says(JSON.stringify(this.stateWith(changes)));
  }

  /** Answers the newest request of the type: with `ok`, or with an error of the code. */
  async answers(type: ClientMessage['type'], code: string | null): Promise<void> {
    const id = this.connection?.lastIds[type];
    const refusal = { type: 'error', id, code, message: 'That is why.' };
    await this.says(JSON.stringify(code === null ? { type: 'ok', id } : refusal));
  }

  private readonly makeSocket: MakeSocket = (_, events) => {
    const connection: Connection = {
      events,
      opened: false,
      closed: false,
      silent: false,
      answers: [],
      lastIds: {},
    };
    this.connection = connection;
    this.did('connects');
    return {
      waiting: 0,
      send: (data) => {
        if (typeof data !== 'string') return;
        const message = parsed<ClientMessage>(data);
        this.did('sends', message.type, message);
        if (message.id !== undefined) connection.lastIds[message.type] = message.id;
        if (connection.silent) return;
        connection.answers.push(...this.answersTo(message).map((each) => JSON.stringify(each)));
      },
      close: () => {
        if (!connection.closed) this.did('closesConnection');
        connection.closed = true;
      },
    };
  };

  private stateWith(changes: StateChanges): State {
    this.newest = changes;
    const { me, may, session } = changes;
    const base = parsed<State>(protocolFile('golden/messages/server/state-discussion-member.json'));
    const { you } = base;
    const participants = base.participants.map((each) =>
      each.id === you.id ? { ...each, audio: false, video: false, ...me } : each,
    );
    return {
      ...base,
      revision: (this.revision += 1),
      session: { ...base.session, ...session },
      participants,
      you: { ...you, may: { ...you.may, ...may } },
    };
  }

  private answersTo(message: ClientMessage): object[] {
    if (message.type === 'ping') return [{ type: 'pong', sent: message.sent, now: message.sent }];
    if (message.type !== 'publish') return [];
    const ok = { type: 'ok', id: message.id };
    const { audio, video } = message;
    const { me = {} } = this.newest;
    if ((me.audio ?? false) === audio && (me.video ?? false) === video) return [ok];
    return [this.stateWith({ ...this.newest, me: { ...me, audio, video } }), ok];
  }

  /** Gives the answers that wait, and those to what the client says upon them. */
  private async answer(): Promise<void> {
    await settled();
    for (let next = this.connection?.answers.shift(); next !== undefined;) {
      if (this.connected) this.connection?.events.text(next);
      await settled();
      next = this.connection?.answers.shift();
    }
  }

  private did(act: string, what: string | null = null, detail: unknown = null): void {
    this.acts.push({ at: this.now, act, what, detail });
  }
}

/** The part of a state that scripts look at, as it reached the screen. */
function shown({ session }: State): object {
  return {
    next: session.next ?? null,
    appoints: session.appoints ?? null,
    case: session.case,
    phases: session.phases,
  };
}
