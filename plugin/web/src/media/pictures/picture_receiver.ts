// Draws one person's pictures onto canvases, and decodes only while a canvas shows them. The first
// picture after a pause, a gap or an error is a key frame, asked for if necessary.

import type { RtpPacket } from '../../wire/rtp.js';
import { Timeline } from '../playout/timeline.js';

/** Half a minute of the 90 kHz clock: a camera may stand still while its page is hidden. */
const longestJump = 30 * 90_000;
/** The server forwards a wish half a second after the last one at the earliest. */
const wishEveryMs = 1000;
/** One second of pictures in the decoder. With more, this machine does not keep up. */
const mostPending = 15;

export class PictureReceiver {
  private readonly timeline = new Timeline(longestJump);
  private decoder: VideoDecoder | null = null;
  private keyFrameNeeded = true;
  private epoch = 0;
  private wishedAt = -Infinity;

  /** `canvases` are those that show this person now. `wish` asks the sender for a key frame. */
  constructor(
    private readonly canvases: ReadonlySet<HTMLCanvasElement>,
    private readonly wish: () => void,
  ) {}

  /** Takes a packet. `wanted`: whether pictures are decoded at all now. */
  receive(packet: RtpPacket, wanted: boolean): void {
    const place = this.timeline.place(packet.sequence, packet.timestamp);
    if (!place) return;
    if (!wanted || this.canvases.size === 0) return this.rest();
    if (place.lost > 0 || place.epoch !== this.epoch) this.keyFrameNeeded = true;
    this.epoch = place.epoch;
    if ((this.decoder?.decodeQueueSize ?? 0) > mostPending) this.keyFrameNeeded = true;
    if (this.keyFrameNeeded && !packet.keyFrame) return this.askForKeyFrame();
    this.keyFrameNeeded = false;
    this.decoder ??= this.begin();
    this.decoder.decode(
      new EncodedVideoChunk({
        type: packet.keyFrame ? 'key' : 'delta',
        timestamp: Math.round(place.timestamp / 0.09),
        data: packet.payload,
      }),
    );
  }

  /** Stops decoding until the next key frame. */
  rest(): void {
    this.keyFrameNeeded = true;
    const { decoder } = this;
    this.decoder = null;
    if (decoder && decoder.state !== 'closed') decoder.close();
  }

  /** Call this when the camera is closed. The last picture is wiped, too. */
  close(): void {
    this.rest();
    for (const canvas of this.canvases) wipe(canvas);
  }

  private askForKeyFrame(): void {
    const now = performance.now();
    if (now - this.wishedAt < wishEveryMs) return;
    this.wishedAt = now;
    this.wish();
  }

  private begin(): VideoDecoder {
    const decoder = new VideoDecoder({
      output: (frame) => {
        if (decoder === this.decoder) for (const canvas of this.canvases) draw(frame, canvas);
        frame.close();
      },
      error: () => {
        if (decoder === this.decoder) this.rest();
      },
    });
    decoder.configure({ codec: 'vp8', optimizeForLatency: true });
    return decoder;
  }
}

function draw(frame: VideoFrame, canvas: HTMLCanvasElement): void {
  const { displayWidth, displayHeight } = frame;
  if (canvas.width !== displayWidth) canvas.width = displayWidth;
  if (canvas.height !== displayHeight) canvas.height = displayHeight;
  canvas.getContext('2d', { alpha: false })?.drawImage(frame, 0, 0);
}

function wipe(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d', { alpha: false })?.reset();
}
