// Messages between the page and its two worklets.

import type { Block } from './jitter_buffer.js';
import type { Heard } from './mixer.js';

/** The names under which the worklets register. */
export const captureName = 'stepback-capture';
export const playoutName = 'stepback-playout';

/** From the capture worklet: blockSamples samples of the microphone. */
export interface CapturedBlock {
  /** The time of the first sample, in samples of the capturing clock. */
  frame: number;
  samples: Float32Array<ArrayBuffer>;
}

/** To the playout worklet. */
export type ToPlayout =
  | { kind: 'block'; ssrc: number; block: Block }
  | { kind: 'remove'; ssrc: number }
  | { kind: 'silence' };

/** From the playout worklet, four times a second while it plays. */
export type PlayoutReport = Heard;
