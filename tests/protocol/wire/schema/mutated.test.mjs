// Damaged messages: the schemas and the C++ decoder refuse and accept the same.
//
// JSON Schema sees a parsed document, so these rules are the decoder's alone: the text is JSON in
// UTF-8 without a NUL byte, no object names a member twice (both in golden/invalid/json.json), and
// a request has at most 16,384 bytes. A client also passes over members that it does not know,
// while the server's schema describes what is sent today.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changed, decodeMessages, directions, generateMessages, places, readFolder } from './support.mjs';

const mostBytes = 16 * 1024;

// Each type, and both sides of each bound.
const values = [
  null, true, false, [], [1], ['a'], {}, { a: 1 },
  0, 1, -1, 0.5, 1.5, -0.5, 1440, 1440.5, 4294967295, 4294967296, 2 ** 53 - 1, 2 ** 53, 1e300,
  '', ' ', '\u00a0\u200b', 'a', '\0', '\t', '\n', 'a\tb', 'a\nb', 'a\rb', 'a\u007f', 'a\u0085', 'a\u009f', 'a\u00a0',
  'a\u2027', 'a\u2028', 'a\u202e', 'a\u202f', 'a\u2065', 'a\u2066', 'a\u2069', 'a\ud83d', '\udc00a', 'a\ufffe',
  ...[64, 65, 100, 101, 128, 129, 200, 201, 1000, 1001, 2000, 2001, 4096, 4097].map((n) => 'n'.repeat(n)),
  ...[64, 65, 2000, 2001].map((n) => '\u{1f642}'.repeat(n)),
  Array(64).fill('a'), Array(65).fill('a'),
  'leave', 'keyframe', 'leader', 'observer', 'ok', 'badMessage', 'Leader', 'constructor',
];

function* mutate(document) {
  yield { kind: 'extra', value: { ...document, extra: 1 } };
  for (const path of places(document)) {
    for (const value of values) {
      yield { kind: 'value', value: changed(document, path, (container, key) => (container[key] = value)) };
    }
    yield { kind: 'missing', key: path.at(-1), value: changed(document, path, (container, key) => {
      if (Array.isArray(container)) container.splice(key, 1);
      else delete container[key];
    }) };
    const inner = path.reduce((value, key) => value[key], document);
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) {
      yield { kind: 'extra', value: changed(document, path, (container, key) => (container[key].extra = 1)) };
    }
  }
}

function mutations(direction, documents) {
  return documents.flatMap((document) =>
    [...mutate(document)].map(({ value, ...change }) => ({ direction, ...change, value, text: JSON.stringify(value) })));
}

const golden = (direction, only = () => true) =>
  readFolder(`golden/messages/${direction}`).filter(({ name }) => only(name)).map(({ text }) => JSON.parse(text));

test('schema and decoder agree on every damaged request', () => {
  const generated = generateMessages(7, 60).filter(({ direction }) => direction === 'client');
  const all = mutations('client', [...golden('client'), ...generated.map(({ text }) => JSON.parse(text))]);
  const count = { accepted: 0, refused: 0, tooLarge: 0 };

  decodeMessages(all).forEach(({ accepted, answer }, i) => {
    const { value, text } = all[i];
    if (Buffer.byteLength(text) > mostBytes) {
      assert.match(answer, /^refused tooLarge /);
      count.tooLarge += 1;
      return;
    }
    assert.equal(directions.client(value), accepted, `${answer}: ${text}`);
    count[accepted ? 'accepted' : 'refused'] += 1;
  });

  assert.ok(count.accepted > 300 && count.refused > 3000, JSON.stringify(count));
});

// Members of a `state` that the schema requires and that an earlier server leaves out: a client does without.
const leftOut = new Set(['stepBack', 'eachCase', 'leadersOnly', 'discussed', 'over', 'signals', 'takeLead', 'comeBack', 'endsAt']);

test('schema and decoder agree on every damaged message of the server, additions and what is left out apart', () => {
  const rich = ['state-late-start-leader.json', 'state-held-stepped-back.json', 'state-pending-leader.json'];
  const documents = golden('server', (name) => !name.startsWith('state-') || rich.includes(name));
  // A message with another's type has missing members and additional ones.
  const types = new Set(documents.map(({ type }) => type));
  const all = documents.flatMap((document) =>
    mutations('server', [document]).filter(({ value: { type } }) => type === document.type || !types.has(type)));
  const count = { accepted: 0, refused: 0, additions: 0, leftOut: 0 };

  decodeMessages(all).forEach(({ accepted, answer }, i) => {
    const { kind, key, value, text } = all[i];
    if (kind === 'missing' && leftOut.has(key)) {
      assert.ok(accepted, `${answer}: ${text}`);
      assert.ok(!directions.server(value), text);
      count.leftOut += 1;
      return;
    }
    if (kind === 'extra') {
      assert.ok(accepted, `${answer}: ${text}`);
      assert.ok(!directions.server(value), text);
      count.additions += 1;
      return;
    }
    assert.equal(directions.server(value), accepted, `${answer}: ${text}`);
    count[accepted ? 'accepted' : 'refused'] += 1;
  });

  assert.ok(count.accepted > 300 && count.refused > 3000 && count.additions > 20 && count.leftOut > 20, JSON.stringify(count));
});
