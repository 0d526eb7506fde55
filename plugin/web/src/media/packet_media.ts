// A session's sound and pictures as packets in the connection to the server, in both directions.
//
//  microphone -> capture worklet -> VoiceSender -> PacketWay (seal) -> wire
//  wire -> PacketWay (open) -> VoiceReceiver -> playout worklet -> speaker
//  camera -> PictureSender -> PacketWay (seal) -> wire
//  wire -> PacketWay (open) -> PictureReceiver -> canvases
//
// The playout worklet holds the jitter buffers, the mix and the limiter.

import type { DeviceState, Devices, Level, Missing } from './base/types.js';
import { type PayloadSeal, unsealed } from '../seal/payload_seal.js';
import type { RtpPacket } from '../wire/rtp.js';
import { type DeviceKind, DeviceList } from './devices/device_list.js';
import { Downlink } from './playout/downlink.js';
import { Meters } from './meters.js';
import { Microphone } from './microphone.js';
import { Mirror } from './pictures/mirror.js';
import { OpenedDevice } from './devices/opened_device.js';
import { PacketWay } from './packet_way.js';
import { RemotePeople } from './remote_people.js';
import { PictureSender } from './pictures/picture_sender.js';
import { planFor } from './pictures/picture_plan.js';
import type { MediaWire, ReceptionReport, RemotePerson, SessionMedia } from './session_media.js';
import { SoundGraph } from './sound_graph.js';
import { missingHere, opusMissing } from './devices/support.js';
import type { PlayoutReport } from './playout/worklet_messages.js';

/** Milliseconds. The playout worklet reports four times a second while it plays. */
const silentMs = 1000;
/** If more bytes wait in the socket, the uplink has stalled for seconds, so we drop sound. */
const mostSoundWaiting = 24 * 1024;

export class PacketMedia implements SessionMedia {
  onchange: () => void = () => undefined;
  onbeat: () => void = () => undefined;

  private readonly graph = new SoundGraph();
  private readonly list = new DeviceList();
  private readonly mic = new OpenedDevice();
  private readonly cam = new OpenedDevice();
  private readonly capture: Microphone;
  private readonly pictures: PictureSender;
  private readonly mirrored = new Mirror();
  private readonly remotePeople: RemotePeople;
  private readonly downlink = new Downlink();
  private readonly meters = new Meters(() => this.onchange());
  private privateNow = false;
  private reportedAt = -Infinity;
  private reported = { received: 0, lost: 0 };
  private judged = { played: 0, made: 0, lost: 0 };

  private readonly way: PacketWay;
  private wire: MediaWire | null = null;

  constructor(seal: PayloadSeal = unsealed) {
    this.way = new PacketWay(seal, (packet) => this.receive(packet));
    this.capture = new Microphone(
      this.mic,
      this.graph,
      (packet) => void this.way.send(packet, this.soundMayGo()),
      (minusDbov) => this.meters.hearOneself(minusDbov, this.mic.sending),
    );
    this.pictures = new PictureSender(
      (packet) => this.way.send(packet, mayGo(this.cam)),
      () => this.way.waiting,
    );
    this.remotePeople = new RemotePeople({
      play: (ssrc, block) => this.graph.postToPlayout({ kind: 'block', ssrc, block }),
      silence: (id, ssrc) => this.silenced(id, ssrc),
      heard: (id, minusDbov) => this.meters.hear(id, minusDbov),
      wishKeyFrame: (ssrc) => this.wire?.wishKeyFrame(ssrc),
    });
    this.mic.onchange = () => this.microphoneChanged();
    this.cam.onchange = () => this.cameraChanged();
    this.list.onchange = () => this.onchange();
    this.graph.onchange = () => this.onchange();
    this.graph.onreport = (report) => {
      this.judge(report);
      this.onbeat();
    };
    document.addEventListener('visibilitychange', this.visibilityChanged);
  }

  /** The missing browser features that can be found at once. */
  static missing(): Missing[] {
    return missingHere();
  }

  /** The missing features for which the browser must be asked. */
  static async missingCodec(): Promise<Missing[]> {
    return (await opusMissing()) ? ['opus'] : [];
  }

  connect(wire: MediaWire): void {
    this.wire = wire;
    this.way.connect(wire);
  }

  // ------------------------------------------------------------ this person's devices

  get microphone(): DeviceState {
    return this.mic.state;
  }
  get camera(): DeviceState {
    return this.cam.state;
  }
  get ownLevel(): Level {
    return this.meters.ownLevel;
  }
  get devices(): Devices {
    return this.list.shown(this.mic.track, this.cam.track);
  }

  async tryDevices(): Promise<void> {
    const started = this.graph.start();
    // The browser asks the person once for both, unless one is open or being opened.
    const ask =
      this.mic.closed && this.cam.closed ? this.list.askForBoth() : this.list.askForEach();
    await Promise.all([
      this.mic.open(ask.microphone, true),
      this.cam.open(ask.camera, true),
      started,
    ]);
    await this.list.refresh();
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.list.want(kind, id);
    const device = kind === 'microphone' ? this.mic : this.cam;
    await device.again(() => this.list.askFor(kind));
    await this.list.refresh();
  }

  async openMicrophone(): Promise<DeviceState> {
    void this.graph.start();
    const state = await this.mic.open(() => this.list.askFor('microphone'), false);
    void this.list.refresh();
    return state;
  }
  async openCamera(): Promise<DeviceState> {
    const state = await this.cam.open(() => this.list.askFor('camera'), false);
    void this.list.refresh();
    return state;
  }

  closeMicrophone(): void {
    this.mic.close();
  }
  closeCamera(): void {
    this.cam.close();
  }

  confirm({ audio, video }: { audio: boolean; video: boolean }): void {
    this.mic.confirm(audio);
    this.cam.confirm(video);
  }

  keyFrameWished(): void {
    this.pictures.keyFrame();
  }

  // ----------------------------------------------------------- remote people

  startSound(): Promise<boolean> {
    return this.graph.start();
  }
  get soundBlocked(): boolean {
    return this.graph.blocked;
  }

  setRemotePeople(people: readonly RemotePerson[]): void {
    this.remotePeople.set(people);
    this.pictures.follows(planFor(people.length, people.filter((each) => each.video).length));
  }

  setPrivate(on: boolean): void {
    if (on === this.privateNow) return;
    this.privateNow = on;
    if (on) {
      this.remotePeople.silence();
      this.graph.postToPlayout({ kind: 'silence' });
      this.meters.others.forget();
    }
    this.onchange();
  }

  get levels(): ReadonlyMap<string, Level> {
    return this.meters.others.all;
  }
  get lastHeardAt(): number {
    return this.meters.lastHeardAt;
  }
  get picturesPaused(): boolean {
    return this.downlink.poor;
  }

  takeReport(): ReceptionReport {
    const { received, lost } = this.remotePeople.counts;
    const report = {
      received: received - this.reported.received,
      lost: lost - this.reported.lost,
      playing: !this.privateNow && performance.now() - this.reportedAt < silentMs,
    };
    this.reported = { received, lost };
    return report;
  }

  show(participant: string, canvas: HTMLCanvasElement): () => void {
    return this.remotePeople.show(participant, canvas);
  }
  mirror(video: HTMLVideoElement): () => void {
    return this.mirrored.show(video);
  }

  close(): void {
    this.closeMicrophone();
    this.closeCamera();
    this.remotePeople.set([]);
    this.graph.close();
    this.list.close();
    this.meters.close();
    document.removeEventListener('visibilitychange', this.visibilityChanged);
  }

  private microphoneChanged(): void {
    this.capture.follow();
    if (!this.mic.track) this.meters.forgetOneself();
    this.onchange();
  }

  private cameraChanged(): void {
    this.mirrored.follow(this.cam.track);
    this.pictures.follow(this.cam.sending ? this.cam.track : null);
    this.onchange();
  }

  private soundMayGo(): () => boolean {
    const open = mayGo(this.mic);
    return () => open() && this.way.waiting < mostSoundWaiting;
  }

  private receive(packet: RtpPacket): void {
    if (this.privateNow) return;
    this.remotePeople.receive(
      packet,
      !this.downlink.poor && document.visibilityState === 'visible',
    );
  }

  private silenced(id: string, ssrc: number): void {
    this.graph.postToPlayout({ kind: 'remove', ssrc });
    this.meters.others.forget(id);
  }

  private judge({ played, made, targetMs }: PlayoutReport): void {
    const now = performance.now();
    this.reportedAt = now;
    const { lost } = this.remotePeople.counts;
    const { judged } = this;
    this.judged = { played, made, lost };
    const changed = this.downlink.sample({
      now,
      played: played - judged.played,
      // Lost blocks are made up as well, as far as a voice can be continued: the larger count is
      // right.
      missed: Math.max(made - judged.made, lost - judged.lost),
      targetMs,
    });
    if (!changed) return;
    if (this.downlink.poor) this.remotePeople.restPictures();
    this.onchange();
  }

  private readonly visibilityChanged = (): void => {
    // A hidden page decodes no pictures. They come back with a key frame.
    if (document.visibilityState !== 'visible') this.remotePeople.restPictures();
  };
}

/**
 * Whether a packet that the device makes now may still be sent when it is asked. It may not once the
 * right to send has gone, even if the right has come back.
 */
function mayGo(device: OpenedDevice): () => boolean {
  const { stretch } = device;
  return () => device.sending && device.stretch === stretch;
}
