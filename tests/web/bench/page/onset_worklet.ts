// Tells when a sound begins after silence: the frame of its first sample.

// As in plugin/web/src/media/base/worklet_scope.d.ts.
declare const currentFrame: number;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  abstract process(inputs: Float32Array[][]): boolean;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const silence = 0.02;
const loud = 0.1;
/** 200 ms. */
const quietFor = 9600;

class Onset extends AudioWorkletProcessor {
  private quiet = 0;
  private waiting = false;

  override process([input]: Float32Array[][]): boolean {
    const channel = input?.[0] ?? [];
    for (let at = 0; at < channel.length; at++) {
      const size = Math.abs(channel[at] ?? 0);
      this.quiet = size > silence ? 0 : this.quiet + 1;
      this.waiting ||= this.quiet >= quietFor;
      if (size < loud || !this.waiting) continue;
      this.waiting = false;
      this.port.postMessage(currentFrame + at);
    }
    return true;
  }
}

registerProcessor('onset', Onset);
