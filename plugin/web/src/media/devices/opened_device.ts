// One microphone or camera of this page, from the question to the browser until its lamp goes out.

import type { DeviceState } from '../base/types.js';

/** Reasons why a device did not open. */
export type DeviceFault = Extract<DeviceState, 'refused' | 'missing' | 'failed'>;
/** Asks the browser for a track; rejects with a DOMException. */
export type AskForTrack = () => Promise<MediaStreamTrack>;

export class OpenedDevice {
  /** Called when `state` or `track` has changed. */
  onchange: () => void = () => undefined;

  private live: MediaStreamTrack | null = null;
  private fault: DeviceFault | null = null;
  private asking: Promise<DeviceState> | null = null;
  private trial = false;
  private confirmed = false;
  /** Grows with each close. The answer to an earlier question is then dropped. */
  private turn = 0;
  private changes = 0;

  /** The open device's track; null while it is closed. */
  get track(): MediaStreamTrack | null {
    return this.live;
  }

  /** Neither open nor being opened. */
  get closed(): boolean {
    return this.live === null && this.asking === null;
  }

  /** Whether its sound or pictures may be sent: it is live, and the server has confirmed it. */
  get sending(): boolean {
    return this.live !== null && this.confirmed;
  }

  /**
   * The number of the present stretch of sending. Another one begins with each close, each failure
   * and each change of the server's confirmation.
   */
  get stretch(): number {
    return this.changes;
  }

  /** `on` means live, and either confirmed by the server or opened for a trial. */
  get state(): DeviceState {
    if (this.fault) return this.fault;
    if (this.asking) return 'opening';
    if (!this.live) return 'off';
    return this.confirmed || this.trial ? 'on' : 'opening';
  }

  /**
   * Opens the device. `trial`: for the person alone, before the session. Resolves with the state
   * after the browser's answer, which may take as long as the person does.
   */
  open(ask: AskForTrack, trial: boolean): Promise<DeviceState> {
    this.trial = trial;
    if (this.live) {
      this.onchange();
      return Promise.resolve(this.state);
    }
    this.fault = null;
    this.asking ??= this.take(ask, this.turn);
    this.onchange();
    return this.asking;
  }

  /** Stops the device at once; its lamp goes out. */
  close(): void {
    this.turn += 1;
    this.asking = null;
    this.fault = null;
    this.trial = false;
    this.drop();
    this.onchange();
  }

  /** Stops an open device that is of no use, and reports it as `failed`. */
  fail(): void {
    this.drop();
    this.fault = 'failed';
    this.onchange();
  }

  /** Takes the server's confirmation, which stays until the next call. */
  confirm(on: boolean): void {
    if (this.confirmed === on) return;
    this.confirmed = on;
    this.changes += 1;
    this.onchange();
  }

  /**
   * Closes the device and asks again, for a newly chosen one. Does nothing if it is closed, except
   * in a trial that failed: a choice opens nothing for others.
   */
  async again(ask: AskForTrack): Promise<void> {
    if (this.closed && !this.trial) return;
    const { trial } = this;
    this.close();
    await this.open(ask, trial);
  }

  private async take(ask: AskForTrack, turn: number): Promise<DeviceState> {
    let track: MediaStreamTrack | null = null;
    let fault: DeviceFault | null = null;
    try {
      track = await ask();
    } catch (error) {
      fault = faultOf(error);
    }
    if (turn !== this.turn) {
      track?.stop();
      return this.asking ?? this.state; // a newly chosen device may still be asked for
    }
    this.asking = null;
    this.fault = fault;
    this.live = track;
    // The device was unplugged, taken away by the system, or its permission withdrawn.
    track?.addEventListener('ended', () => {
      if (track === this.live) this.fail();
    });
    this.onchange();
    return this.state;
  }

  private drop(): void {
    this.changes += 1;
    this.live?.stop();
    this.live = null;
  }
}

function faultOf(error: unknown): DeviceFault {
  const name = error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'failed';
  }
}
