// Messages that the C++ encoder wrote from generated values: the schemas and the decoder take them all.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complaints, decodeMessages, directions, generateMessages, readJson } from './support.mjs';

const seed = Number(process.env.STEPBACK_SEED ?? 1);
const messages = generateMessages(seed, 400);

test('the schema accepts every generated message', () => {
  for (const { direction, text } of messages) {
    const validate = directions[direction];
    assert.ok(validate(JSON.parse(text)), `seed ${seed}: ${complaints(validate)}: ${text}`);
  }
});

test('the decoder accepts every generated message', () => {
  decodeMessages(messages).forEach(({ accepted, answer }, i) => {
    assert.ok(accepted, `seed ${seed}: ${answer}: ${messages[i].text}`);
  });
});

test('every type of both directions was generated', () => {
  for (const direction of Object.keys(directions)) {
    const made = messages.filter((message) => message.direction === direction);
    const types = new Set(made.map(({ text }) => JSON.parse(text).type));
    assert.equal(types.size, readJson(`schema/${direction}.schema.json`).oneOf.length, direction);
  }
});

test('the same seed generates the same messages, another one others', () => {
  assert.deepEqual(generateMessages(seed, 20), messages.slice(0, 40));
  assert.notDeepEqual(generateMessages(seed + 1, 20), messages.slice(0, 40));
});
