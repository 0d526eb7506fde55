// Probes inside a page, installed before its own scripts run. They watch its sound, its pictures,
// its WebSocket's messages and its devices. They change nothing of the page.

/**
 * The power of each tone in the page's sound, dB of a full sine, over the time that was asked for.
 */
export interface Heard {
  /** The loudest power of each tone, in the order of the tones. */
  loudest: number[];
  /** The number of looks, of a third of a second each. */
  looks: number;
}

/** Media packets that came, by sender. */
export interface Arrived {
  ssrc: number;
  sound: number;
  pictures: number;
}

export interface PageProbes {
  /** The page's clock, for `since` below. */
  now(): number;
  heard(since: number): Heard;
  /** The mean colour of each canvas and video that is on the screen now. */
  seen(): [number, number, number][];
  arrived(since: number): Arrived[];
  /** The SSRC of the person with this name, in the last `state` that came. */
  ssrc(name: string): number | null;
  /** The microphones and cameras of the page that still run, clones included. */
  open(): { microphones: number; cameras: number };
  /** For tests of a page that lies: its own packets as it sent them, and its sockets. */
  sent: Uint8Array<ArrayBuffer>[];
  packetsSent: number;
  sockets: WebSocket[];
}

declare global {
  interface Window {
    pageProbes: PageProbes;
  }
}

/** Runs inside the page, so it must not use anything outside itself. */
export function installPageProbes(tones: readonly number[]): void {
  const silence = -120;
  const size = 16_384;

  // ---------------------------------------------------------------- ears
  const ears = new Map<BaseAudioContext, AnalyserNode>();
  const looks: { at: number; powers: number[] }[] = [];
  const samples = new Float32Array(size);
  const hann = Float32Array.from(
    { length: size },
    (_, each) => 0.5 - 0.5 * Math.cos((2 * Math.PI * each) / size),
  );

  const earOf = (context: BaseAudioContext): AnalyserNode => {
    let ear = ears.get(context);
    if (!ear) {
      ear = context.createAnalyser();
      ear.fftSize = size;
      ears.set(context, ear);
    }
    return ear;
  };
  const { connect, disconnect } = AudioNode.prototype;
  const listen = (node: AudioNode): unknown => Reflect.apply(connect, node, [earOf(node.context)]);
  Object.assign(AudioNode.prototype, {
    connect(this: AudioNode, ...to: unknown[]): unknown {
      if (to[0] instanceof AudioDestinationNode) listen(this);
      return Reflect.apply(connect, this, to);
    },
    disconnect(this: AudioNode, ...from: unknown[]): void {
      if (from[0] instanceof AudioDestinationNode) {
        Reflect.apply(disconnect, this, [earOf(this.context)]);
      }
      Reflect.apply(disconnect, this, from);
    },
  });

  const powerOf = (tone: number, rate: number): number => {
    const step = (2 * Math.PI * tone) / rate;
    const turn = 2 * Math.cos(step);
    let before = 0;
    let last = 0;
    for (let each = 0; each < size; each++) {
      const next = (samples[each] ?? 0) * (hann[each] ?? 0) + turn * last - before;
      before = last;
      last = next;
    }
    const power =
      (last * last + before * before - turn * last * before) / ((size / 4) * (size / 4));
    return Math.max(silence, 10 * Math.log10(power + 1e-12));
  };
  const clocks = new Map<BaseAudioContext, number>();
  window.setInterval(() => {
    const powers = tones.map(() => silence);
    for (const [context, ear] of ears) {
      // A suspended context plays nothing, whatever its analyser still holds.
      const moved = clocks.get(context) !== context.currentTime;
      clocks.set(context, context.currentTime);
      if (context.state !== 'running' || !moved) continue;
      ear.getFloatTimeDomainData(samples);
      tones.forEach((tone, index) => {
        powers[index] = Math.max(powers[index] ?? silence, powerOf(tone, context.sampleRate));
      });
    }
    looks.push({ at: performance.now(), powers });
    if (looks.length > 1000) looks.shift();
  }, 200);

  // ---------------------------------------------------------------- eyes
  const everything = function* (root: ParentNode): Generator<Element> {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  };
  const small = document.createElement('canvas');
  small.width = small.height = 8;
  const brush = small.getContext('2d', { willReadFrequently: true });
  const colourOf = (
    picture: HTMLCanvasElement | HTMLVideoElement,
  ): [number, number, number] | null => {
    const empty =
      picture instanceof HTMLVideoElement ? picture.videoWidth === 0 : picture.width === 0;
    if (!brush || empty || !picture.checkVisibility({ opacityProperty: true })) return null;
    brush.clearRect(0, 0, 8, 8);
    brush.drawImage(picture, 0, 0, 8, 8);
    const { data } = brush.getImageData(2, 2, 4, 4);
    const sum = [0, 0, 0, 0];
    data.forEach((part, index) => (sum[index % 4] = (sum[index % 4] ?? 0) + part / 16));
    const [red = 0, green = 0, blue = 0, alpha = 0] = sum;
    return alpha < 200 ? null : [Math.round(red), Math.round(green), Math.round(blue)];
  };

  // ---------------------------------------------------------------- wire
  const packets: { at: number; ssrc: number; sound: boolean }[] = [];
  const sent: Uint8Array<ArrayBuffer>[] = [];
  const sockets: WebSocket[] = [];
  const arrivedNow = (data: ArrayBuffer): void => {
    const bytes = new DataView(data);
    if (bytes.byteLength < 12) return;
    const sound = (bytes.getUint8(1) & 0x7f) === 111;
    packets.push({ at: performance.now(), ssrc: bytes.getUint32(8), sound });
    if (packets.length > 50_000) packets.splice(0, 10_000);
  };
  const ssrcs = new Map<string, number>();
  const stateCame = (text: string): void => {
    const message = JSON.parse(text) as {
      type: string;
      participants?: { name: string; ssrc: number }[];
    };
    if (message.type !== 'state') return;
    for (const { name, ssrc } of message.participants ?? []) ssrcs.set(name, ssrc);
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      sockets.push(this);
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') stateCame(event.data);
        else if (event.data instanceof ArrayBuffer) arrivedNow(event.data);
        else if (event.data instanceof Blob) void event.data.arrayBuffer().then(arrivedNow);
      });
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array) {
        window.pageProbes.packetsSent++;
        sent.push(new Uint8Array(data));
        if (sent.length > 300) sent.shift();
      }
      super.send(data);
    }
  };

  // ---------------------------------------------------------------- devices
  const tracks: MediaStreamTrack[] = [];
  const media = navigator.mediaDevices as MediaDevices | undefined; // not there without TLS
  if (media) {
    const ask = media.getUserMedia.bind(media);
    media.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const { clone } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.clone = function (this: MediaStreamTrack): MediaStreamTrack {
      const copy = clone.call(this);
      if (tracks.includes(this)) tracks.push(copy);
      return copy;
    };
  }
  const running = (kind: string): number =>
    tracks.filter((track) => track.kind === kind && track.readyState === 'live').length;

  window.pageProbes = {
    now: () => performance.now(),
    heard: (since) => {
      const asked = looks.filter(({ at }) => at >= since);
      const loudest = tones.map((_, index) =>
        Math.max(silence, ...asked.map(({ powers }) => powers[index] ?? silence)),
      );
      return { loudest, looks: asked.length };
    },
    seen: () => {
      const colours: [number, number, number][] = [];
      for (const element of everything(document)) {
        if (!(element instanceof HTMLCanvasElement || element instanceof HTMLVideoElement))
          continue;
        const colour = colourOf(element);
        if (colour) colours.push(colour);
      }
      return colours;
    },
    arrived: (since) => {
      const counts = new Map<number, Arrived>();
      for (const { at, ssrc, sound } of packets) {
        if (at < since) continue;
        const count = counts.get(ssrc) ?? { ssrc, sound: 0, pictures: 0 };
        if (sound) count.sound++;
        else count.pictures++;
        counts.set(ssrc, count);
      }
      return [...counts.values()];
    },
    ssrc: (name) => ssrcs.get(name) ?? null,
    open: () => ({ microphones: running('audio'), cameras: running('video') }),
    sent,
    packetsSent: 0,
    sockets,
  };
}
