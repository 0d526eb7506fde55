// The server, the people and the checks of the tests of sessions. Each file of tests has a server of
// its own.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Client } from './client.mjs';
import { holdAnswer, holdMessage } from './contract.mjs';
import { Coordinator } from './coordinator.mjs';
import { encodePacket } from './rtp.mjs';
import { Server } from './server.mjs';

/** @type {Server} */
export let server;
/** @type {Coordinator} */
export let coordinator;
/** @type {Client[]} everyone who ever joined, so that all they got can be held against the schemas */
export const everyone = [];

before(async () => {
  server = await Server.start();
  coordinator = new Coordinator(server.origin, await server.coordinatorToken());
});
after(async () => {
  for (const client of everyone) client.drop();
  const code = await server?.end();
  assert.equal(code, 0, 'the server ends well');
});

export async function createSession(request = { template: 'cmh-60' }) {
  const answer = await coordinator.createSession(request);
  holdAnswer('POST', '/api/sessions', answer);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

export async function connect(localAddress) {
  const client = await Client.open(server.origin, localAddress);
  everyone.push(client);
  return client;
}

export async function join(token, name, localAddress) {
  const client = await connect(localAddress);
  await client.join(token, name);
  return client;
}

/** A session with a facilitator in it. */
export async function startSession() {
  const session = await createSession();
  return { ...session, leader: await join(session.tokens.facilitator, 'Dr Okafor') };
}

export const refused = (promise, code) => assert.rejects(promise, { name: 'Refusal', code });

export const names = (client) => client.state.participants.map(({ name }) => name).sort();

let payloads = 0;
/** A payload that no other packet has. */
export const newPayload = () => Buffer.from(`frame ${++payloads}`);

export const isPacket = (payload) => (message) => message.type === 'packet' && message.payload.equals(payload);
export const packetsOf = (client, ssrc, from = 0) =>
  client.received.slice(from).filter((message) => message.type === 'packet' && message.ssrc === ssrc);

/** Fails unless each listener receives this person's next packets, with the person's ssrc. */
export async function assertHeard(speaker, listeners) {
  const sent = speaker.sendSound(newPayload(), { minusDbov: 30, voice: true });
  for (const listener of listeners) {
    const got = await listener.next('the sound', isPacket(sent.payload));
    const { ssrc } = listener.participant(speaker.id);
    assert.ok(got.bytes.equals(encodePacket({ ...sent, ssrc })), 'the same packet but for the ssrc');
  }
  await speaker.ping();
  assert.deepEqual(packetsOf(speaker, speaker.participant().ssrc), [], 'nobody hears themselves');
}

/**
 * Fails if any listener receives this person's sound or picture. A packet of `speaker` marks the
 * end.
 */
export async function assertUnheard(person, speaker, listeners) {
  const from = listeners.map((listener) => listener.received.length);
  person.sendSound(newPayload());
  person.sendPicture(newPayload(), true);
  await person.ping();
  await assertHeard(speaker, listeners);
  listeners.forEach((listener, i) => {
    assert.deepEqual(packetsOf(listener, listener.participant(person.id).ssrc, from[i]), []);
  });
}

/** Keeps sending sound, as a microphone does, until the server says that nobody receives it. */
export async function assertToldUnheard(person) {
  const from = person.received.length;
  const told = (m) => m.type === 'error' && m.id === undefined && m.code === 'notPermitted';
  const speaking = setInterval(() => person.sendSound(newPayload()), 20);
  await person.next('the refusal', told, from).finally(() => clearInterval(speaking));
}

/** The last test of a file: the schemas accept everything that the people of its other tests got. */
export function testEveryMessage(atLeast) {
  test('every control message was as its schema says', () => {
    assert.ok(everyone.length >= atLeast);
    for (const { received } of everyone) received.filter(({ type }) => type !== 'packet').forEach(holdMessage);
  });
}
