// The pictures of a camera track, one after the other. Chromium provides them as a stream. In other
// browsers a video element plays the track, and each shown picture is taken from it.

interface TrackProcessor {
  readable: ReadableStream<VideoFrame>;
}

declare global {
  // Only Chromium has this; TypeScript's library has no types for it.
  var MediaStreamTrackProcessor:
    (new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor) | undefined;
}

/** Takes a picture, and must close it. */
export type TakeFrame = (frame: VideoFrame) => void;

/** Passes each picture to `take` until the returned function is called. The track stays open. */
export function framesOf(track: MediaStreamTrack, take: TakeFrame): () => void {
  const Processor = globalThis.MediaStreamTrackProcessor;
  if (!Processor) return fromVideo(track, take);
  return fromStream(new Processor({ track, maxBufferSize: 2 }).readable, take);
}

function fromStream(pictures: ReadableStream<VideoFrame>, take: TakeFrame): () => void {
  const reader = pictures.getReader();
  let stopped = false;
  const readOn = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (stopped) value.close();
      else take(value);
    }
  };
  void readOn().catch(() => undefined); // the track has ended
  return () => {
    stopped = true;
    void reader.cancel().catch(() => undefined);
  };
}

function fromVideo(track: MediaStreamTrack, take: TakeFrame): () => void {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let stopped = false;
  const shown: VideoFrameRequestCallback = (now) => {
    if (stopped) return;
    if (video.videoWidth > 0) take(new VideoFrame(video, { timestamp: Math.round(now * 1000) }));
    video.requestVideoFrameCallback(shown);
  };
  video.requestVideoFrameCallback(shown);
  void video.play().catch(() => undefined); // the track has ended
  return () => {
    stopped = true;
    video.pause();
    video.srcObject = null;
  };
}
