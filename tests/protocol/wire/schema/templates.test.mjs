// The shipped templates against their schema.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complaints, readFolder, schemaOf } from './support.mjs';

const validate = schemaOf('template.schema.json');
const templates = readFolder('../template/shipped');

test('every shipped template is what its schema says', () => {
  assert.ok(templates.length >= 5);
  for (const { name, text } of templates) {
    assert.ok(validate(JSON.parse(text)), `${name}: ${complaints(validate)}`);
  }
});

test('a template is named after its file', () => {
  for (const { name, text } of templates) assert.equal(`${JSON.parse(text).id}.json`, name);
});

test('the schema refuses a template with a phase too few, a right that does not exist, or an extra member', () => {
  const template = () => JSON.parse(templates[0].text);
  const fewer = template();
  fewer.phases = fewer.phases.slice(0, 2);
  assert.ok(!validate(fewer));
  const right = template();
  right.phases[0].seats.member.may = ['shout'];
  assert.ok(!validate(right));
  assert.ok(!validate({ ...template(), colour: 'blue' }));
});
