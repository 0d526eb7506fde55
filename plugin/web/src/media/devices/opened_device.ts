// One microphone or camera of this page, from the question to the browser until its lamp goes out.

import type { DeviceState } from '../base/types.js';

/** Why a device did not open. */
export type DeviceFault = Extract<DeviceState, 'refused' | 'missing' | 'failed'>;
/** Asks the browser for a track; rejects with a DOMException. */
export type AskForTrack = () => Promise<MediaStreamTrack>;

export class OpenedDevice {
  /** `state` or `track` has changed. */
  onchange: () => void = () => undefined;

  private live: MediaStreamTrack | null = null;
  private fault: DeviceFault | null = null;
  private asking: Promise<DeviceState> | null = null;
  private trial = false;
  private confirmed = false;
  /** Grows with each close: whatever was asked for before comes too late. */
  private turn = 0;

  /** The open device's track; null while it is closed. */
  get track(): MediaStreamTrack | null {
    return this.live;
  }

  /** Neither live nor on its way. */
  get closed(): boolean {
    return this.live === null && this.asking === null;
  }

  /** Whether what it brings may be sent: it is live, and the server has confirmed it. */
  get sending(): boolean {
    return this.live !== null && this.confirmed;
  }

  /** `on`: live, and confirmed by the server or opened to be tried. */
  get state(): DeviceState {
    if (this.fault) return this.fault;
    if (this.asking) return 'opening';
    if (!this.live) return 'off';
    return this.confirmed || this.trial ? 'on' : 'opening';
  }

  /**
   * Opens it. `trial`: for oneself alone, before there is a session. Resolves to the state then; a
   * browser may take as long to answer as the person does.
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

  /** Stops it at once: the lamp goes out. */
  close(): void {
    this.turn += 1;
    this.asking = null;
    this.fault = null;
    this.trial = false;
    this.drop();
    this.onchange();
  }

  /** It is open, and of no use. */
  fail(): void {
    this.drop();
    this.fault = 'failed';
    this.onchange();
  }

  /** What the server says; it stays so until it says otherwise. */
  confirm(on: boolean): void {
    if (this.confirmed === on) return;
    this.confirmed = on;
    this.onchange();
  }

  /** Closes it and asks again: another device was chosen. Does nothing if it was closed. */
  async again(ask: AskForTrack): Promise<void> {
    if (this.state === 'off') return;
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
      return this.state;
    }
    this.asking = null;
    this.fault = fault;
    this.live = track;
    // Unplugged, taken away by the system, or permission withdrawn.
    track?.addEventListener('ended', () => {
      if (track === this.live) this.fail();
    });
    this.onchange();
    return this.state;
  }

  private drop(): void {
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
