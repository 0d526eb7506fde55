// How a client leaves a session, and how its page goes.

import { describe, expect, it } from 'vitest';
import { AClient } from './support/a_client.js';
import { settled } from './support/hand_time.js';

describe('going', () => {
  it('is over with the server’s ok', async () => {
    const { client, socket, connections } = AClient.seated();
    const left = client.leave();
    expect(client.send(Uint8Array.of(1))).toBe(false);
    expect(client.connection.kind).toBe('joined');
    socket.grants('leave');
    await left;
    expect(client.connection).toMatchObject({ kind: 'over', code: 'left' });
    expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'joined', 'over']);
    expect(socket.closed).toBe(true);
  });

  it('is over when the connection breaks instead', async () => {
    const { client, socket, time, network } = AClient.seated();
    const left = client.leave();
    socket.breaks();
    await left;
    expect(client.connection).toMatchObject({ kind: 'over', code: 'left' });
    time.advance(60_000);
    expect(network.sockets).toHaveLength(1);
  });

  it('is over after two seconds without an answer', async () => {
    const { client, time } = AClient.seated();
    const left = client.leave();
    time.advance(2000);
    await left;
    expect(client.connection).toMatchObject({ kind: 'over', code: 'left' });
    expect(time.waiting).toBe(0);
  });

  it('is over at once while there is no connection', async () => {
    const { client, socket, time } = AClient.seated();
    socket.breaks();
    await client.leave();
    expect(client.connection).toMatchObject({ kind: 'over', code: 'left' });
    expect(time.waiting).toBe(0);
  });

  it('by request is the same as leaving', async () => {
    const { client, socket } = AClient.seated();
    const left = client.request({ type: 'leave' });
    socket.grants('leave');
    socket.breaks();
    await left;
    expect(client.connection).toMatchObject({ kind: 'over', code: 'left' });
  });

  it('of the page keeps the seat, tells nothing and leaves nothing running', async () => {
    const { client, socket, told, time, network } = AClient.seated();
    const asked = client.request({ type: 'hand', raised: true });
    told.length = 0;
    client.close();
    await expect(asked).rejects.toMatchObject({ code: 'network' });
    expect(socket.closed).toBe(true);
    expect(socket.count('leave')).toBe(0);
    expect(told).toEqual([]);
    expect(client.connection).toEqual({ kind: 'idle' });
    expect(time.waiting).toBe(0);
    expect(network.watched).toBe(false);
  });

  it('keeps the last state and what was said, also when the page goes then', async () => {
    const { client, socket } = AClient.seated();
    socket.says({ type: 'bye', code: 'removed', message: 'A leader has sent you out.' });
    client.close();
    await settled();
    expect(client.connection).toMatchObject({ kind: 'over', code: 'removed' });
    expect(client.state).not.toBeNull();
  });
});
