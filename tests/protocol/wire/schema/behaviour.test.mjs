// The scripts of behaviour against their schema, and what a schema cannot say of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complaints, readFolder, readJson, schemaOf } from './support.mjs';

const validate = schemaOf('behaviour.schema.json');
const files = readFolder('behaviour').filter(({ name }) => name !== 'timings.json');
const scripts = files.flatMap(({ name, text }) => JSON.parse(text).scripts.map((script) => ({ name, ...script })));

test('every file of scripts is what its schema says', () => {
  assert.ok(files.length >= 9);
  for (const { name, text } of files) {
    assert.ok(validate(JSON.parse(text)), `${name}: ${complaints(validate)}`);
  }
});

test('time goes on from step to step', () => {
  for (const { name, title, steps } of scripts) {
    let now = 0;
    for (const step of steps) {
      const [from, to] = step.between ?? [step.at, step.at];
      assert.ok(from <= to && to >= now, `${name}: ${title}: ${JSON.stringify(step)}`);
      now = to;
    }
  }
});

test('a script expects something, and has a title that no other has', () => {
  for (const { name, title, steps } of scripts) {
    assert.ok(steps.some(({ client }) => client), `${name}: ${title}`);
  }
  assert.equal(new Set(scripts.map(({ title }) => title)).size, scripts.length);
});

test('staying away is all that a step expects which expects it', () => {
  for (const { name, title, steps } of scripts) {
    for (const { client } of steps) {
      if (client?.includes('staysAway')) assert.deepEqual(client, ['staysAway'], `${name}: ${title}`);
    }
  }
});

test('the scripts hold every code of a goodbye that ends a session, and every effect of the next step', () => {
  const steps = scripts.flatMap((script) => script.steps);
  const codes = new Set(steps.filter(({ server }) => server?.type === 'bye').map(({ server }) => server.code));
  for (const code of ['restarting', 'rateLimited', 'notKept', 'notJoined', 'superseded', 'removed', 'sessionEnded', 'badToken']) {
    assert.ok(codes.has(code), code);
  }
  const does = new Set(steps.map(({ state }) => state?.session?.next?.does).filter(Boolean));
  const { enum: words } = readJson('schema/server.schema.json').$defs.nextStep.properties.does;
  assert.deepEqual([...does].sort(), [...words].sort());
});

test('the schema refuses a step that does two things, an act that is none, and a message that is none', () => {
  const script = (step) => ({ about: 'x', scripts: [{ title: 'x', begins: 'idle', steps: [step] }] });
  assert.ok(validate(script({ at: 0, person: 'joins' })));
  assert.ok(!validate(script({ at: 0, person: 'joins', network: 'opens' })));
  assert.ok(!validate(script({ between: [0, 1], client: ['waves'] })));
  assert.ok(!validate(script({ between: [0], client: [] })));
  assert.ok(!validate(script({ at: 0, server: { type: 'applause' } })));
});

test('the timings are whole and positive, and the pauses grow', () => {
  const { client, page } = readJson('behaviour/timings.json');
  for (const each of [...Object.values(client), ...Object.values(page)]) assert.ok(Number.isInteger(each) && each > 0);
  assert.ok(client.firstPause < client.longestPause);
  assert.ok(page.doubtAfter < client.silenceLimit);
  assert.ok(client.pingEvery < page.doubtAfter, 'a lively server leaves no doubt');
});
