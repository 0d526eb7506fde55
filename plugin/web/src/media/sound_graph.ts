// The page's one AudioContext with its two worklets. Both directions share the context, so they
// share one clock, one device and one permission to play.

import { sampleRate } from './base/audio_format.js';
import captureModule from './capture/capture_worklet.ts?worker&url';
import playoutModule from './playout/playout_worklet.ts?worker&url';
import { withTimeout } from './base/with_timeout.js';
import {
  type PlayoutReport,
  type ToPlayout,
  captureName,
  playoutName,
} from './playout/worklet_messages.js';

/** A device answers within a fraction of this; a missing one never does. */
const patienceMs = 2000;
/** Milliseconds to load the two files of some kilobytes. */
const loadMs = 15_000;

export class SoundGraph {
  /** Called when `running` or `blocked` has changed. */
  onchange: () => void = () => undefined;
  /** Called with the measurements of hearing, four times a second while the graph runs. */
  onreport: (report: PlayoutReport) => void = () => undefined;

  private context: AudioContext | null = null;
  private modules: Promise<boolean> | null = null;
  private playout: AudioWorkletNode | null = null;
  private tried = false;
  private starting = false;
  private closed = false;

  /** Sound can be played and captured. */
  get running(): boolean {
    return this.playout !== null && this.context?.state === 'running';
  }

  /** The graph was started and does not run: the browser wants a press, or there is no device. */
  get blocked(): boolean {
    return this.tried && !this.starting && !this.running;
  }

  /** Call this from a press, so that the browser allows it. Resolves to whether the graph runs. */
  async start(): Promise<boolean> {
    if (this.closed) return false;
    this.tried = true;
    this.starting = true;
    const context = this.open();
    if (!context) {
      this.starting = false;
      this.onchange();
      return false;
    }
    // `resume` must come before the first await: the press counts only now.
    const resumed = context.state === 'running' || withTimeout(patienceMs, context.resume(), null);
    const loaded = await this.load(context);
    await resumed;
    if (this.closed) return false;
    if (loaded && !this.playout) this.playout = this.connectPlayout(context);
    this.starting = false;
    this.onchange();
    return this.running;
  }

  /** Posts to the playout worklet. Drops blocks while nothing runs, so that none pile up. */
  postToPlayout(message: ToPlayout): void {
    if (message.kind !== 'block') this.playout?.port.postMessage(message);
    else if (this.running) this.playout?.port.postMessage(message, [message.block.samples.buffer]);
  }

  /**
   * Connects the stream to a capture worklet, whose port gives blocks (CapturedBlock) while the
   * graph runs. Resolves with null if the browser cannot. Disconnect both nodes to stop.
   */
  async capture(
    stream: MediaStream,
  ): Promise<{ source: AudioNode; blocks: AudioWorkletNode } | null> {
    const context = this.open();
    if (!context || !(await this.load(context)) || this.closed) return null;
    const source = sourceOf(context, stream);
    if (!source) return null;
    const blocks = new AudioWorkletNode(context, captureName, {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
      channelInterpretation: 'speakers',
    });
    source.connect(blocks);
    return { source, blocks };
  }

  close(): void {
    this.closed = true;
    this.playout?.disconnect();
    this.playout = null;
    if (this.context && this.context.state !== 'closed') void this.context.close();
    this.context = null;
  }

  private open(): AudioContext | null {
    if (this.context || this.closed) return this.context;
    const context = newContext();
    if (!context) return null;
    context.onstatechange = () => {
      // A call or a removed device stopped the sound. It comes back if the browser allows it.
      if (context.state !== 'running' && !this.closed) void context.resume().catch(() => undefined);
      this.onchange();
    };
    this.context = context;
    return context;
  }

  private load(context: AudioContext): Promise<boolean> {
    this.modules ??= this.addModules(context);
    return this.modules;
  }

  private async addModules(context: AudioContext): Promise<boolean> {
    const both = [captureModule, playoutModule].map((url) => context.audioWorklet.addModule(url));
    const added = await withTimeout(loadMs, Promise.all(both), null);
    if (added === null) this.modules = null; // loading is tried again at the next press
    return added !== null;
  }

  private connectPlayout(context: AudioContext): AudioWorkletNode {
    const node = new AudioWorkletNode(context, playoutName, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [2],
    });
    node.port.onmessage = ({ data }: MessageEvent<PlayoutReport>) => this.onreport(data);
    node.connect(context.destination);
    return node;
  }
}

function newContext(): AudioContext | null {
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' });
  } catch {
    return null; // no sound device of any kind, or too many contexts on this page
  }
}

function sourceOf(context: AudioContext, stream: MediaStream): AudioNode | null {
  try {
    return context.createMediaStreamSource(stream);
  } catch {
    return null; // this browser does not convert the device's rate
  }
}
