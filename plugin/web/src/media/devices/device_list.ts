// The machine's devices, the chosen ones, and the requests to the browser for them.

import type { Devices } from '../base/types.js';
import type { AskForTrack } from './opened_device.js';
import { tall, wide } from '../pictures/picture_plan.js';

/** The kinds of device that a person can choose. */
export type DeviceKind = 'microphone' | 'camera';

/** Choices survive a reload, so that nobody changes from headset to loudspeaker by it. */
const storeName = { microphone: 'stepback-microphone', camera: 'stepback-camera' };

export class DeviceList {
  /** Called when the machine's devices have changed. */
  onchange: () => void = () => undefined;

  private readonly wanted = { microphone: remembered('microphone'), camera: remembered('camera') };
  private found: MediaDeviceInfo[] = [];
  private readonly changed = () => void this.refresh();

  constructor() {
    media()?.addEventListener('devicechange', this.changed);
  }

  close(): void {
    media()?.removeEventListener('devicechange', this.changed);
  }

  /** The devices for a screen. Names are empty until the browser has allowed one to be opened. */
  shown(microphone: MediaStreamTrack | null, camera: MediaStreamTrack | null): Devices {
    return {
      microphones: this.of('audioinput'),
      cameras: this.of('videoinput'),
      microphone: microphone?.getSettings().deviceId ?? this.wanted.microphone,
      camera: camera?.getSettings().deviceId ?? this.wanted.camera,
    };
  }

  want(kind: DeviceKind, id: string): void {
    this.wanted[kind] = id;
    try {
      sessionStorage.setItem(storeName[kind], id);
    } catch {
      // A page that may not store anything loses the choice with a reload.
    }
  }

  /** Lists the machine's devices again. */
  async refresh(): Promise<void> {
    try {
      this.found = (await media()?.enumerateDevices()) ?? [];
    } catch {
      this.found = [];
    }
    this.onchange();
  }

  /**
   * Asks for both with one question to the person; the caller must use both answers. If that fails,
   * each device is asked for alone, which shows which one failed.
   */
  askForBoth(): Record<DeviceKind, AskForTrack> {
    const both = ask({
      audio: sound(this.wanted.microphone),
      video: picture(this.wanted.camera),
    });
    const part = (kind: DeviceKind, track: (stream: MediaStream) => MediaStreamTrack | undefined) =>
      both.then(
        (stream) => track(stream) ?? this.askFor(kind),
        () => this.askFor(kind),
      );
    return {
      microphone: () => part('microphone', (stream) => stream.getAudioTracks()[0]),
      camera: () => part('camera', (stream) => stream.getVideoTracks()[0]),
    };
  }

  askForEach(): Record<DeviceKind, AskForTrack> {
    return {
      microphone: () => this.askFor('microphone'),
      camera: () => this.askFor('camera'),
    };
  }

  /** Asks for one device; for any one if the chosen one is gone. Rejects as the browser does. */
  async askFor(kind: DeviceKind): Promise<MediaStreamTrack> {
    try {
      return await askForOne(kind, this.wanted[kind]);
    } catch (error) {
      const gone = error instanceof DOMException && error.name === 'OverconstrainedError';
      if (!gone || this.wanted[kind] === null) throw error;
      return askForOne(kind, null);
    }
  }

  private of(kind: MediaDeviceKind): { id: string; label: string }[] {
    return this.found
      .filter((each) => each.kind === kind && each.deviceId !== '')
      .filter((each) => each.deviceId !== 'communications') // the same microphone a second time
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }
}

function media(): MediaDevices | undefined {
  // Undefined on a page without a secure connection, although the types say otherwise.
  return 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
}

async function ask(wish: MediaStreamConstraints): Promise<MediaStream> {
  const devices = media();
  if (!devices) throw new DOMException('no devices without a secure connection', 'NotFoundError');
  return devices.getUserMedia(wish);
}

async function askForOne(kind: DeviceKind, id: string | null): Promise<MediaStreamTrack> {
  const wish = kind === 'microphone' ? { audio: sound(id) } : { video: picture(id) };
  const [track] = (await ask(wish)).getTracks();
  if (!track) throw new DOMException('the browser gave no track', 'NotReadableError');
  return track;
}

function sound(id: string | null): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
    ...(id === null ? {} : { deviceId: { exact: id } }),
  };
}

function picture(id: string | null): MediaTrackConstraints {
  return {
    width: { ideal: wide },
    height: { ideal: tall },
    frameRate: { ideal: 15, max: 30 },
    facingMode: 'user',
    ...(id === null ? {} : { deviceId: { exact: id } }),
  };
}

function remembered(kind: DeviceKind): string | null {
  try {
    return sessionStorage.getItem(storeName[kind]);
  } catch {
    return null;
  }
}
