// Watches the places where sound enters the page and leaves it. Tells the moments at which tones
// begin, by a clock that all pages of this machine share (milliseconds).

import onsetModule from './onset_worklet.ts?worker&url';

export const now = () => performance.timeOrigin + performance.now();

/** Tells the tones in the microphone's track, whoever opens it. */
export function watchMouth(begins: (at: number) => void): void {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wish) => {
    const stream = await original(wish);
    const [track] = stream.getAudioTracks();
    if (track) void watchTrack(track.clone(), begins);
    return stream;
  };
}

async function watchTrack(track: MediaStreamTrack, begins: (at: number) => void): Promise<void> {
  const context = new AudioContext({ sampleRate: 48_000 });
  await context.audioWorklet.addModule(onsetModule);
  const onset = new AudioWorkletNode(context, 'onset', { numberOfOutputs: 0 });
  context.createMediaStreamSource(new MediaStream([track])).connect(onset);
  // Compares the graph's clock with the page's. A turn of the graph is never early, so the least is
  // true.
  let least = Infinity;
  const look = () => (least = Math.min(least, now() - context.currentTime * 1000));
  setInterval(look, 5);
  onset.port.onmessage = ({ data }: MessageEvent<number>) => {
    look();
    begins(least + data / 48);
  };
}

/** Tells the tones when they leave the speaker, with the delay that the device reports. */
export function watchEar(begins: (at: number) => void): void {
  const original: unknown = AudioNode.prototype.connect;
  let watching = false;
  function connect(this: AudioNode, target: AudioNode | AudioParam, ...more: number[]) {
    if (target instanceof AudioDestinationNode && !watching) {
      watching = true;
      void watchNode(this, begins);
    }
    const connected: unknown =
      original instanceof Function && Reflect.apply(original, this, [target, ...more]);
    return connected;
  }
  Reflect.set(AudioNode.prototype, 'connect', connect);
}

async function watchNode(node: AudioNode, begins: (at: number) => void): Promise<void> {
  const { context } = node;
  if (!(context instanceof AudioContext)) return;
  await context.audioWorklet.addModule(onsetModule);
  const onset = new AudioWorkletNode(context, 'onset', { numberOfOutputs: 0 });
  node.connect(onset);
  onset.port.onmessage = ({ data }: MessageEvent<number>) => {
    const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
    begins(performance.timeOrigin + performanceTime + (data / 48_000 - contextTime) * 1000);
  };
}
