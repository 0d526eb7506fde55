// The golden samples against the JSON Schemas.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complaints, directions, readFolder, readJson } from './support.mjs';

for (const [direction, validate] of Object.entries(directions)) {
  test(`every golden message of the ${direction} is what its schema says`, () => {
    const samples = readFolder(`golden/messages/${direction}`);
    assert.ok(samples.length >= 9);
    for (const { name, text } of samples) {
      assert.ok(validate(JSON.parse(text)), `${name}: ${complaints(validate)}`);
    }
  });

  test(`every type of the ${direction} schema has a golden message`, () => {
    const types = readFolder(`golden/messages/${direction}`).map(({ text }) => JSON.parse(text).type);
    const { oneOf } = readJson(`schema/${direction}.schema.json`);
    assert.deepEqual([...new Set(types)].sort(), oneOf.map(({ $ref }) => $ref.split('/').pop()).sort());
  });

  test(`a golden message of the ${direction} is one compact line`, () => {
    for (const { name, text } of readFolder(`golden/messages/${direction}`)) {
      assert.equal(text, `${JSON.stringify(JSON.parse(text))}\n`, name);
    }
  });
}

/** A sample's document, or nothing if the text is not JSON in UTF-8. */
function parse({ text, hex }) {
  try {
    return { value: JSON.parse(text ?? new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(hex, 'hex'))) };
  } catch {
    return undefined;
  }
}

for (const [file, direction] of [
  ['json.json', 'client'],
  ['json.json', 'server'],
  ['requests.json', 'client'],
  ['server-messages.json', 'server'],
]) {
  test(`the schema of the ${direction} refuses the bad samples of ${file}`, () => {
    const validate = directions[direction];
    for (const sample of readJson(`golden/invalid/${file}`)) {
      const document = parse(sample);
      if (!document) continue;
      // `schema` stands at samples that no schema can refuse, and says why.
      const expected = direction === 'client' && 'schema' in sample;
      assert.equal(validate(document.value), expected, sample.why);
    }
  });
}
