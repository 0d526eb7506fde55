// Runs on the audio thread: voices wait here until they are due, and are mixed. Sound that has
// arrived plays on while the page is busy or hidden. The page loads this file as a module by its
// address.

import { perMs } from '../base/audio_format.js';
import { Mixer } from './mixer.js';
import { type ToPlayout, type PlayoutReport, playoutName } from './worklet_messages.js';

/** Often enough to show within a second that nothing plays; rare enough to cost nothing. */
const reportEvery = 250 * perMs;

class Playout extends AudioWorkletProcessor {
  private readonly mixer = new Mixer();
  private reported = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ToPlayout>) => this.told(data);
  }

  override process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    const [first, ...others] = output ?? [];
    if (!first) return true;
    this.mixer.mix(first, currentFrame);
    for (const other of others) other.set(first);
    if (currentFrame - this.reported >= reportEvery) {
      this.reported = currentFrame;
      const report: PlayoutReport = this.mixer.heard(currentFrame);
      this.port.postMessage(report);
    }
    return true;
  }

  private told(message: ToPlayout): void {
    switch (message.kind) {
      case 'block':
        return this.mixer.put(message.ssrc, message.block, currentFrame);
      case 'remove':
        return this.mixer.remove(message.ssrc);
      case 'silence':
        return this.mixer.silence();
    }
  }
}

registerProcessor(playoutName, Playout);
