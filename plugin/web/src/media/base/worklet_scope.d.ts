// The part of an AudioWorkletGlobalScope that the two worklets use (Web Audio, section 1.32).
// TypeScript's library has no types for it. Other code must not use these names.

declare const currentFrame: number;

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  /** Returns false if this processor has finished. */
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
