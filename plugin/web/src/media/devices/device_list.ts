// The devices of this machine, which of them is wanted, and how they are asked for.

import type { Devices } from '../base/types.js';
import type { AskForTrack } from './opened_device.js';
import { tall, wide } from '../pictures/picture_plan.js';

/** What can be chosen. */
export type DeviceKind = 'microphone' | 'camera';

/** Chosen devices outlast a reload of the page: nobody changes from headset to loudspeaker by it. */
const storeName = { microphone: 'stepback-microphone', camera: 'stepback-camera' };

export class DeviceList {
  /** Changes whenever the machine's devices do. */
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

  /** As a screen shows them; names are empty until the browser has let something be opened. */
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
      // A page that may not store anything asks again after a reload.
    }
  }

  /** Looks again which devices there are. */
  async refresh(): Promise<void> {
    try {
      this.found = (await media()?.enumerateDevices()) ?? [];
    } catch {
      this.found = [];
    }
    this.onchange();
  }

  /**
   * Asks for both with one question to the person: both answers have to be taken. Where that fails
   * each is asked for alone, which tells which of them it was.
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

  /** Asks for one. A chosen device that is gone is no reason to have none. Rejects as the browser does. */
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
      .filter((each) => each.deviceId !== 'communications') // the same microphone once more
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }
}

function media(): MediaDevices | undefined {
  // Absent where the page did not come over a secure connection, whatever the types say.
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
