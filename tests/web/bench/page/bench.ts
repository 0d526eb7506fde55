// The benchmark's part in a page, which run.mjs calls.

import type { SessionClient } from '../../../../plugin/web/src/client/session_client.js';
import { PacketMedia } from '../../../../plugin/web/src/media/packet_media.js';
import { watchEar, watchMouth } from './instruments.js';
import { type Place, join, mediaFor } from './seat.js';

/** Moments at which tones began. */
const tones: number[] = [];
let listening: PacketMedia | null = null;
let pictures = 0;
let seated: SessionClient | null = null;

/** Speaks into the session through its microphone. */
async function speak(place: Place): Promise<void> {
  watchMouth((at) => tones.push(at));
  const client = await join(place);
  const media = mediaFor(client);
  await media.openMicrophone();
  await client.request({ type: 'publish', audio: true, video: false });
}

/** Listens, and shows everybody who is there. */
async function listen(place: Place): Promise<boolean> {
  watchEar((at) => tones.push(at));
  const client = await join(place);
  const media = mediaFor(client);
  listening = media;
  seated = client;
  const shown = new Set<string>();
  const show = () => {
    for (const { id } of client.state?.participants ?? []) {
      if (shown.has(id) || id === client.participant) continue;
      shown.add(id);
      const canvas = document.createElement('canvas');
      document.body.append(canvas);
      media.show(id, canvas);
    }
  };
  client.on('state', show);
  client.on('media', ({ payloadType }) => (pictures += payloadType === 96 ? 1 : 0));
  show();
  return media.startSound();
}

/** Whether so many others have microphone and camera open. */
function everybodyIsThere(count: number): boolean {
  const others = seated?.state?.participants.filter(({ id }) => id !== seated?.participant);
  return others?.filter(({ audio, video }) => audio && video).length === count;
}

/**
 * The packets of one's microphone and camera in so many seconds, as somebody in a circle of twelve.
 */
async function record(seconds: number): Promise<{ at: number; bytes: number[] }[]> {
  const recorded: { at: number; bytes: number[] }[] = [];
  let began: number | null = null;
  const media = new PacketMedia();
  media.connect({
    send: (packet) => {
      const picture = ((packet[1] ?? 0) & 0x7f) === 96;
      if (picture) began ??= performance.now();
      // The first is a key frame.
      if (began !== null) recorded.push({ at: performance.now() - began, bytes: [...packet] });
      return true;
    },
    waiting: 0,
    wishKeyFrame: () => undefined,
    onpacket: () => undefined,
  });
  const others = Array.from({ length: 11 }, (_, ssrc) => ({ id: `${ssrc}`, ssrc }));
  media.setRemotePeople(others.map((other) => ({ ...other, audio: true, video: true })));
  await media.openMicrophone();
  await media.openCamera();
  media.confirm({ audio: true, video: true });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  media.close();
  return recorded;
}

const bench = {
  speak,
  listen,
  everybodyIsThere,
  record,
  tones: () => tones,
  /** The counts since the last call. */
  heard: () => ({ ...listening?.takeReport(), pictures, paused: listening?.picturesPaused }),
  missing: () => PacketMedia.missing(),
};
Reflect.set(globalThis, 'bench', bench);
export type Bench = typeof bench;
