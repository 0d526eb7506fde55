// What an AudioWorkletGlobalScope offers beside the language, as far as the two worklets here use it
// (Web Audio, section 1.32); TypeScript's library has no types for it. Nothing else may use these.

declare const currentFrame: number;

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  /** False: this processor is done. */
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
