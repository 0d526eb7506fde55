// A person in a session. Connection and media join as in the product, without its screens.

import { ResumeMemory } from '../../../../plugin/web/src/client/resume_memory.js';
import { SessionClient } from '../../../../plugin/web/src/client/session_client.js';
import { PacketMedia } from '../../../../plugin/web/src/media/packet_media.js';
import { mediaWireOf } from '../../../../plugin/web/src/session/media_wire.js';
import type { State } from '../../../../plugin/web/src/wire/messages.js';

export interface Place {
  server: string;
  token: string;
}

/** Joins; resolves with the first state. */
export async function join({ server, token }: Place): Promise<SessionClient> {
  const client = new SessionClient({ server, token, memory: new ResumeMemory() });
  const joined = new Promise<State>((resolve) => client.on('state', resolve));
  client.join();
  await joined;
  return client;
}

/** Media for the person who joined as `client`. */
export function mediaFor(client: SessionClient): PacketMedia {
  const media = new PacketMedia();
  media.connect(mediaWireOf(client));
  const follow = (state: State) => {
    const { you, participants } = state;
    const me = participants.find(({ id }) => id === you.id);
    media.confirm({ audio: me?.audio ?? false, video: me?.video ?? false });
    media.setRemotePeople(participants.filter(({ id }) => id !== you.id));
  };
  client.on('state', follow);
  client.on('keyframe', () => media.keyFrameWished());
  if (client.state) follow(client.state);
  return media;
}
