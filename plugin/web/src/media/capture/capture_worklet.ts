// Runs on the audio thread: cuts the microphone's sound into blocks and posts them to the page. The
// capturing clock counts the moment of each block here, so that delays of the page do not get into
// a timestamp. The page loads this file as a module by its address.

import { blockSamples } from '../base/audio_format.js';
import { type CapturedBlock, captureName } from '../playout/worklet_messages.js';

class Capture extends AudioWorkletProcessor {
  private block = new Float32Array(blockSamples);
  private filled = 0;

  override process([input]: Float32Array[][]): boolean {
    const channel = input?.[0];
    // Without a source the graph gives no channel. The capturing clock still goes on.
    if (!channel) return true;
    for (let from = 0; from < channel.length;) {
      const part = channel.subarray(from, from + blockSamples - this.filled);
      this.block.set(part, this.filled);
      this.filled += part.length;
      from += part.length;
      if (this.filled === blockSamples) this.handOver(currentFrame + from - blockSamples);
    }
    return true;
  }

  private handOver(frame: number): void {
    const captured: CapturedBlock = { frame, samples: this.block };
    this.port.postMessage(captured, [this.block.buffer]);
    this.block = new Float32Array(blockSamples);
    this.filled = 0;
  }
}

registerProcessor(captureName, Capture);
