// From the camera's track to packets: pace, middle part, VP8, RTP. Sound goes first: while packets
// wait in the socket, no picture is added to them.

import type { RtpPacket } from '../../wire/rtp.js';
import { payloadVp8 } from '../../wire/rtp.js';
import { framesOf } from './frame_source.js';
import { middlePart } from './geometry.js';
import { type PicturePlan, Pace, pictureRate, planFor } from './picture_plan.js';

/**
 * Bytes in the socket. The first figure is half a second of a small picture, behind which sound
 * would wait. Pictures go on below the second figure, when the socket is nearly empty.
 */
const tooMuchWaiting = 8 * 1024;
const littleWaiting = 2 * 1024;
/** Pictures inside the encoder. With more, this machine is too slow for them. */
const mostPending = 2;
/** Milliseconds between two replacements of a failed encoder. */
const rebuildEveryMs = 1000;

export class PictureSender {
  private encoder: VideoEncoder | null = null;
  private plan = planFor(0, 0);
  private pace = new Pace();
  private track: MediaStreamTrack | null = null;
  private stopFrames: () => void = () => undefined;
  private keyFrameWanted = true;
  private paused = false;
  private failedAt = -Infinity;
  private sequence = Math.floor(Math.random() * 0x10000);
  private readonly firstTimestamp = Math.floor(Math.random() * 0x100000000);

  /** `send` resolves to whether the packet was sent; `waiting` is the bytes still in the socket. */
  constructor(
    private readonly send: (packet: RtpPacket) => Promise<boolean>,
    private readonly waiting: () => number,
  ) {}

  /** Sends this track's pictures from now on; null sends none. */
  follow(track: MediaStreamTrack | null): void {
    if (track === this.track) return;
    this.stopFrames();
    this.stopFrames = () => undefined;
    this.dismiss();
    this.track = track;
    if (!track || !('VideoEncoder' in globalThis)) return;
    this.pace = new Pace();
    this.stopFrames = framesOf(track, (frame) => {
      try {
        this.take(frame);
      } finally {
        frame.close();
      }
    });
  }

  /** Makes the next picture a key frame. */
  keyFrame(): void {
    this.keyFrameWanted = true;
  }

  /** Changes size and bitrate from the next picture on. */
  follows(plan: PicturePlan): void {
    if (plan === this.plan) return;
    this.plan = plan;
    if (this.encoder) this.configure(this.encoder);
  }

  private take(frame: VideoFrame): void {
    if (!this.pace.takes(frame.timestamp) || this.mustWait()) return;
    const encoder = (this.encoder ??= this.begin());
    if (!encoder || encoder.encodeQueueSize >= mostPending) return;
    // The encoder scales pictures to the configured size.
    const cut = cropped(frame);
    encoder.encode(cut, { keyFrame: this.keyFrameWanted });
    this.keyFrameWanted = false;
    if (cut !== frame) cut.close();
  }

  private mustWait(): boolean {
    const waiting = this.waiting();
    this.paused = waiting > (this.paused ? littleWaiting : tooMuchWaiting);
    return this.paused;
  }

  private begin(): VideoEncoder | null {
    const now = performance.now();
    if (now - this.failedAt < rebuildEveryMs) return null;
    const encoder = new VideoEncoder({
      output: (chunk) => {
        if (encoder === this.encoder) this.put(chunk);
      },
      error: () => {
        if (encoder !== this.encoder) return;
        this.failedAt = performance.now();
        this.dismiss();
      },
    });
    this.configure(encoder);
    return encoder;
  }

  private configure(encoder: VideoEncoder): void {
    encoder.configure({
      codec: 'vp8',
      ...this.plan,
      framerate: pictureRate,
      latencyMode: 'realtime',
      bitrateMode: 'variable',
    });
    this.keyFrameWanted = true;
  }

  private put(chunk: EncodedVideoChunk): void {
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    const sending = this.send({
      payloadType: payloadVp8,
      marker: true,
      sequence: this.sequence++ & 0xffff,
      // From microseconds of the camera's clock to 90 kHz.
      timestamp: (this.firstTimestamp + Math.round(chunk.timestamp * 0.09)) % 0x100000000,
      ssrc: 0,
      audioLevel: null,
      keyFrame: chunk.type === 'key',
      payload,
    });
    void sending.then((sent) => {
      // The next pictures would need the packet that was dropped.
      if (!sent) this.keyFrameWanted = true;
    });
  }

  private dismiss(): void {
    const { encoder } = this;
    this.encoder = null;
    this.keyFrameWanted = true;
    if (encoder && encoder.state !== 'closed') encoder.close();
  }
}

/** The frame's middle part, without copying; the frame itself if it has that shape already. */
function cropped(frame: VideoFrame): VideoFrame {
  const { visibleRect } = frame;
  if (!visibleRect) return frame;
  const part = middlePart(visibleRect.width, visibleRect.height);
  if (part.width === visibleRect.width && part.height === visibleRect.height) return frame;
  return new VideoFrame(frame, {
    visibleRect: { ...part, x: visibleRect.x + part.x, y: visibleRect.y + part.y },
    displayWidth: part.width,
    displayHeight: part.height,
  });
}
