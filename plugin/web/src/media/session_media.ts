// A session's sound and pictures on this page, as the rest of the page sees them. How they travel is
// the implementation's matter: PacketMedia sends packets through the connection to the server.

import type { RtpPacket } from '../wire/rtp.js';
import type { DeviceState, Devices, Level, Pictures } from './base/types.js';
import type { DeviceKind } from './devices/device_list.js';

/** The part of the connection to the server that media use. */
export interface MediaWire {
  /** Sends a packet. Returns false if the packet was dropped. */
  send(packet: Uint8Array): boolean;
  /** Bytes that are still in the socket. */
  readonly waiting: number;
  /** Asks the sender with this SSRC for a key frame. */
  wishKeyFrame(ssrc: number): void;
  /** Called with each media packet from the server. The media set it. */
  onpacket: (packet: RtpPacket) => void;
}

/** Measurements of hearing since the last report, as in the wire contract's `report`. */
export interface ReceptionReport {
  received: number;
  lost: number;
  playing: boolean;
}

/** The part of another person's state that media use. */
export interface RemotePerson {
  id: string;
  ssrc: number;
  /** Whether their microphone and their camera are open. */
  audio: boolean;
  video: boolean;
}

/**
 * The media of one session. Made once; close() it when the page or the session goes. The server's
 * word stands above the person's: a device sends only while confirm() says so, and people are heard
 * and seen only while setRemotePeople() says so.
 */
export interface SessionMedia extends Pictures {
  /** Called when any property of the media has changed; for levels at most ten times a second. */
  onchange: () => void;
  /**
   * Called four times a second while sound is played out, also in a hidden page, whose timers a
   * browser may hold back.
   */
  onbeat: () => void;

  /** Uses this connection from now on. Call it once. Until then nothing is sent or received. */
  connect(wire: MediaWire): void;

  // ------------------------------------------------------------ this person's devices

  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** The level of this person's microphone while it is open. */
  readonly ownLevel: Level;
  readonly devices: Devices;
  /**
   * Opens both for a trial: preview and meter, for this person only. During a trial the state `on`
   * means that the device is live, without the server's confirmation.
   */
  tryDevices(): Promise<void>;
  /** Uses this device from now on. If another one is open, it is replaced. */
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** Call this from a press. Resolves with the state after the answer; `opening` is a success. */
  openMicrophone(): Promise<DeviceState>;
  openCamera(): Promise<DeviceState>;
  /** Stops the microphone before this returns. Nothing more of it is sent. */
  closeMicrophone(): void;
  /** As closeMicrophone(). */
  closeCamera(): void;
  /** Takes the server's confirmation of this person's devices. Only confirmed devices are sent. */
  confirm(confirmed: { audio: boolean; video: boolean }): void;
  /** Makes this page's camera send a key frame next. */
  keyFrameWished(): void;

  // ----------------------------------------------------------- remote people

  /** Call this from a press. False: the browser refuses, or there is no sound device. */
  startSound(): Promise<boolean>;
  /** Whether the browser blocks sound that should play. */
  readonly soundBlocked: boolean;
  /** Call this after each state, with everybody in the session except this person. */
  setRemotePeople(people: readonly RemotePerson[]): void;
  /** "Not private now": nothing incoming is heard or seen from this moment on. */
  setPrivate(on: boolean): void;
  /** The others' levels by participant; an absent one is silent. Each change makes a new map. */
  readonly levels: ReadonlyMap<string, Level>;
  /** When anyone was last heard, this person too, by performance.now(); -Infinity if never. */
  readonly lastHeardAt: number;
  /** Whether incoming pictures are paused because sound arrives badly. */
  readonly picturesPaused: boolean;
  /** Returns the measurements since the last call. */
  takeReport(): ReceptionReport;

  /** Stops everything. The object cannot be used again. */
  close(): void;
}
