import { describe, expect, it } from 'vitest';
import { forgetfulStore } from '../../../../plugin/web/src/client/storage.js';
import { AClient, memoryOf, token } from './support/a_client.js';
import { aState, aWelcome } from './support/fake_network.js';
import { FakeSeats } from './support/fake_seats.js';
import { HandTime } from './support/hand_time.js';

const resume = 'resume.claims.signature';

describe('a lost connection', () => {
  it('is tried again within 250 ms, with the resume token, and is the same person', () => {
    const { client, socket, time, network, told } = AClient.seated();
    socket.says(aWelcome({ resume }));
    told.length = 0;
    socket.breaks();
    expect(client.connection).toEqual({ kind: 'lost' });
    expect(client.state).not.toBeNull();
    time.advance(250);
    expect(network.sockets).toHaveLength(2);
    network.socket.opens();
    expect(network.socket.last('join')).toMatchObject({ token: resume, name: 'Aino' });
    network.socket.says(aWelcome({ resume: 'newer.claims.signature' }));
    expect(client.connection).toEqual({ kind: 'lost' });
    network.socket.says(aState({ revision: 99 }));
    expect(client.connection).toEqual({ kind: 'joined' });
    expect(told).toEqual(['lost', 'joined', 'state']);
    network.socket.breaks();
    time.advance(250);
    time.advance(500);
    network.socket.opens();
    expect(network.socket.last('join').token).toBe('newer.claims.signature');
  });

  it('is tried with growing pauses of at most five seconds, for ever', () => {
    const { socket, time, network, connections } = AClient.seated();
    socket.breaks();
    const pauses: number[] = [];
    for (let failure = 0; failure < 40; failure += 1) {
      const tries = network.sockets.length;
      let waited = 0;
      for (; network.sockets.length === tries; waited += 25) time.advance(25);
      pauses.push(waited);
      network.socket.breaks();
    }
    expect(pauses[0]).toBeLessThanOrEqual(250);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5000);
    expect(pauses.slice(0, 5)).toEqual([...pauses.slice(0, 5)].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThan(2500);
    expect(connections.filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  });

  it('that holds only for a moment each time is tried more and more slowly', () => {
    const { socket, time, network } = AClient.seated();
    time.advance(1000);
    socket.breaks();
    for (let round = 0; round < 6; round += 1) {
      time.advance(5000);
      network.socket.seats();
      time.advance(100);
      network.socket.breaks();
    }
    const tries = network.sockets.length;
    time.advance(2000);
    expect(network.sockets).toHaveLength(tries);
    time.advance(3000);
    network.socket.seats();
    for (let quiet = 0; quiet < 5; quiet += 1) {
      time.advance(4000);
      network.socket.says(aState());
    }
    network.socket.breaks();
    time.advance(250);
    expect(network.sockets).toHaveLength(tries + 2);
  });

  it('is tried at once when the network is there again', () => {
    const { socket, time, network } = AClient.seated();
    socket.breaks();
    for (let failure = 0; failure < 5; failure += 1) {
      time.advance(5000);
      network.socket.breaks();
    }
    const tries = network.sockets.length;
    network.comesBack();
    expect(network.sockets).toHaveLength(tries + 1);
    time.advance(4999);
    expect(network.sockets).toHaveLength(tries + 1);
  });

  it('does not let an old socket speak', () => {
    const { client, socket, time, network } = AClient.seated();
    time.advance(20_250);
    network.socket.seats({}, { revision: 200 });
    socket.closed = false; // whatever it does now
    socket.says(aState({ revision: 1 }));
    socket.says({ type: 'bye', code: 'superseded', message: 'Elsewhere.' });
    socket.breaks();
    expect(client.connection).toEqual({ kind: 'joined' });
    expect(client.state?.revision).toBe(200);
  });
});

describe('after a goodbye', () => {
  it.each(['restarting', 'rateLimited', 'notKept', 'notJoined'] as const)(
    '%s it comes back',
    (code) => {
      const { client, socket, time, network } = AClient.seated();
      socket.says({ type: 'bye', code, message: 'Come again.' });
      expect(client.connection).toEqual({ kind: 'lost' });
      time.advance(250);
      network.socket.seats();
      expect(client.connection).toEqual({ kind: 'joined' });
    },
  );

  it.each(['superseded', 'removed', 'sessionEnded', 'badToken', 'unknownSession'] as const)(
    '%s the client does not come back by itself',
    (code) => {
      const { client, socket, time, network, memory } = AClient.seated();
      expect(memory.get(token)).not.toBeNull();
      socket.says({ type: 'bye', code, message: 'Goodbye.' });
      expect(client.connection).toEqual({ kind: 'over', code, message: 'Goodbye.' });
      time.advance(60_000);
      network.comesBack();
      expect(network.sockets).toHaveLength(1);
      expect(memory.get(token)).toBeNull();
    },
  );
});

describe('silence', () => {
  it('is broken by a ping every five seconds', () => {
    const { socket, time } = AClient.seated();
    for (let second = 0; second < 60; second += 1) {
      time.advance(1000);
      socket.says({ type: 'pong', sent: socket.last('ping').sent, now: time.clock() });
    }
    expect(socket.count('ping')).toBe(13);
    expect(socket.closed).toBe(false);
  });

  it('of twelve seconds is told as a doubt, of twenty means that the connection is gone', () => {
    const { client, socket, time } = AClient.seated();
    const doubts: boolean[] = [];
    client.on('doubt', (inDoubt) => doubts.push(inDoubt));
    time.advance(11_999);
    expect(client.inDoubt).toBe(false);
    time.advance(1);
    expect(client.inDoubt).toBe(true);
    expect(doubts).toEqual([true]);
    time.advance(7999);
    expect(client.connection.kind).toBe('joined');
    time.advance(1);
    expect(client.connection.kind).toBe('lost');
    expect(client.inDoubt).toBe(false);
    expect(socket.closed).toBe(true);
  });

  it('that ends in time ends the doubt too, and is counted anew', () => {
    const { client, socket, time } = AClient.seated();
    const doubts: boolean[] = [];
    client.on('doubt', (inDoubt) => doubts.push(inDoubt));
    time.advance(19_999);
    socket.sends(Uint8Array.of(0));
    expect(doubts).toEqual([true, false]);
    time.advance(19_999);
    expect(doubts).toEqual([true, false, true]);
    expect(client.connection.kind).toBe('joined');
    time.advance(1);
    expect(client.connection.kind).toBe('lost');
  });

  it('of a connection that was given up does not put the next one in doubt', () => {
    const { client, time, network } = AClient.seated();
    time.advance(20_250);
    network.socket.seats();
    expect(client.inDoubt).toBe(false);
  });

  it('is over with whatever comes, a packet too', () => {
    const { client, socket, time } = AClient.seated();
    for (let round = 0; round < 10; round += 1) {
      time.advance(11_000);
      socket.sends(Uint8Array.of(0));
    }
    expect(client.connection.kind).toBe('joined');
  });

  it('of a page that slept is not held against the server: it is asked first', () => {
    const { client, socket, time } = AClient.seated();
    const pings = socket.count('ping');
    time.sleep(600_000);
    expect(client.connection.kind).toBe('joined');
    expect(socket.count('ping')).toBeGreaterThan(pings);
    time.advance(1000);
    socket.says({ type: 'pong', sent: socket.last('ping').sent, now: time.clock() });
    time.advance(11_000);
    expect(client.connection.kind).toBe('joined');
  });

  it('after a sleep ends soon if nobody answers', () => {
    const { client, time } = AClient.seated();
    time.sleep(600_000);
    time.advance(5000);
    expect(client.connection.kind).toBe('lost');
  });

  it('is doubted when the network comes back while nothing was heard', () => {
    const { client, socket, time, network } = AClient.seated();
    time.advance(3000);
    const pings = socket.count('ping');
    network.comesBack();
    expect(socket.count('ping')).toBe(pings + 1);
    time.advance(5000);
    expect(client.connection.kind).toBe('lost');
  });

  it('survives a clock that is put back', () => {
    const { client, time } = AClient.seated();
    time.advance(1000);
    time.jump(-3_600_000);
    time.advance(33_000);
    expect(client.connection.kind).toBe('lost');
  });
});

describe('a reload of the page', () => {
  const time = new HandTime();
  const tab = forgetfulStore();
  const seats = new FakeSeats();
  const page = () => new AClient({ memory: memoryOf(time, tab, seats) }, { time, name: null });

  it('comes back with the resume token, without a name', async () => {
    const before = page();
    before.client.join();
    before.socket.opens();
    expect(before.socket.last('join').token).toBe(token);
    before.socket.says(aWelcome({ resume }));
    before.socket.says(aState());
    before.client.close();
    time.advance(500);
    const after = page();
    expect(await after.memory.claim(token)).toBe(resume);
    after.client.join();
    after.socket.opens();
    expect(after.socket.received).toEqual([{ type: 'join', token: resume, id: 0 }]);
    after.socket.seats();
    after.client.close();
  });

  it('after having left begins with the link again', async () => {
    const before = page();
    before.client.join();
    before.socket.seats();
    const left = before.client.leave();
    before.socket.grants('leave');
    await left;
    const after = page();
    expect(await after.memory.claim(token)).toBeNull();
    after.client.join();
    after.socket.opens();
    expect(after.socket.last('join').token).toBe(token);
  });
});
