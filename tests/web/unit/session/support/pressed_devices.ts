// One person's devices between a browser, whose answers the test gives, and a server that keeps the
// order of the wire: a change's state before its answer.

import type { DeviceState } from '../../../../../plugin/web/src/media/base/types.js';
import { OpenedDevice } from '../../../../../plugin/web/src/media/devices/opened_device.js';
import { type Devices, OwnDevices } from '../../../../../plugin/web/src/session/own_devices.js';
import type { Permissions } from '../../../../../plugin/web/src/wire/messages.js';
import { everything, person } from '../../../gallery/people.js';
import { settled } from '../../client/support/hand_time.js';

/** A track with the parts that a device uses. */
class Track extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

/** The browser's questions about one device. */
export class Questions {
  readonly tracks: Track[] = [];
  private readonly open: Settling<MediaStreamTrack>[] = [];

  readonly ask = (): Promise<MediaStreamTrack> => {
    const question = settling<MediaStreamTrack>();
    this.open.push(question);
    return question.promise;
  };

  /** The person allows the oldest question that is open. */
  allow(): void {
    const track = new Track();
    this.tracks.push(track);
    this.next().resolve(track as unknown as MediaStreamTrack);
  }
  /** The person refuses it. */
  refuse(): void {
    this.next().reject(new DOMException('', 'NotAllowedError'));
  }
  /** The newest track ends: the device was unplugged. */
  unplug(): void {
    this.tracks.at(-1)?.dispatchEvent(new Event('ended'));
  }
  /** Whether the machine's lamp is on. */
  get isCapturing(): boolean {
    return this.tracks.some((each) => !each.stopped);
  }

  private next(): Settling<MediaStreamTrack> {
    const question = this.open.shift();
    if (!question) throw new Error('the browser asks nothing');
    return question;
  }
}

/** Real devices whose browser is the test. */
export class AskingMedia implements Devices {
  readonly mic = new OpenedDevice();
  readonly cam = new OpenedDevice();
  readonly questions = { microphone: new Questions(), camera: new Questions() };

  get microphone(): DeviceState {
    return this.mic.state;
  }
  get camera(): DeviceState {
    return this.cam.state;
  }
  openMicrophone(): Promise<DeviceState> {
    return this.mic.open(this.questions.microphone.ask, false);
  }
  openCamera(): Promise<DeviceState> {
    return this.cam.open(this.questions.camera.ask, false);
  }
  /** The person changes to another microphone. */
  chooseMicrophone(): void {
    void this.mic.again(this.questions.microphone.ask);
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
}

interface Request {
  audio: boolean;
  video: boolean;
  answer: Settling<undefined>;
}

/** A person with devices, and the server's record of them. */
export class PressedDevices {
  readonly media = new AskingMedia();
  /** The requests to the server, in order. */
  readonly asked: string[] = [];
  /** The reports to the person about devices that did not open. */
  readonly told: string[] = [];
  readonly devices: OwnDevices;
  /** While true, requests wait for grants() or refuses(). */
  holds = false;
  private at = { audio: false, video: false };
  private may: Permissions = everything;
  private readonly requests: Request[] = [];

  constructor() {
    this.devices = new OwnDevices(
      this.media,
      (audio, video) => {
        this.asked.push(shown(audio, video));
        const request = { audio, video, answer: settling<undefined>() };
        this.requests.push(request);
        if (!this.holds) this.carriesOut(true);
        return request.answer.promise;
      },
      (device, why) => this.told.push(`${device} ${typeof why === 'string' ? why : why.code}`),
    );
    this.media.mic.onchange = () => this.devices.followMedia();
    this.media.cam.onchange = () => this.devices.followMedia();
    this.tells();
  }

  /** Opens by a press, with the browser's and the server's consent. */
  async opens(device: 'microphone' | 'camera'): Promise<void> {
    void this.devices.set(device, true);
    this.media.questions[device].allow();
    await settled();
  }
  /** The person presses; the browser has not answered. */
  async presses(device: 'microphone' | 'camera', on = true): Promise<void> {
    void this.devices.set(device, on);
    await settled();
  }

  /** The server carries the oldest request out, and tells of it unless a newer state will. */
  carriesOut(andTells: boolean): void {
    const { audio, video, answer } = this.next();
    this.at = { audio, video };
    if (andTells) this.tells();
    answer.resolve(undefined);
  }
  /** The server refuses the oldest request. */
  refuses(why: Error): void {
    this.next().answer.reject(why);
  }
  /** The server changes this person's devices or rights, and tells of it. */
  async changes({ may = this.may, ...at }: Partial<PressedDevices['at']> & { may?: Permissions }) {
    this.at = { ...this.at, ...at };
    this.may = may;
    this.tells();
    await settled();
  }

  /** Whether sound goes to the server. */
  get isHeard(): boolean {
    return this.media.mic.sending;
  }
  /** This person's devices as everybody sees them. */
  get seen(): string {
    return shown(this.at.audio, this.at.video);
  }

  private tells(): void {
    const me = person('farid', 'Farid', 'member', this.at);
    this.devices.follow(me, this.may);
  }
  private next(): Request {
    const request = this.requests.shift();
    if (!request) throw new Error('the server was asked nothing');
    return request;
  }
}

const shown = (audio: boolean, video: boolean): string =>
  [audio ? 'microphone' : '', video ? 'camera' : ''].filter(Boolean).join(' and ') || 'nothing';

interface Settling<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (why: Error) => void;
}
function settling<T>(): Settling<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (why: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
