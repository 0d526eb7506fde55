// The server's refusals, the limits that it keeps, and how it parts from people, over the wire.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from './client.mjs';
import { golden, requests } from './contract.mjs';
import { Coordinator } from './coordinator.mjs';
import {
  connect,
  coordinator,
  createSession,
  everyone,
  join,
  newPayload,
  refused,
  startSession,
  testEveryMessage,
} from './fixture.mjs';
import { decodePacket, encodePacket } from './rtp.mjs';
import { Server } from './server.mjs';

test('the client reads and writes the packets of the contract', () => {
  for (const { why, hex, canonical, packet } of golden.valid) {
    const bytes = Buffer.from(hex, 'hex');
    const read = decodePacket(bytes);
    assert.deepEqual({ ...read, payload: read.payload.toString('hex') }, packet, why);
    if (canonical) assert.equal(encodePacket(read).toString('hex'), hex, why);
  }
  for (const { why, hex } of golden.invalid) {
    assert.throws(() => decodePacket(Buffer.from(hex, 'hex')), RangeError, why);
  }
});

test('the request that ends the session is answered', async () => {
  const { leader } = await startSession();
  await leader.advance('ended');
  assert.equal(await leader.end(), 'sessionEnded');
});

test('what the contract calls no request is refused with its code', async () => {
  const { tokens } = await createSession();
  const batch = 30; // below the burst that a connection may send
  for (let first = 0; first < requests.length; first += batch) {
    const client = await join(tokens.facilitator, 'Dr Okafor');
    for (const { why, text, code, id } of requests.slice(first, first + batch)) {
      const from = client.received.length;
      client.sendText(text);
      const error = await client.next(`error: ${why}`, (m) => m.type === 'error', from);
      assert.equal(error.code, code, `${why}: ${error.message}`);
      assert.equal(error.id, id, why);
    }
  }
});

test('nothing is taken before join', async () => {
  const { tokens } = await createSession();
  const client = await connect();
  await refused(client.hand(true), 'notJoined');
  client.sendBytes(encodePacket({ payloadType: 111, payload: newPayload() }));
  await client.next('the refusal', (m) => m.type === 'error' && m.id === undefined && m.code === 'notJoined');
  await client.join(tokens.facilitator, 'Dr Okafor');
});

test('a refused join is answered, and then comes bye with the same code', async () => {
  const { id, tokens } = await createSession();
  const [header, claims, signature] = tokens.facilitator.split('.');
  const otherRole = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url')), role: 'facilitator', sub: 'mallory' }),
  ).toString('base64url');
  for (const token of ['nonsense', `${header}.${claims}.AAAA`, `${header}.${otherRole}.${signature}`, coordinator.token]) {
    const client = await connect();
    await refused(client.join(token, 'Mallory'), 'badToken');
    assert.equal(await client.end(), 'badToken');
  }
  await coordinator.endSession(id);
  const client = await connect();
  await refused(client.join(tokens.member, 'Aino'), 'unknownSession');
  assert.equal(await client.end(), 'unknownSession');
});

test('a shared link needs a name', async () => {
  const { tokens } = await createSession();
  const client = await connect();
  await refused(client.join(tokens.facilitator), 'badMessage');
});

test('what is no media packet of the contract is refused', async () => {
  const { leader } = await startSession();
  await leader.publish(true, true);
  for (const bytes of [Buffer.from([1, 2, 3]), encodePacket({ payloadType: 0, payload: newPayload() })]) {
    const from = leader.received.length;
    leader.sendBytes(bytes);
    await leader.next('the refusal', (m) => m.type === 'error' && m.code === 'badMessage', from);
  }
});

test('limits are kept', async () => {
  const { leader } = await startSession();
  const { controlBytes, controlBurst } = leader.welcome.limits;
  leader.sendText(JSON.stringify({ type: 'ping', sent: 1 }).padEnd(controlBytes + 1));
  await leader.next('the refusal', (m) => m.type === 'error' && m.code === 'tooLarge');
  const ids = Array.from({ length: 2 * controlBurst }, (_, i) => 1000 + i);
  for (const id of ids) leader.sendText(JSON.stringify({ type: 'ping', id, sent: 1 }));
  const answer = (id) => leader.next('the answer', (m) => m.id === id && ['ok', 'error'].includes(m.type));
  const refusals = (await Promise.all(ids.map(answer))).filter(({ type }) => type === 'error');
  assert.ok(refusals.length > 0);
  for (const { code } of refusals) assert.equal(code, 'rateLimited');
});

test('sixteen people fit, and a locked session takes nobody new', async () => {
  const { tokens, leader } = await startSession();
  const { participants } = leader.welcome.limits;
  const members = [];
  while (members.length < participants - 1) {
    const member = await join(tokens.member, `Member ${members.length}`);
    await leader.request('admit', { participant: member.id });
    members.push(member);
  }
  const oneMore = () => join(tokens.member, 'One more', '127.0.0.2'); // a network sends sixteen at once
  await refused(oneMore(), 'sessionFull');

  const left = members.pop();
  await left.request('leave');
  await left.end();
  await leader.request('lock', { on: true });
  await refused(oneMore(), 'sessionLocked');
  await leader.request('lock', { on: false });
  await oneMore();
});

test('the newest connection of a person supersedes the older', async () => {
  const { leader } = await startSession();
  const again = await join(leader.resume);
  assert.equal(await leader.end(), 'superseded');
  assert.equal(again.id, leader.id);
  await refused(again.request('join', { token: leader.resume }), 'badMessage');
});

test('who was sent out stays out', async () => {
  const { tokens, leader } = await startSession();
  const member = await join(tokens.member, 'Aino');
  await leader.admit(member.id);
  await leader.request('remove', { participant: member.id });
  assert.equal(await member.end(), 'removed');
  await refused(join(member.resume), 'removed');
});

test('a leader closes a microphone and hands the seat over', async () => {
  const { tokens, leader } = await startSession();
  const second = await join(tokens.coFacilitator, 'Mere');
  assert.equal(second.participant().seat, 'coFacilitator');
  await second.publish(true, false);
  await leader.request('mute', { participant: second.id });
  await second.view('a closed microphone', () => !second.participant().audio);
  await second.publish(true, false);
  await refused(second.request('handover', { participant: second.id }), 'notPermitted');
  await leader.request('handover', { participant: second.id });
  await second.view('the seat', () => second.participant().seat === 'facilitator');
  assert.equal(second.participant(leader.id).seat, 'coFacilitator');
});

test('a leader takes the seat of a facilitator who has gone, and of nobody who is here', async () => {
  const { tokens, leader } = await startSession();
  const second = await join(tokens.coFacilitator, 'Mere');
  assert.equal(second.state.you.may.takeLead, false);
  await refused(second.request('takeLead'), 'notPermitted');
  await leader.request('leave');
  await leader.end();
  await second.view('the free seat', () => second.state.you.may.takeLead);
  await second.request('takeLead');
  await second.view('the seat', () => second.participant().seat === 'facilitator');
});

test('a server that goes down says so', async () => {
  const own = await Server.start();
  try {
    const { tokens } = (await new Coordinator(own.origin, await own.coordinatorToken()).createSession({ template: 'cmh-60' }))
      .json;
    const leader = await Client.join(own.origin, tokens.facilitator, 'Dr Okafor');
    everyone.push(leader);
    const stopped = own.stop();
    assert.equal(await leader.end(), 'restarting');
    assert.equal(await stopped, 0);
  } finally {
    await own.end();
  }
});

testEveryMessage(20);
