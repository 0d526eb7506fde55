// The person's own picture: the camera's track in video elements, turned as in a mirror.

export class Mirror {
  private readonly videos = new Set<HTMLVideoElement>();
  private track: MediaStreamTrack | null = null;

  /** Shows this track from now on; null shows nothing. */
  follow(track: MediaStreamTrack | null): void {
    if (track === this.track) return;
    this.track = track;
    for (const video of this.videos) this.play(video);
  }

  /** Shows the track in this element, too, until the returned function is called. */
  show(video: HTMLVideoElement): () => void {
    this.videos.add(video);
    video.muted = true;
    video.playsInline = true;
    video.style.transform = 'scaleX(-1)';
    this.play(video);
    return () => {
      this.videos.delete(video);
      video.srcObject = null;
    };
  }

  private play(video: HTMLVideoElement): void {
    video.srcObject = this.track && new MediaStream([this.track]);
    if (this.track) void video.play().catch(() => undefined); // replaced before it could begin
  }
}
