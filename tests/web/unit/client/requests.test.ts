import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../plugin/web/src/wire/messages.js';
import { AClient } from './support/a_client.js';

const admit = (number: number): Command => ({ type: 'admit', participant: `p${number}` });

describe('many requests at once', () => {
  it('go out in their order, none is dropped, and the server’s limit is kept', async () => {
    const { client, socket, time } = AClient.seated();
    const asked = Array.from({ length: 100 }, (_, number) => client.request(admit(number)));
    const start = time.clock();
    const arrivals: number[] = socket.received.map(() => start);
    while (socket.count('admit') < 100) {
      time.advance(10);
      while (arrivals.length < socket.received.length) arrivals.push(time.clock());
    }
    expect(
      socket.received.flatMap((each) => (each.type === 'admit' ? [each.participant] : [])),
    ).toEqual(Array.from({ length: 100 }, (_, number) => `p${number}`));
    expect(time.clock() - start).toBeLessThan(5000);
    // The server's own rule: 40 at once, 20 a second.
    let tokens = 40;
    let last = start;
    for (const at of arrivals) {
      tokens = Math.min(40, tokens + ((at - last) / 1000) * 20) - 1;
      last = at;
      expect(tokens).toBeGreaterThanOrEqual(0);
    }
    for (const each of socket.received) {
      if (each.type === 'admit') socket.says({ type: 'ok', id: each.id ?? -1 });
    }
    await expect(Promise.all(asked)).resolves.toHaveLength(100);
  });

  it('do not run into the server’s limit either if a stalled network delivers them in a bunch', () => {
    const { client, socket, time } = AClient.seated();
    for (let number = 0; number < 100; number += 1) void client.request(admit(number));
    time.advance(500);
    const before = socket.received.length;
    time.advance(900);
    expect(socket.received.length - before).toBeLessThan(20);
    expect(before).toBeLessThan(40);
  });

  it('that wait break off with the connection, and none is sent on the next one', async () => {
    const { client, socket, time, network } = AClient.seated();
    const asked = Array.from({ length: 60 }, (_, number) => client.request(admit(number)));
    socket.breaks();
    const ends = await Promise.allSettled(asked);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    time.advance(300);
    network.socket.seats();
    time.advance(1000);
    expect(network.socket.count('admit')).toBe(0);
  });
});

describe('while others wait', () => {
  it('a report takes the next one in, and answers both', async () => {
    const { client, socket, time } = AClient.seated();
    for (let number = 0; number < 30; number += 1) void client.request(admit(number));
    const reports = [
      client.request({ type: 'report', received: 250, lost: 1, playing: true }),
      client.request({ type: 'report', received: 240, lost: 10, playing: true }),
      client.request({ type: 'report', received: 0, lost: 0, playing: false }),
    ];
    time.advance(2000);
    expect(socket.count('report')).toBe(1);
    expect(socket.last('report')).toMatchObject({ received: 490, lost: 11, playing: false });
    socket.grants('report');
    await Promise.all(reports);
  });

  it('a second wish for the same key frame is one', async () => {
    const { client, socket, time } = AClient.seated();
    for (let number = 0; number < 30; number += 1) void client.request(admit(number));
    const wishes = [7, 8, 7].map((ssrc) => client.request({ type: 'keyframe', ssrc }));
    time.advance(2000);
    const asked = socket.received.flatMap((each) =>
      each.type === 'keyframe' ? [{ ssrc: each.ssrc, id: each.id ?? -1 }] : [],
    );
    expect(asked.map(({ ssrc }) => ssrc)).toEqual([7, 8]);
    for (const { id } of asked) socket.says({ type: 'ok', id });
    await Promise.all(wishes);
  });

  it('what a person pressed is never put together, nor put behind', () => {
    const { client, socket, time } = AClient.seated();
    for (let number = 0; number < 30; number += 1) void client.request(admit(number));
    void client.request({ type: 'publish', audio: true, video: false });
    void client.request({ type: 'publish', audio: false, video: false });
    time.advance(2000);
    expect(
      socket.received.flatMap((each) => (each.type === 'publish' ? [each.audio] : [])),
    ).toEqual([true, false]);
  });
});
