// The client's connection, as the media use it.

import type { SessionClient } from '../client/session_client.js';
import type { MediaWire } from '../media/session_media.js';

/** The media wire of a client, for as long as the client lives. */
export function mediaWireOf(client: SessionClient): MediaWire {
  const wire: MediaWire = {
    send: (packet) => client.send(packet),
    get waiting() {
      return client.waiting;
    },
    wishKeyFrame: (ssrc) => void client.request({ type: 'keyframe', ssrc }).catch(() => undefined),
    onpacket: () => undefined,
  };
  client.on('media', (packet) => wire.onpacket(packet));
  return wire;
}
