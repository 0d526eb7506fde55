// Reports of the media layer to the screen: devices, loudness, pictures, and missing features.

/** A microphone or camera of this page. It is `on` only after the server has confirmed it. */
export type DeviceState =
  | 'off'
  | 'opening'
  | 'on'
  /** The person or the browser said no. */
  | 'refused'
  | 'missing'
  /** Another program uses the device, or the device failed. */
  | 'failed';

/** How loud a person is now; 0 is silence. There are few steps, so that little is redrawn. */
export type Level = 0 | 1 | 2 | 3;

/**
 * The devices to choose from. `microphone` and `camera` are the ids of the open devices, or of the
 * chosen ones while none is open; null if the browser chooses.
 */
export interface Devices {
  microphones: readonly { id: string; label: string }[];
  cameras: readonly { id: string; label: string }[];
  microphone: string | null;
  camera: string | null;
}

/** Features that the media layer needs and this browser lacks. */
export type Missing = 'secureContext' | 'webSocket' | 'webCodecs' | 'opus' | 'audioWorklet';

/** The source of faces: the session's media, or the gallery's pictures. */
export interface Pictures {
  /** Draws the person's pictures into the canvas. Call the returned function to stop. */
  show(participant: string, canvas: HTMLCanvasElement): () => void;
  /** Plays this page's camera, mirrored, in the element. Call the returned function to stop. */
  mirror(video: HTMLVideoElement): () => void;
}
