// The OpenAPI document passes the linter, and its parts can be used to check a server.
//
// The linter is Redocly's core without its command line. It follows references, checks examples
// against their schemas, and knows OpenAPI 3.1. Lighter validators only check a document against
// the specification's own schema.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import redocly from '@redocly/openapi-core';

import { checkExchange } from './exchanges.mjs';
import { pathOf, readJson, readText } from './support.mjs';

const { createConfig, lint, lintFromString } = redocly;

const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    'info-license': 'off', // the document is part of the repository, and has its licence
    'operation-4xx-response': 'off', // four of the calls have nothing that could be refused
  },
});

const sentences = (problems) => problems.map(({ message, ruleId, location }) =>
  `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);

test('the linter finds nothing in the document', async () => {
  assert.deepEqual(sentences(await lint({ ref: pathOf('openapi.json'), config })), []);
});

test('the linter does find a reference to nothing, a wrong example and an unknown member', async () => {
  const broken = async (from, to) => {
    const text = readText('openapi.json');
    assert.ok(text.includes(from));
    return lintFromString({ source: text.replace(from, to), absoluteRef: pathOf('openapi.json'), config });
  };
  const rules = (problems) => problems.map(({ ruleId }) => ruleId);

  assert.ok(rules(await broken('#/components/schemas/SessionRequest', '#/components/schemas/Nothing'))
    .includes('no-unresolved-refs'));
  assert.ok(rules(await broken('"template": "cmh-60"', '"template": 60'))
    .includes('no-invalid-media-type-examples'));
  assert.ok(rules(await broken('"operationId"', '"operationID"')).includes('struct'));
});

const summary = readJson('openapi.json').paths['/api/sessions/{id}'].get.responses['200']
  .content['application/json'].example;
const json = { 'content-type': 'application/json' };
const problem = (status, title, more = {}) => JSON.stringify({ type: 'about:blank', title, status, detail: 'A sentence.', ...more });
const problemJson = { 'content-type': 'application/problem+json' };

test('an exchange as the document says has no fault', () => {
  const good = [
    { method: 'GET', path: '/healthz', response: { status: 200, headers: json, body: '{"status":"ok"}' } },
    { method: 'GET', path: '/api/sessions/s1', response: { status: 200, headers: json, body: JSON.stringify(summary) } },
    { method: 'DELETE', path: '/api/sessions/s1', response: { status: 204, headers: {}, body: '' } },
    { method: 'GET', path: '/metrics', response: { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4' }, body: 'a 1\n' } },
    { method: 'POST', path: '/api/sessions', request: { contentType: 'application/json', body: '{"template":7}' },
      response: { status: 422, headers: problemJson, body: problem(422, 'Unprocessable Content', { pointer: '/template' }) } },
    { method: 'GET', path: '/api/sessions', response: { status: 401, headers: { ...problemJson, 'www-authenticate': 'Bearer' }, body: problem(401, 'Unauthorized') } },
    { method: 'GET', path: '/api/rooms', response: { status: 404, headers: problemJson, body: problem(404, 'Not Found') } },
    { method: 'PUT', path: '/api/templates', response: { status: 405, headers: { ...problemJson, allow: 'GET' }, body: problem(405, 'Method Not Allowed') } },
  ];
  for (const exchange of good) assert.deepEqual(checkExchange(exchange), [], `${exchange.method} ${exchange.path}`);
});

test('every fault in an exchange is found', () => {
  const { held, ...withoutHeld } = summary;
  const created = readJson('openapi.json').paths['/api/sessions'].post.responses['201'].content['application/json'].example;
  const location = { ...json, location: '/api/sessions/s1' };
  const request = { contentType: 'application/json', body: '{"template":"cmh-60"}' };
  const post = (response, sent = request) => ({ method: 'POST', path: '/api/sessions', request: sent, response });
  assert.deepEqual(checkExchange(post({ status: 201, headers: location, body: JSON.stringify(created) })), []);

  const bad = [
    { method: 'GET', path: '/healthz', response: { status: 200, headers: json, body: '{"status":"well"}' } },
    { method: 'GET', path: '/healthz', response: { status: 200, headers: {}, body: '{"status":"ok"}' } },
    { method: 'GET', path: '/healthz', response: { status: 500, headers: problemJson, body: problem(500, 'Internal Server Error') } },
    { method: 'GET', path: '/api/sessions/s1', response: { status: 200, headers: json, body: JSON.stringify(withoutHeld) } },
    { method: 'GET', path: '/api/sessions/s1', response: { status: 200, headers: json, body: JSON.stringify({ ...summary, names: [] }) } },
    { method: 'DELETE', path: '/api/sessions/s1', response: { status: 204, headers: json, body: '{}' } },
    { method: 'GET', path: '/api/sessions', response: { status: 401, headers: problemJson, body: problem(401, 'Unauthorized') } },
    { method: 'PUT', path: '/api/templates', response: { status: 405, headers: problemJson, body: problem(405, 'Method Not Allowed') } },
    { method: 'GET', path: '/api/rooms', response: { status: 404, headers: json, body: '{}' } },
    post({ status: 201, headers: json, body: JSON.stringify(created) }),
    post({ status: 201, headers: location, body: 'created' }),
    post({ status: 201, headers: location, body: JSON.stringify(created) }, { ...request, body: '{"template":"cmh-60","titel":"a"}' }),
    post({ status: 201, headers: location, body: JSON.stringify({ ...created, links: { ...created.links, member: 'http://h/?token=t' } }) }),
  ];
  for (const exchange of bad) assert.notDeepEqual(checkExchange(exchange), [], JSON.stringify(exchange));
});
