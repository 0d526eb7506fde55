import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../plugin/web/src/client/session_client.js';
import { bytesOf } from '../wire/golden.js';
import { timings } from '../../../../plugin/web/src/client/timings.js';
import { AClient, token } from './support/a_client.js';
import { aState, aWelcome } from './support/fake_network.js';

describe('joining', () => {
  it('begins with the link’s token and the name, and is joined by the first state', () => {
    const { client, network, told } = new AClient();
    expect(client.connection).toEqual({ kind: 'idle' });
    client.join();
    expect(client.connection).toEqual({ kind: 'connecting', attempt: 1, unreachable: false });
    const { socket } = network;
    expect(socket.url).toBe('wss://balint.example/ws');
    socket.opens();
    expect(socket.received).toEqual([{ type: 'join', token, name: 'Aino', id: 0 }]);
    socket.says(aWelcome());
    expect(client.connection.kind).toBe('connecting');
    socket.says(aState({ revision: 7 }));
    expect(client.connection).toEqual({ kind: 'joined' });
    expect(told).toEqual(['connecting', 'joined', 'state']);
    expect(client.state?.revision).toBe(7);
    expect(client.participant).toBe('p3');
    expect(client.limits?.controlPerSecond).toBe(20);
  });

  it('happens once, however often it is asked', () => {
    const { client, network } = new AClient();
    client.join();
    client.join();
    expect(network.sockets).toHaveLength(1);
  });

  it('sends no name that nobody gave: a named person’s token has one', () => {
    const person = new AClient({}, { name: null });
    person.client.join();
    person.socket.opens();
    expect(person.socket.received).toEqual([{ type: 'join', token, id: 0 }]);
  });

  it.each(['badToken', 'unknownSession', 'sessionFull', 'sessionLocked', 'sessionEnded'] as const)(
    'that is refused with %s is over',
    (code) => {
      const { client, socket, connections, network } = joining();
      socket.says({ type: 'error', id: 0, code, message: 'No.' });
      socket.says({ type: 'bye', code, message: 'No.' });
      expect(client.connection).toEqual({ kind: 'over', code, message: 'No.' });
      expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'over']);
      expect(socket.closed).toBe(true);
      expect(network.watched).toBe(false);
    },
  );

  it('that is refused leaves nothing running', () => {
    const { socket, time, network } = joining();
    socket.says({ type: 'bye', code: 'badToken', message: 'No.' });
    expect(time.waiting).toBe(0);
    time.advance(60_000);
    expect(network.sockets).toHaveLength(1);
  });

  it('of a server that goes down is tried again', () => {
    const { client, socket, time, network } = joining();
    socket.says({ type: 'bye', code: 'restarting', message: 'Going down.' });
    expect(client.connection).toEqual({ kind: 'connecting', attempt: 2, unreachable: true });
    time.advance(250);
    expect(network.sockets).toHaveLength(2);
  });

  it('counts the tries while the server cannot be reached', () => {
    const person = new AClient();
    person.client.join();
    for (let attempt = 2; attempt < 6; attempt += 1) {
      person.socket.breaks();
      expect(person.client.connection).toEqual({ kind: 'connecting', attempt, unreachable: true });
      person.time.advance(5000);
    }
    person.socket.seats();
    expect(person.client.connection).toEqual({ kind: 'joined' });
  });

  it('gives up a socket that neither opens nor breaks', () => {
    const person = new AClient();
    person.client.join();
    person.time.advance(10_000);
    expect(person.network.sockets[0]?.closed).toBe(true);
    expect(person.client.connection).toMatchObject({ kind: 'connecting', unreachable: true });
    person.time.advance(250);
    expect(person.network.sockets).toHaveLength(2);
  });
});

describe('a second welcome', () => {
  const recognised = { participant: 'p9', resume: 'recognised.claims.signature' };

  it('makes this page another participant, on the same connection', () => {
    const { client, socket, connections, network, told } = AClient.seated();
    told.length = 0;
    socket.says(aWelcome(recognised));
    expect(client.participant).toBe('p9');
    socket.says(aState({ revision: 51 }));
    expect(told).toEqual(['state']);
    expect(client.connection).toEqual({ kind: 'joined' });
    expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'joined']);
    expect(network.sockets).toHaveLength(1);
  });

  it('leaves every request to its answer, and the pings to their time', async () => {
    const { client, socket, time } = AClient.seated();
    const asked = client.request({ type: 'hand', raised: true });
    const pings = socket.count('ping');
    socket.says(aWelcome(recognised));
    socket.grants('hand');
    await asked;
    time.advance(timings.pingEvery);
    expect(socket.count('ping')).toBe(pings + 1);
  });

  it('gives the token by which this page comes back from then on', () => {
    const { socket, network, time } = AClient.seated();
    socket.says(aWelcome(recognised));
    socket.breaks();
    time.advance(250);
    network.socket.opens();
    expect(network.socket.last('join').token).toBe(recognised.resume);
  });
});

describe('what the server says', () => {
  it('is told by its kind', () => {
    const { socket, told, client } = AClient.seated();
    const heard: unknown[] = [];
    client.on('chat', (chat) => heard.push(chat.text));
    client.on('media', (packet) => heard.push(packet.payloadType, packet.ssrc));
    client.on('error', (error) => heard.push(error.code));
    told.length = 0;
    socket.says({ type: 'chat', from: 'p1', text: 'Hello.' });
    socket.says({ type: 'keyframe' });
    socket.says({ type: 'wayBack', participant: 'p3', token, expires: 1_764_086_400_000 });
    socket.says({ type: 'error', code: 'notPermitted', message: 'Not now.' });
    socket.sends(bytesOf('806f0001000003c000000007f8fffe'));
    expect(told).toEqual(['chat', 'keyframe', 'wayBack', 'error', 'media']);
    expect(heard).toEqual(['Hello.', 'notPermitted', 111, 7]);
  });

  it('and is unknown or tells nothing about the state is passed over if it cannot be read', () => {
    const { socket, told, client } = AClient.seated();
    told.length = 0;
    socket.saysText('{"type":"tea","cups":7}');
    socket.saysText('{"type":"chat"}');
    socket.saysText('{"type":"error","id":1,"code":"whatever","message":"No."}');
    socket.sends(bytesOf('00'));
    expect(told).toEqual([]);
    expect(client.connection.kind).toBe('joined');
  });

  it('is not told any more to whoever has stopped listening', () => {
    const { client, socket } = AClient.seated();
    let states = 0;
    const off = client.on('state', () => (states += 1));
    socket.says(aState());
    off();
    socket.says(aState());
    expect(states).toBe(1);
  });
});

describe('a request', () => {
  it('is answered after the state that it changed', async () => {
    const { client, socket } = AClient.seated();
    const order: string[] = [];
    client.on('state', ({ revision }) => order.push(`state ${revision}`));
    const asked = client
      .request({ type: 'publish', audio: true, video: false })
      .then(() => order.push(`ok, at ${client.state?.revision}`));
    const { id, ...rest } = socket.last('publish');
    expect(rest).toEqual({ type: 'publish', audio: true, video: false });
    socket.says(aState({ revision: 50 }));
    socket.says({ type: 'ok', id: id ?? -1 });
    await asked;
    expect(order).toEqual(['state 50', 'ok, at 50']);
  });

  it('is refused with the server’s code', async () => {
    const { client, socket } = AClient.seated();
    const asked = client.request({ type: 'hand', raised: true });
    const id = socket.last('hand').id ?? -1;
    socket.says({ type: 'error', id, code: 'notPermitted', message: 'You have stepped back.' });
    await expect(asked).rejects.toEqual(new Refusal('notPermitted', 'You have stepped back.'));
    await expect(asked).rejects.toMatchObject({ code: 'notPermitted' });
  });

  it('has a number of its own, and takes no answer but its own', async () => {
    const { client, socket } = AClient.seated();
    const answers: string[] = [];
    const first = client.request({ type: 'hand', raised: true }).then(() => answers.push('first'));
    const second = client.request({ type: 'lock', on: true }).then(() => answers.push('second'));
    socket.says({ type: 'ok', id: 9999 });
    socket.grants('lock');
    await second;
    socket.grants('lock');
    socket.grants('hand');
    await first;
    expect(answers).toEqual(['second', 'first']);
  });

  it('whose answer was lost with the connection says so, and is not asked again', async () => {
    const { client, socket, time, network } = AClient.seated();
    const asked = client.request({ type: 'publish', audio: true, video: true });
    socket.breaks();
    await expect(asked).rejects.toMatchObject({ code: 'network' });
    time.advance(250);
    network.socket.seats();
    expect(network.sockets).toHaveLength(2);
    expect(network.socket.count('publish')).toBe(0);
  });

  it('without a connection is refused at once, and never sent later', async () => {
    const person = new AClient();
    const press = () => person.client.request({ type: 'publish', audio: true, video: true });
    await expect(press()).rejects.toMatchObject({ code: 'network' });
    person.client.join();
    await expect(press()).rejects.toMatchObject({ code: 'network' });
    person.socket.opens();
    person.socket.says(aWelcome());
    await expect(press()).rejects.toMatchObject({ code: 'network' });
    person.socket.says(aState());
    person.time.advance(1000);
    expect(person.socket.count('publish')).toBe(0);
    expect(person.client.send(Uint8Array.of(1))).toBe(true);
  });
});

describe('media', () => {
  it('goes out while joined, and else nowhere', () => {
    const person = new AClient();
    const packet = bytesOf('806f0001000003c000000007f8fffe');
    expect(person.client.send(packet)).toBe(false);
    person.client.join();
    person.socket.opens();
    expect(person.client.send(packet)).toBe(false);
    person.socket.says(aWelcome());
    person.socket.says(aState());
    expect(person.client.send(packet)).toBe(true);
    expect(person.socket.packets).toEqual([packet]);
    person.socket.waiting = 1234;
    expect(person.client.waiting).toBe(1234);
    const { socket } = person;
    socket.breaks();
    expect(person.client.send(packet)).toBe(false);
    expect(person.client.waiting).toBe(0);
    expect(socket.packets).toHaveLength(1);
  });
});

/** A client whose socket is open and who has not been answered yet. */
function joining(): AClient {
  const person = new AClient();
  person.client.join();
  person.socket.opens();
  return person;
}
