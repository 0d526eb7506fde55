// This person's microphone and camera: what the person wants, what the server has confirmed, and
// what the media layer holds. A device is open only if its person pressed it open after the last
// time that anything closed it. A device that the server takes away is stopped at once.

import type { Refusal, SessionClient } from '../client/session_client.js';
import type { SessionMedia } from '../media/session_media.js';
import { isTrouble } from '../ui/model.js';
import type { Participant, Permissions } from '../wire/messages.js';

type Device = 'microphone' | 'camera';
const both: readonly Device[] = ['microphone', 'camera'];

/** The part of the media layer that is used here. */
export type Devices = Pick<
  SessionMedia,
  | 'microphone'
  | 'camera'
  | 'openMicrophone'
  | 'openCamera'
  | 'closeMicrophone'
  | 'closeCamera'
  | 'confirm'
>;

/** Asks the server to set both devices; rejects with a Refusal. */
export type Publish = (audio: boolean, video: boolean) => Promise<void>;
/** Called when a device that was asked for did not open. */
export type Refused = (device: Device, why: Refusal | 'refused' | 'missing' | 'failed') => void;

/** The page's knowledge of one device. */
interface Own {
  /** The press for which the browser has not given the device yet. Any closing ends it. */
  press: symbol | null;
  /** The press for which the browser gave the device. Any closing ends it. */
  wanted: symbol | null;
  /** The newest state has it open, and this person has the right to it. */
  confirmed: boolean;
  /** The number of requests for presses of this device that the server has not answered. */
  unanswered: number;
}
const closed: Readonly<Own> = { press: null, wanted: null, confirmed: false, unanswered: 0 };

/** The content of one request: for each device that is to be open, the press. */
type Asked = Readonly<Record<Device, symbol | null>>;

export class OwnDevices {
  private readonly own: Record<Device, Own> = { microphone: { ...closed }, camera: { ...closed } };
  /** Requests go to the server one after the other, because each names both devices. */
  private asking: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** The request that the server has not answered yet. */
  private asked: Asked | null = null;

  constructor(
    private readonly media: Devices,
    private readonly publish: Publish,
    private readonly refused: Refused,
  ) {}

  /**
   * Follows the client's state and connection. Call it before anything else listens: devices are then
   * closed before anyone is told, and before a connection whose state is unknown closes.
   */
  followClient(client: Pick<SessionClient, 'on'>): void {
    client.on('connection', ({ kind }) => {
      if (kind === 'lost' || kind === 'over') this.loseBoth();
    });
    client.on('state', ({ participants, you }) => {
      const me = participants.find((each) => each.id === you.id);
      if (me) this.follow(me, you.may);
      else this.loseBoth();
    });
  }

  /**
   * The person pressed. Resolves after the server's answer, or when the server is not asked: the
   * device did not open, was closed meanwhile, or is open or being opened already.
   */
  set(device: Device, on: boolean): Promise<void> {
    if (on) return this.openPressed(device);
    this.drop(device);
    return this.ask(device);
  }

  /** Closes both at once and tells the server afterwards. */
  close(): void {
    this.drop('microphone');
    this.drop('camera');
    void this.ask(null);
  }

  /** Follows the state of this person. Devices that it does not allow stop before this returns. */
  follow(me: Participant, may: Permissions): void {
    this.followOne('microphone', me.audio, may.speak);
    this.followOne('camera', me.video, may.show);
    this.confirm();
    this.closeLeftOpen();
  }

  /**
   * Call this after each change of the media layer. A device that has failed is closed at the server
   * too, so that nobody sees a microphone that nobody can hear.
   */
  followMedia(): void {
    for (const device of both) {
      if (!this.own[device].wanted || !isTrouble(this.state(device))) continue;
      this.own[device].wanted = null;
      void this.ask(null);
    }
  }

  /**
   * Asks the server to close what it has open and this person does not want: a request crossed what
   * closed the device here, or the server refused the closing. The device sends nothing meanwhile.
   * Does nothing while a request or a press of that device is under way. Call this from time to
   * time: it asks once, and does not repeat a request that the server refuses.
   */
  closeLeftOpen(): void {
    if (this.waiting > 0) return;
    // A state that closes the device could be the answer to this request or a leader's closing. A
    // press outlives the first and not the second, so this request waits for the press.
    const isLeftOpen = both.some((device) => {
      const { press, wanted, confirmed } = this.own[device];
      return confirmed && !wanted && press === null;
    });
    if (isLeftOpen) void this.ask(null, true);
  }

  /**
   * The connection is lost, or the person is not in the session's state. Closes both; only the
   * person opens them again.
   */
  loseBoth(): void {
    for (const device of both) {
      this.drop(device);
      this.own[device].confirmed = false;
    }
    this.confirm();
  }

  private followOne(device: Device, open: boolean, may: boolean): void {
    const own = this.own[device];
    const closes = own.confirmed && !open;
    own.confirmed = open && may;
    if (own.confirmed) return;
    // A state without the device may be older than a press. If it closes the device, it is no older:
    // a leader's mute wins over a press that was not sent yet, because nobody has heard the person,
    // and the person has not pressed since. It may also be the answer to the person's own closing;
    // then a press after that one stands.
    const isAskedFor = own.press !== null || (own.wanted !== null && own.unanswered > 0);
    const isByPerson = this.asked !== null && this.asked[device] === null;
    if (may && isAskedFor && (!closes || isByPerson)) return;
    // A device that has failed is closed. The screen says why, until the person presses again.
    if (isTrouble(this.state(device))) own.wanted = null;
    else this.drop(device);
  }

  private async openPressed(device: Device): Promise<void> {
    const own = this.own[device];
    // A second request would open again what a leader closes between the two.
    if (own.wanted) return;
    const press = Symbol(device);
    own.press = press;
    const state = await this.open(device);
    if (own.press !== press) return; // closed, taken away or pressed again meanwhile
    own.press = null;
    if (state === 'off') return;
    if (isTrouble(state)) {
      this.refused(device, state);
      this.closeLeftOpen();
      return;
    }
    // Not before: others would see an open device while the browser still asks the person.
    own.wanted = press;
    if (own.confirmed) this.confirm();
    await this.ask(device);
  }

  private drop(device: Device): void {
    const own = this.own[device];
    own.press = null;
    own.wanted = null;
    if (this.state(device) === 'off') return;
    if (device === 'microphone') this.media.closeMicrophone();
    else this.media.closeCamera();
  }

  private confirm(): void {
    const { microphone, camera } = this.own;
    this.media.confirm({
      audio: microphone.wanted !== null && microphone.confirmed,
      video: camera.wanted !== null && camera.confirmed,
    });
  }

  /** Asks the server for what is wanted when the request's turn has come. `pressed`: the cause. */
  private ask(pressed: Device | null, corrects = false): Promise<void> {
    this.waiting += 1;
    if (pressed) this.own[pressed].unanswered += 1;
    this.asking = this.asking.then(async () => {
      const asked = { microphone: this.own.microphone.wanted, camera: this.own.camera.wanted };
      this.asked = asked;
      const refusal = await this.publish(asked.microphone !== null, asked.camera !== null).then(
        () => null,
        (error: unknown) => error as Refusal,
      );
      this.asked = null;
      this.waiting -= 1;
      if (pressed) this.own[pressed].unanswered -= 1;
      if (refusal) this.closeRefused(asked, refusal);
      else this.closeUnconfirmed(asked);
      if (!corrects) this.closeLeftOpen();
    });
    return this.asking;
  }

  // A newer press of the same device was not refused: its own request follows.
  private closeRefused(asked: Asked, why: Refusal): void {
    for (const device of both) {
      const { wanted, confirmed } = this.own[device];
      if (wanted === null || wanted !== asked[device] || confirmed) continue;
      this.drop(device);
      this.refused(device, why);
    }
  }

  // The state comes before the answer. A device that was granted and is still not confirmed was
  // closed after it had opened: a newer state takes an older one's place while both wait at the
  // server. No other request of this person was at the server, so somebody else closed the device.
  // That closing also ends a press that waits for the browser or for its turn.
  private closeUnconfirmed(granted: Asked): void {
    for (const device of both) {
      if (granted[device] && !this.own[device].confirmed) this.drop(device);
    }
  }

  private open(device: Device): ReturnType<Devices['openMicrophone']> {
    return device === 'microphone' ? this.media.openMicrophone() : this.media.openCamera();
  }
  private state(device: Device): Devices['microphone'] {
    return device === 'microphone' ? this.media.microphone : this.media.camera;
  }
}
