// One stay in one session. It connects the client, the media layer and the person's presses, and
// provides the model that the screen shows. The server's state is the truth; only what this page
// alone knows is added.

import type { ResumeMemory } from '../client/resume_memory.js';
import { Refusal, SessionClient, type SessionClientOptions } from '../client/session_client.js';
import { timings } from '../client/timings.js';
import type { SessionMedia } from '../media/session_media.js';
import type { Intent, Local, Model, Notice } from '../ui/model.js';
import { isLeadersOnly } from '../ui/phases.js';
import type { Participant, SignalKind, State } from '../wire/messages.js';
import { farewellFor } from './farewell_for.js';
import { Invitation } from './invitation.js';
import { lostChange } from './lost_change.js';
import { mediaWireOf } from './media_wire.js';
import { OwnDevices } from './own_devices.js';
import { MessageLog } from './message_log.js';
import { Reports } from './reports.js';
import { WaysBack } from './ways_back.js';

/** Milliseconds. A shorter pause does not count as silence: people breathe. */
const shortestSilence = 10_000;
/** Failed tries of the first connection before the person is told. */
const patience = 3;

export interface SessionControllerOptions {
  /** The server's base address. */
  server: string;
  token: string;
  name: string | null;
  memory: ResumeMemory;
  media: SessionMedia;
  /** Called when the model has changed. */
  onchange: () => void;
  /** Replaces the browser's network, clock and timers in tests. */
  seams?: Pick<SessionClientOptions, 'makeSocket' | 'clock' | 'random' | 'timers' | 'watchForWake'>;
}

export class SessionController {
  private readonly client: SessionClient;
  private readonly media: SessionMedia;
  private readonly devices: OwnDevices;
  private readonly messages = new MessageLog();
  private readonly invitation = new Invitation();
  private readonly waysBack: WaysBack;
  private readonly again: boolean;
  private readonly timers: number[] = [];
  private notices = 0;
  /** The last state before the connection was lost; null once a new one has come. */
  private lostState: State | null = null;
  private local = {
    privateNow: false,
    selfView: false,
    clockHidden: false,
    signalSending: null as SignalKind | null,
    notice: null as Notice | null,
  };
  /** When this page began to listen, by performance.now(). Silence is counted from then on. */
  private listeningSince = performance.now();

  constructor(private readonly options: SessionControllerOptions) {
    const { server, token, name, memory, media, seams } = options;
    this.media = media;
    this.again = memory.get(token) !== null;
    const named = name === null ? {} : { name };
    this.client = new SessionClient({ server, token, memory, ...named, ...seams });
    this.waysBack = new WaysBack(this.client, server, () => this.changed());
    media.connect(mediaWireOf(this.client));
    this.devices = new OwnDevices(
      media,
      (audio, video) => this.client.request({ type: 'publish', audio, video }),
      (device, why) => this.showNotice(device, typeof why === 'string' ? why : why.code),
    );
    this.devices.followClient(this.client);
    this.client.on('connection', () => this.connectionChanged());
    this.client.on('doubt', () => this.changed());
    this.client.on('state', (state) => this.follow(state));
    this.client.on('keyframe', () => this.media.keyFrameWished());
    this.client.on('chat', (chat) => {
      this.messages.heard(chat, this.client.state, this.client.now());
      this.changed();
    });
    media.onchange = () => {
      this.devices.followMedia();
      this.changed();
    };
    const reports = new Reports(() => this.report());
    media.onbeat = () => {
      this.client.beat();
      reports.beat();
    };
    this.timers.push(
      window.setInterval(() => reports.beat(), timings.reportEvery),
      window.setInterval(() => this.changedForLeaders(), 1000),
    );
  }

  /** Call this from a press, so that the browser lets sound play. */
  join(): void {
    void this.media.startSound().then(() => this.changed());
    this.client.join();
  }

  /** Call this when the page goes. The seat is kept. */
  close(): void {
    this.timers.forEach((timer) => window.clearInterval(timer));
    this.client.close();
    this.media.close();
  }

  /** The name that was entered on the arrival screen. */
  get name(): string | null {
    return this.options.name;
  }
  /** True while the first connection is being tried. */
  get stillTrying(): boolean {
    return this.client.connection.kind === 'connecting';
  }

  get model(): Model {
    const { connection, state } = this.client;
    if (connection.kind === 'over') {
      const title = state?.session.title ?? null;
      return { screen: 'farewell', why: farewellFor(connection.code), support: [], title };
    }
    if (!state) {
      const failing = connection.kind === 'connecting' && connection.unreachable;
      if (failing && connection.attempt > patience) {
        return { screen: 'farewell', why: 'unreachable', support: [], title: null };
      }
      return { screen: 'connecting', again: this.again };
    }
    return {
      screen: screenFor(state),
      state,
      local: this.knowledge(state, connection.kind === 'joined'),
      now: () => this.client.now(),
    };
  }

  ask(intent: Intent): void {
    switch (intent.kind) {
      case 'command':
        return this.request(intent.command, 'command');
      case 'microphone':
      case 'camera':
        if (intent.on) this.invitation.answered();
        return void this.devices.set(intent.kind, intent.on);
      case 'open':
        this.invitation.answered();
        this.changed();
        if (intent.microphone) void this.devices.set('microphone', true);
        if (intent.camera) void this.devices.set('camera', true);
        return;
      case 'hand':
        return this.request({ type: 'hand', raised: intent.raised }, 'command');
      case 'chat':
        return this.request({ type: 'chat', text: intent.text }, 'chat');
      case 'signal':
        return this.signal(intent.signal);
      case 'privateNow':
        return this.setPrivate(intent.on);
      case 'selfView':
        return this.note({ selfView: intent.on });
      case 'hideClock':
        return this.note({ clockHidden: intent.on });
      case 'allowSound':
        return void this.media.startSound().then(() => this.changed());
      case 'wayBack':
        return this.giveWayBack(intent.participant, intent.give);
      case 'dismissWayBack':
        return this.waysBack.dismiss();
      case 'signalSeen':
        // It is said again while the state does not have it.
        return void this.client.request({ type: 'seen', signal: intent.id }).catch(() => undefined);
      case 'signalDone':
        return this.request({ type: 'done', signal: intent.id }, 'command');
      case 'dismissNotice':
        return this.note({ notice: null });
      case 'choose':
        return void this.media.choose(intent.device, intent.id).then(() => this.changed());
      case 'leave':
        this.devices.loseBoth(); // the lamp goes out now, even without a network
        return void this.client.leave();
      case 'tryDevices':
      case 'enter':
      case 'again':
      case 'language':
        return; // these do not concern a person in the session
    }
  }

  private connectionChanged(): void {
    const { kind } = this.client.connection;
    if (kind === 'lost') {
      this.invitation.lost();
      this.lostState = this.client.state;
    }
    if (kind === 'over') this.close();
    this.changed();
  }

  private follow(state: State): void {
    const me = state.participants.find((each) => each.id === state.you.id);
    if (!me) return;
    this.media.setRemotePeople(
      state.participants
        .filter((each) => each.id !== me.id && each.channel !== 'lobby')
        .map(({ id, ssrc, audio, video }) => ({ id, ssrc, audio, video })),
    );
    this.invitation.follow(state, me);
    const lost = this.lostState && lostChange(this.lostState, state);
    this.lostState = null;
    if (lost) this.showNotice('command', lost);
    else this.changed();
  }

  private knowledge(state: State, joined: boolean): Local {
    const { media } = this;
    return {
      ...this.local,
      connection: joined ? 'joined' : 'lost',
      inDoubt: this.client.inDoubt,
      microphone: media.microphone,
      camera: media.camera,
      picturesPaused: media.picturesPaused,
      soundBlocked: media.soundBlocked,
      levels: media.levels,
      silentSince: state.you.may.lead ? this.silentSince() : null,
      chat: this.messages.chat,
      invited: this.invitation.to,
      wayBack: this.waysBack.isOffered(state),
    };
  }

  private silentSince(): number | null {
    const quiet = performance.now() - Math.max(this.media.lastHeardAt, this.listeningSince);
    return quiet < shortestSilence ? null : this.client.now() - quiet;
  }

  private setPrivate(on: boolean): void {
    this.media.setPrivate(on);
    // The camera closes too: somebody who came in must not be seen.
    if (on) this.devices.close();
    else this.listeningSince = performance.now();
    this.note({ privateNow: on });
  }

  private signal(kind: SignalKind): void {
    this.note({ signalSending: kind });
    this.client.request({ type: 'signal', kind }).then(
      () => this.note({ signalSending: null }),
      (why: unknown) => {
        this.local.signalSending = null;
        this.showNotice('signal', codeOf(why));
      },
    );
  }

  private giveWayBack(participant: string, give: (link: string) => void): void {
    const refused = (why: unknown): void => this.showNotice('command', codeOf(why));
    this.waysBack.linkOf(participant).then(give, refused);
  }

  private request(command: Parameters<SessionClient['request']>[0], about: Notice['about']): void {
    this.client.request(command).catch((why: unknown) => this.showNotice(about, codeOf(why)));
  }

  private report(): void {
    if (this.client.connection.kind !== 'joined') return;
    this.client.request({ type: 'report', ...this.media.takeReport() }).catch(() => undefined);
    this.devices.closeLeftOpen();
  }

  private showNotice(about: Notice['about'], why: Notice['why']): void {
    this.note({ notice: { id: ++this.notices, about, why } });
  }

  private note(what: Partial<typeof this.local>): void {
    this.local = { ...this.local, ...what };
    this.changed();
  }

  private changed(): void {
    this.options.onchange();
  }

  private changedForLeaders(): void {
    if (this.client.state?.you.may.lead) this.changed();
  }
}

/** The code of a Refusal; `network` for every other error. */
function codeOf(why: unknown): Refusal['code'] {
  return why instanceof Refusal ? why.code : 'network';
}

function screenFor(state: State): 'lobby' | 'circle' | 'debrief' {
  const me: Participant | undefined = state.participants.find((each) => each.id === state.you.id);
  if (me?.channel === 'lobby') return 'lobby';
  return isLeadersOnly(state.session) ? 'debrief' : 'circle';
}
