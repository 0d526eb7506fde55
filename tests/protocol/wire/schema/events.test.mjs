// Events as the journal keeps them. The schema and the decoder accept the encoder's output and
// refuse everything else.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changed, complaints, places, readJson, run, schemaOf } from './support.mjs';

const seed = Number(process.env.STEPBACK_SEED ?? 1);
const validate = schemaOf('event.schema.json');
const samples = run('STEPBACK_EVENT_CODEC', [String(seed), '600']);
const decode = (texts) => run('STEPBACK_EVENT_CODEC', [], texts.map((text) => `${text}\n`).join(''));

test('the schema accepts every event that was written', () => {
  for (const text of samples) {
    assert.ok(validate(JSON.parse(text)), `seed ${seed}: ${complaints(validate)}: ${text}`);
  }
});

test('the decoder accepts every event that was written', () => {
  decode(samples).forEach((answer, i) => assert.equal(answer, 'ok', samples[i]));
});

test('every kind of event was written, and has a definition of its own', () => {
  const { oneOf } = readJson('schema/event.schema.json');
  const written = new Set(samples.map((text) => JSON.parse(text)).map((e) => `#/$defs/${e.type}.${e.version}`));
  assert.deepEqual([...written].sort(), oneOf.map(({ $ref }) => $ref).sort());
});

const mutations = {
  'a member is missing': (parent, key) => (Array.isArray(parent) ? (parent[key] = 0) : delete parent[key]),
  'a value is of another type': (parent, key) => {
    parent[key] = typeof parent[key] === 'object' && parent[key] !== null ? 'text' : { an: 'object' };
  },
  'a number is negative': (parent, key) => {
    if (typeof parent[key] === 'number') parent[key] = -1;
  },
  'a word is another': (parent, key) => {
    if (typeof parent[key] === 'string') parent[key] = 'another';
  },
};

for (const [name, change] of Object.entries(mutations)) {
  test(`when ${name}, the schema and the decoder agree`, () => {
    const mutants = [];
    for (const text of samples.slice(0, 120)) {
      const event = JSON.parse(text);
      for (const keys of [...places(event)].slice(0, 60)) {
        const mutant = changed(event, keys, change);
        if (JSON.stringify(mutant) !== JSON.stringify(event)) mutants.push(mutant);
      }
    }
    assert.ok(mutants.length > 100);
    let refused = 0;
    decode(mutants.map((mutant) => JSON.stringify(mutant))).forEach((answer, i) => {
      if (validate(mutants[i])) return;
      refused += 1;
      assert.notEqual(answer, 'ok', JSON.stringify(mutants[i]));
    });
    assert.ok(refused > 50, 'the mutations were no mutations');
  });
}
