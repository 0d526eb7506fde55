// A camera track's pictures, one after the other. Chromium hands them over as a stream; elsewhere a
// video element plays the track and is asked for each picture as it shows it.

interface TrackProcessor {
  readable: ReadableStream<VideoFrame>;
}

declare global {
  // Chromium alone; no types in TypeScript's library.
  var MediaStreamTrackProcessor:
    (new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor) | undefined;
}

/** Takes a picture, and closes it. */
export type TakeFrame = (frame: VideoFrame) => void;

/** Gives each picture to `take` until what is returned is called. The track stays as it is. */
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
