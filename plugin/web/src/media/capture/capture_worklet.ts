// On the audio thread: cuts the microphone's sound into blocks and hands them to the page. The moment
// of each block is counted here, by the clock that captures, so that no delay of the page's own gets
// into a timestamp. A module of its own; the page loads it by address.

import { blockSamples } from '../base/audio_format.js';
import { type CapturedBlock, captureName } from '../playout/worklet_messages.js';

class Capture extends AudioWorkletProcessor {
  private block = new Float32Array(blockSamples);
  private filled = 0;

  override process([input]: Float32Array[][]): boolean {
    const channel = input?.[0];
    // Without a source the graph gives no channel; the clock goes on all the same.
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
