// A state that cannot be read: it may be the one that takes the right to speak away.

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../plugin/web/src/client/refusal.js';
import { AClient, token } from './support/a_client.js';
import { aWelcome } from './support/fake_network.js';

describe('a state that cannot be read', () => {
  const unreadable = '{"type":"state"}';

  it.each([unreadable, 'what?', '{}', '{"type":"welcome"}'])(
    'or %s, which may be one, ends the connection, and the client comes back',
    (text) => {
      const { client, socket, time, network } = AClient.seated();
      const closedBefore: boolean[] = [];
      client.on('connection', () => closedBefore.push(socket.closed));
      socket.saysText(text);
      expect(client.connection).toEqual({ kind: 'lost' });
      expect(closedBefore).toEqual([false]); // listeners close microphone and camera first
      expect(socket.closed).toBe(true);
      time.advance(250);
      network.socket.seats();
      expect(client.connection).toEqual({ kind: 'joined' });
    },
  );

  it('three times in a row means that this page is too old, which leaves nothing running', async () => {
    const { client, socket, time, network, memory } = AClient.seated();
    socket.saysText(unreadable);
    for (let again = 0; again < 2; again += 1) {
      expect(client.connection.kind).toBe('lost');
      time.advance(5000);
      network.socket.opens();
      network.socket.says(aWelcome());
      network.socket.saysText(unreadable);
    }
    expect(client.connection).toMatchObject({ kind: 'over', code: 'outdated' });
    expect(network.socket.closed).toBe(true);
    expect(network.sockets).toHaveLength(3);
    expect(time.waiting).toBe(0);
    expect(await memory.claim(token)).not.toBeNull(); // for the newer page in this tab
  });

  it('is forgotten with the next one that can be read', () => {
    const { client, time, network } = AClient.seated();
    for (let round = 0; round < 4; round += 1) {
      network.socket.saysText(unreadable);
      expect(client.connection.kind).toBe('lost');
      time.advance(5000);
      network.socket.seats();
    }
    expect(client.connection.kind).toBe('joined');
  });
});

describe('a refusal for a reason of a newer server', () => {
  it('rejects its request, and no other', async () => {
    const { client, socket } = AClient.seated();
    const asked = client.request({ type: 'lock', on: true });
    const { id } = socket.last('lock');
    const other = client.request({ type: 'hand', raised: true });
    socket.saysText(`{"type":"error","id":${id},"code":"ofANewerServer","message":"No."}`);
    await expect(asked).rejects.toBeInstanceOf(Refusal);
    expect(client.connection).toEqual({ kind: 'joined' });
    socket.grants('hand');
    await expect(other).resolves.toBeUndefined();
  });
});
