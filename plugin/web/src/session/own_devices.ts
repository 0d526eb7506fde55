// This person's microphone and camera: what the person wants, what the server has confirmed, and
// what the media layer holds. Only a press opens a device. A device that the server takes away is
// stopped at once.

import type { Refusal, SessionClient } from '../client/session_client.js';
import type { SessionMedia } from '../media/session_media.js';
import type { Participant, Permissions } from '../wire/messages.js';

type Device = 'microphone' | 'camera';

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

export class OwnDevices {
  /** True from the press until the device is turned off or taken away. */
  private wanted = { microphone: false, camera: false };
  private confirmed = { microphone: false, camera: false };
  /** Requests go to the server one after the other, because each names both devices. */
  private asking: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** Presses that have not been answered yet. */
  private underWay = { microphone: 0, camera: 0 };

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

  /** The person pressed. Resolves after the server's answer, or when the device did not open. */
  async set(device: Device, on: boolean): Promise<void> {
    if (on) {
      this.wanted[device] = true;
      const state = await this.open(device);
      if (!this.wanted[device]) return; // turned off or taken away while the browser asked
      if (state === 'refused' || state === 'missing' || state === 'failed') {
        this.wanted[device] = false;
        this.refused(device, state);
        return;
      }
    } else {
      this.drop(device);
    }
    this.underWay[device] += 1;
    try {
      await this.ask();
    } finally {
      this.underWay[device] -= 1;
    }
  }

  /** Closes both at once and tells the server afterwards. */
  close(): void {
    this.drop('microphone');
    this.drop('camera');
    void this.ask();
  }

  /** Follows the state of this person. Devices that it does not allow stop before this returns. */
  follow(me: Participant, may: Permissions): void {
    const audio = me.audio && may.speak;
    const video = me.video && may.show;
    this.confirmed = { microphone: audio, camera: video };
    this.stopUnlessAllowed('microphone', audio, may.speak);
    this.stopUnlessAllowed('camera', video, may.show);
    this.media.confirm({ audio, video });
  }

  /**
   * The connection is lost, or the person is not in the session's state. Closes both; only the
   * person opens them again.
   */
  loseBoth(): void {
    this.drop('microphone');
    this.drop('camera');
    this.confirmed = { microphone: false, camera: false };
    this.media.confirm({ audio: false, video: false });
  }

  private stopUnlessAllowed(device: Device, open: boolean, may: boolean): void {
    if (open) return;
    const underWay = this.underWay[device] > 0 || this.state(device) === 'opening';
    if (this.wanted[device] && may && underWay) return;
    // The requests that wait may still say that it is open, because each names both devices.
    const named = this.wanted[device] && this.waiting > 0;
    this.drop(device);
    if (named) void this.ask();
  }

  private drop(device: Device): void {
    this.wanted[device] = false;
    if (this.state(device) === 'off') return;
    if (device === 'microphone') this.media.closeMicrophone();
    else this.media.closeCamera();
  }

  private ask(): Promise<void> {
    this.waiting += 1;
    this.asking = this.asking.then(async () => {
      const asked = { ...this.wanted };
      try {
        await this.publish(asked.microphone, asked.camera);
      } catch (error) {
        for (const device of ['microphone', 'camera'] as const) {
          if (!asked[device] || !this.wanted[device] || this.confirmed[device]) continue;
          this.drop(device);
          this.refused(device, error as Refusal);
        }
      } finally {
        this.waiting -= 1;
      }
    });
    return this.asking;
  }

  private open(device: Device): ReturnType<Devices['openMicrophone']> {
    return device === 'microphone' ? this.media.openMicrophone() : this.media.openCamera();
  }
  private state(device: Device): Devices['microphone'] {
    return device === 'microphone' ? this.media.microphone : this.media.camera;
  }
}
