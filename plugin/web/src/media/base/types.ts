// What the media tell the screen about: devices, loudness, pictures, and what this browser lacks.

/** A microphone or camera of this page. `on` only once the server has confirmed it. */
export type DeviceState =
  | 'off'
  | 'opening'
  | 'on'
  /** The person or the browser said no. */
  | 'refused'
  | 'missing'
  /** Another program holds it, or it failed. */
  | 'failed';

/** How loud someone is right now; 0 is silence. Few steps, so that little is redrawn. */
export type Level = 0 | 1 | 2 | 3;

/**
 * What can be chosen. `microphone` and `camera` are the ids of the open devices, or of the chosen ones
 * while none is open; null if the browser chooses.
 */
export interface Devices {
  microphones: readonly { id: string; label: string }[];
  cameras: readonly { id: string; label: string }[];
  microphone: string | null;
  camera: string | null;
}

/** What the media need and this browser does not have. */
export type Missing = 'secureContext' | 'webSocket' | 'webCodecs' | 'opus' | 'audioWorklet';

/** Where faces come from: the media of the session, or pictures of the gallery. */
export interface Pictures {
  /** Draws that person's pictures into the canvas from now on. Call what is returned to stop. */
  show(participant: string, canvas: HTMLCanvasElement): () => void;
  /** Plays one's own camera (mirrored) in the video element. Call what is returned to stop. */
  mirror(video: HTMLVideoElement): () => void;
}
