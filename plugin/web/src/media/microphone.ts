// From the microphone's track to levels and packets: track -> capture worklet -> VoiceSender.

import type { RtpPacket } from '../wire/rtp.js';
import { loudnessOf, minusDbov } from './base/loudness.js';
import type { OpenedDevice } from './devices/opened_device.js';
import type { SoundGraph } from './sound_graph.js';
import { VoiceSender } from './capture/voice_sender.js';
import type { CapturedBlock } from './playout/worklet_messages.js';

export class Microphone {
  private readonly sender: VoiceSender;
  private track: MediaStreamTrack | null = null;
  private disconnect: () => void = () => undefined;

  /** `heard` is called with each block's level, in dB below overload. */
  constructor(
    private readonly device: OpenedDevice,
    private readonly graph: SoundGraph,
    send: (packet: RtpPacket) => void,
    private readonly heard: (minusDbov: number) => void,
  ) {
    this.sender = new VoiceSender(send);
  }

  /** The device has changed: follows it. Sound that it may not send stops before this returns. */
  follow(): void {
    if (!this.device.sending) this.sender.stop();
    const { track } = this.device;
    if (track === this.track) return;
    this.disconnect();
    this.disconnect = () => undefined;
    this.track = track;
    if (track) void this.connect(track);
  }

  private async connect(track: MediaStreamTrack): Promise<void> {
    const capturing = await this.graph.capture(new MediaStream([track]));
    if (!capturing) {
      // The device is reported as failed: nobody must believe that they are heard.
      if (track === this.track) this.device.fail();
      return;
    }
    const { source, blocks } = capturing;
    const disconnect = () => {
      blocks.port.onmessage = null;
      source.disconnect();
      blocks.disconnect();
    };
    if (track !== this.track) {
      disconnect();
      return;
    }
    this.disconnect = disconnect;
    blocks.port.onmessage = ({ data }: MessageEvent<CapturedBlock>) => this.take(data);
  }

  private take(block: CapturedBlock): void {
    this.heard(minusDbov(loudnessOf(block.samples).rmsDb));
    if (this.device.sending) this.sender.take(block);
  }
}
