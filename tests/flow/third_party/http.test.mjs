// The running server's HTTP calls. Each is checked against the OpenAPI document. They stand in one
// file, though it is long, because the last test asks whether all of them together have seen
// everything that the document lists.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Client } from './client.mjs';
import { holdAnswer, listed, paths, seen } from './contract.mjs';
import { Coordinator, tokenOf } from './coordinator.mjs';
import { Server, SUPPORT } from './server.mjs';

/** @type {Server} */
let server;
/** @type {Coordinator} */
let coordinator;
/** @type {Coordinator} */
let anyone;
/** @type {Coordinator} */
let operator;

before(async () => {
  server = await Server.start();
  coordinator = new Coordinator(server.origin, await server.coordinatorToken());
  anyone = new Coordinator(server.origin);
  operator = new Coordinator(server.operations);
});
after(async () => {
  const code = await server?.end();
  assert.equal(code, 0, 'the server ends well');
});

const JSON_BODY = { 'content-type': 'application/json' };

/** Makes a call, checks its answer against the document, and expects a status. */
async function expectStatus(status, method, path, options, caller = coordinator) {
  const answer = await caller.call(method, path, options);
  holdAnswer(method, path, answer, caller === operator ? 'operations' : 'public');
  assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
  return answer;
}

const create = async (request) => (await expectStatus(201, 'POST', '/api/sessions', { json: request })).json;

test('a session is made, with a link for each role and for each named person', async () => {
  const participants = [
    { name: 'Farid', role: 'member' },
    { name: 'Zoë Łukasiewicz 张', role: 'coFacilitator' },
  ];
  const answer = await expectStatus(201, 'POST', '/api/sessions', {
    json: { template: 'cmh-60', title: 'Thursday group', participants },
  });
  const { id, links, tokens } = answer.json;
  assert.equal(new URL(answer.headers.get('location'), server.origin).pathname, `/api/sessions/${id}`);
  for (const role of ['facilitator', 'coFacilitator', 'member', 'observer']) {
    assert.equal(new URL(links[role]).origin, server.origin);
    assert.equal(tokenOf(links[role]), tokens[role]);
  }
  const people = ({ name, role }) => ({ name, role });
  assert.deepEqual(links.participants.map(people), participants);
  assert.deepEqual(tokens.participants.map(people), participants);
  assert.deepEqual(
    links.participants.map(({ link }) => tokenOf(link)),
    tokens.participants.map(({ token }) => token),
  );
});

test('the title and the named people are optional', async () => {
  const { templates } = (await expectStatus(200, 'GET', '/api/templates', {}, anyone)).json;
  const { id, tokens } = await create({ template: 'cmh-60' });
  assert.equal(tokens.participants, undefined);
  const { title } = (await expectStatus(200, 'GET', `/api/sessions/${id}`)).json;
  assert.equal(title, templates.find((one) => one.id === 'cmh-60').title);
  await create({ template: 'cmh-60', title: '😀'.repeat(100), participants: [] });
});

test('a session can be made of every template', async () => {
  const { templates } = (await expectStatus(200, 'GET', '/api/templates', {}, anyone)).json;
  assert.ok(templates.length > 0);
  for (const template of templates) {
    const { id } = await create({ template: template.id });
    const summary = (await expectStatus(200, 'GET', `/api/sessions/${id}`)).json;
    assert.equal(summary.template, template.id);
    assert.equal(summary.phase, template.phases[0].name);
  }
});

test('anyone may see whom to turn to', async () => {
  const { contacts } = (await expectStatus(200, 'GET', '/api/support', {}, anyone)).json;
  assert.deepEqual(contacts, SUPPORT);
});

test('a summary counts people and names none', async () => {
  const { id, tokens } = await create({ template: 'cmh-60', title: 'Counted' });
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  const member = await Client.join(server.origin, tokens.member, 'Aino');
  const answer = await expectStatus(200, 'GET', `/api/sessions/${id}`);
  const { createdAt, ...summary } = answer.json;
  assert.ok(createdAt <= Date.now());
  assert.deepEqual(summary, {
    id,
    title: 'Counted',
    template: 'cmh-60',
    begunAt: null,
    endedAt: null,
    phase: 'gathering',
    held: false,
    connected: 2,
    lobby: 1,
    circle: 1,
    observer: 0,
  });
  assert.doesNotMatch(answer.text, /Okafor|Aino/);
  const { sessions } = (await expectStatus(200, 'GET', '/api/sessions')).json;
  assert.deepEqual(sessions.find((one) => one.id === id), answer.json);
  leader.drop();
  member.drop();
});

test('a session that is deleted says bye to everyone and is gone', async () => {
  const { id, tokens } = await create({ template: 'cmh-60' });
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  const waiting = await Client.join(server.origin, tokens.member, 'Aino');
  await expectStatus(204, 'DELETE', `/api/sessions/${id}`);
  assert.equal(await leader.end(), 'sessionEnded');
  assert.equal(await waiting.end(), 'sessionEnded');
  await expectStatus(404, 'GET', `/api/sessions/${id}`);
  await expectStatus(404, 'DELETE', `/api/sessions/${id}`);
  await assert.rejects(Client.join(server.origin, tokens.facilitator, 'Dr Okafor'), { code: 'unknownSession' });
});

test('a coordinator cannot take part, and a person cannot coordinate', async () => {
  await assert.rejects(Client.join(server.origin, coordinator.token, 'Dr Okafor'), { code: 'badToken' });
  const { tokens } = await create({ template: 'cmh-60', participants: [{ name: 'Farid', role: 'facilitator' }] });
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  for (const token of [tokens.facilitator, tokens.participants[0].token, leader.welcome.resume]) {
    await expectStatus(401, 'GET', '/api/sessions', { headers: { authorization: `Bearer ${token}` } }, anyone);
  }
  leader.drop();
});

test('a shared link that has gone astray is replaced, and who waits because of it is sent away', async () => {
  const { id, tokens } = await create({ template: 'cmh-60' });
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  const stranger = await Client.join(server.origin, tokens.member, 'Nobody knows');
  const path = `/api/sessions/${id}/links`;
  const { json } = await expectStatus(200, 'POST', path, { json: { role: 'member' } });
  assert.equal(tokenOf(json.link), json.token);
  assert.equal(await stranger.end(), 'badToken');
  for (const token of [tokens.member, stranger.welcome.resume]) {
    await assert.rejects(Client.join(server.origin, token, 'Nobody knows'), { code: 'badToken' });
  }
  const member = await Client.join(server.origin, json.token, 'Aino');
  const next = (await expectStatus(200, 'POST', path, { json: { token: json.token } })).json;
  assert.notEqual(next.token, json.token);
  assert.equal(await member.end(), 'badToken');
  leader.drop();
});

test("a person's own link is replaced, and the chair is kept for them", async () => {
  const participants = [{ name: 'Farid', role: 'member' }];
  const { id, tokens } = await create({ template: 'cmh-60', participants });
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  const [{ token }] = tokens.participants;
  const thief = await Client.join(server.origin, token);
  const { json } = await expectStatus(200, 'POST', `/api/sessions/${id}/links`, { json: { token } });
  assert.equal(await thief.end(), 'badToken');
  for (const old of [token, thief.welcome.resume]) {
    await assert.rejects(Client.join(server.origin, old), { code: 'badToken' });
  }
  const farid = await Client.join(server.origin, json.token);
  assert.equal(farid.welcome.participant, thief.welcome.participant);
  leader.drop();
  farid.drop();
});

test('a person is removed for good, whether they have come or not', async () => {
  const participants = [{ name: 'Farid', role: 'member' }];
  const { id, tokens } = await create({ template: 'cmh-60', participants });
  const path = `/api/sessions/${id}/removals`;
  const [{ token }] = tokens.participants;
  await expectStatus(204, 'POST', path, { json: { token } });
  await assert.rejects(Client.join(server.origin, token), { code: 'removed' });
  await expectStatus(409, 'POST', `/api/sessions/${id}/links`, { json: { token } });
  const stranger = await Client.join(server.origin, tokens.member, 'Nobody knows');
  await expectStatus(204, 'POST', path, { json: { participant: stranger.welcome.participant } });
  assert.equal(await stranger.end(), 'removed');
  await assert.rejects(Client.join(server.origin, stranger.welcome.resume), { code: 'removed' });
});

test('what cannot be taken back is answered with what was expected', async () => {
  const { id, tokens } = await create({ template: 'cmh-60' });
  const { tokens: others } = await create({ template: 'cmh-60' });
  const role = 'member';
  const wrong = {
    links: [['', {}], ['', { role, token: tokens.member }], ['/role', { role: 'coordinator' }], ['/token', { token: others.member }]],
    removals: [['', []], ['', { role }], ['/participant', { participant: '' }], ['/token', { token: tokens.member }]],
  };
  const good = { links: { role }, removals: { participant: 'p' } };
  for (const call of ['links', 'removals']) {
    const path = `/api/sessions/${id}/${call}`;
    for (const [pointer, json] of wrong[call]) {
      const answer = await expectStatus(422, 'POST', path, { json });
      assert.equal(answer.json.pointer, pointer, answer.text);
    }
    await expectStatus(400, 'POST', path, { headers: JSON_BODY, body: '{' });
    await expectStatus(413, 'POST', path, { headers: JSON_BODY, body: ' '.repeat(64 * 1024 + 1) });
    await expectStatus(415, 'POST', path, { body: '{}', headers: { 'content-type': 'text/plain' } });
    await expectStatus(404, 'POST', `/api/sessions/nobody/${call}`, { json: good[call] });
  }
  const leader = await Client.join(server.origin, tokens.facilitator, 'Dr Okafor');
  await leader.request('advance', { phase: 'ended' });
  for (const call of ['links', 'removals']) {
    await expectStatus(409, 'POST', `/api/sessions/${id}/${call}`, { json: good[call] });
  }
});

test('a body that is no JSON is a bad request', async () => {
  for (const body of ['', '{', '{"template": "cmh-60"} more', Buffer.from([0x22, 0xff, 0x22])]) {
    await expectStatus(400, 'POST', '/api/sessions', { headers: JSON_BODY, body });
  }
});

test('a body of another type is not taken', async () => {
  const body = '{"template": "cmh-60"}';
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    await expectStatus(415, 'POST', '/api/sessions', { headers: { 'content-type': type }, body });
  }
  await expectStatus(415, 'POST', '/api/sessions');
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  await expectStatus(201, 'POST', '/api/sessions', { headers, body });
});

test('a body may have 64 KiB and no more', async () => {
  const body = '{"template": "cmh-60"}'.padEnd(64 * 1024);
  await expectStatus(201, 'POST', '/api/sessions', { headers: JSON_BODY, body });
  await expectStatus(413, 'POST', '/api/sessions', { headers: JSON_BODY, body: `${body} ` });
});

test('a body of another shape is answered with a pointer to what is wrong', async () => {
  const template = 'cmh-60';
  const member = { name: 'Aino', role: 'member' };
  const wrong = [
    ['', []],
    ['', 'cmh-60'],
    ['', {}, '/template'],
    ['/template', { template: 'no-such-course' }],
    ['/template', { template: null }],
    ['/title', { template, title: '' }],
    ['/title', { template, title: 'x'.repeat(101) }],
    ['/title', { template, title: 'two\nlines' }],
    ['/colour', { template, colour: 'green' }],
    ['/a~1b', { template, 'a/b': 1 }],
    ['/participants', { template, participants: member }],
    ['/participants', { template, participants: Array(17).fill(member) }],
    ['/participants/1/role', { template, participants: [member, { name: 'Sam', role: 'coordinator' }] }],
    ['/participants/0/name', { template, participants: [{ name: 'x'.repeat(65), role: 'member' }] }],
    ['/participants/0/age', { template, participants: [{ ...member, age: 30 }] }],
  ];
  for (const [pointer, json, alternative] of wrong) {
    const answer = await expectStatus(422, 'POST', '/api/sessions', { json });
    assert.ok([pointer, alternative].includes(answer.json.pointer), `${JSON.stringify(json)}: ${answer.text}`);
  }
});

test('only a coordinator makes, reads and ends sessions', async () => {
  const { id, tokens } = await create({ template: 'cmh-60' });
  const strangers = [
    {},
    { authorization: 'Basic abc' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer header.claims.signature' },
    { authorization: `Bearer ${tokens.facilitator}` },
    { authorization: `Bearer ${coordinator.token.slice(0, -4)}AAAA` },
  ];
  for (const headers of strangers) {
    await expectStatus(401, 'POST', '/api/sessions', { json: { template: 'cmh-60' }, headers }, anyone);
    await expectStatus(401, 'GET', '/api/sessions', { headers }, anyone);
    await expectStatus(401, 'GET', `/api/sessions/${id}`, { headers }, anyone);
    await expectStatus(401, 'GET', '/api/sessions/nobody', { headers }, anyone);
    await expectStatus(401, 'DELETE', `/api/sessions/${id}`, { headers }, anyone);
    await expectStatus(401, 'POST', `/api/sessions/${id}/links`, { json: { role: 'member' }, headers }, anyone);
    await expectStatus(401, 'POST', `/api/sessions/${id}/removals`, { json: { participant: 'p' }, headers }, anyone);
  }
  await expectStatus(200, 'GET', `/api/sessions/${id}`);
});

test('anyone may read that the server lives, and the operator how it is', async () => {
  await expectStatus(200, 'GET', '/healthz', {}, anyone);
  for (const path of ['/readyz', '/metrics']) await expectStatus(404, 'GET', path, {}, coordinator);
  await expectStatus(200, 'GET', '/healthz', {}, operator);
  await expectStatus(200, 'GET', '/readyz', {}, operator);
  const { id, tokens } = await create({ template: 'cmh-60', title: 'Unmeasured' });
  const metrics = await expectStatus(200, 'GET', '/metrics', {}, operator);
  assert.match(metrics.text, /^# TYPE /m);
  for (const secret of [id, tokens.member, 'Unmeasured']) assert.ok(!metrics.text.includes(secret));
});

test('every other method and path is answered as the document says', async () => {
  const { id } = await create({ template: 'cmh-60' });
  const known = [...paths.public, ...paths.operations].map((path) => path.replace('{id}', id));
  const unlisted = ['/api', '/api/sessions/', `/api/sessions/${id}/people`, '/api/session', '/API/templates'];
  for (const caller of [coordinator, anyone, operator]) {
    const port = caller === operator ? 'operations' : 'public';
    for (const path of [...known, ...unlisted]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'OPTIONS']) {
        holdAnswer(method, path, await caller.call(method, path), port);
      }
    }
  }
});

test('an identifier is never more than an identifier', async () => {
  const names = ['%C3%A9', 'x'.repeat(500), '%20', 'a%3Bb', '%22'];
  for (const name of names) {
    await expectStatus(404, 'GET', `/api/sessions/${name}`);
    await expectStatus(404, 'DELETE', `/api/sessions/${name}`);
  }
  await expectStatus(200, 'GET', '/healthz', {}, anyone);
});

// Below the calls: the answer need not be the document's, but it harms nobody.
test('a request that is no good HTTP is refused or closed, and the server goes on', async () => {
  for (const [method, path] of [['GET', '/api/sessions/%zz'], ['GET', '/api/sessions/a%00b'], ['BREW', '/healthz']]) {
    const answer = await coordinator.call(method, path).catch(() => null);
    assert.ok(answer === null || (answer.status >= 400 && answer.status < 500), `${method} ${path}: ${answer?.status}`);
    await expectStatus(200, 'GET', '/healthz', {}, anyone);
  }
});

test('what the document lists has been seen', () => {
  const missing = listed.filter((one) => !seen.has(one));
  // A server that goes down, or whose journal is broken, is not provoked here.
  assert.deepEqual(missing, [
    'POST /api/sessions 503',
    'DELETE /api/sessions/{id} 503',
    'POST /api/sessions/{id}/links 503',
    'POST /api/sessions/{id}/removals 503',
    'GET /readyz 503',
  ]);
});
