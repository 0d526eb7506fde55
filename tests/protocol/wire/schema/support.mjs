// The schema tests' shared parts: the documents of protocol/wire, a validator that knows them, and
// the two C++ programs that run the codec.

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import Ajv2020 from 'ajv/dist/2020.js';

const protocol = new URL('../../../../protocol/wire/', import.meta.url);

/** A file's path below protocol/wire. */
export const pathOf = (name) => fileURLToPath(new URL(name, protocol));
export const readText = (name) => readFileSync(pathOf(name), 'utf8');
export const readJson = (name) => JSON.parse(readText(name));

/** The JSON files of a folder below protocol/wire, sorted: [{ name, text }]. */
export const readFolder = (folder) =>
  readdirSync(pathOf(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, text: readText(`${folder}/${name}`) }));

/**
 * Makes a validator with every schema of the wire. It is strict: an unknown keyword is an error.
 */
export function makeValidator() {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false, // a reference may carry the type
    formats: { uri: isUrl, 'uri-reference': true },
  });
  for (const { text } of readFolder('schema')) ajv.addSchema(JSON.parse(text));
  return ajv;
}

function isUrl(text) {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
}

const schemas = makeValidator();

/** The compiled schema of a file in protocol/wire/schema. */
export const schemaOf = (file) => schemas.getSchema(`https://stepback.invalid/schema/${file}`);

/** { client, server }: the compiled schemas of both directions. */
export const directions = {
  client: schemaOf('client.schema.json'),
  server: schemaOf('server.schema.json'),
};

/** A schema's complaints about a value, for a failing test's message. */
export const complaints = (validate) =>
  (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join('; ');

/** Every place in a document: the keys that lead to each member and element, the outermost first. */
export function* places(document, path = []) {
  if (document === null || typeof document !== 'object') return;
  for (const key of Object.keys(document)) {
    yield [...path, key];
    yield* places(document[key], [...path, key]);
  }
}

/** A copy of a document in which `change(container, key)` has changed the value at a place. */
export function changed(document, path, change) {
  const copy = structuredClone(document);
  const container = path.slice(0, -1).reduce((value, key) => value[key], copy);
  change(container, path.at(-1));
  return copy;
}

/** Runs a program of the tests, named by an environment variable, and returns its lines. */
export function run(variable, args, input) {
  const program = process.env[variable];
  if (!program) throw new Error(`${variable} is not set: run these tests through ctest`);
  const result = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${program}: ${result.stderr || result.signal}`);
  return result.stdout.split('\n').slice(0, -1);
}

/**
 * Good messages from the C++ encoder: [{ direction, text }]. The same seed gives the same messages.
 * Throws if the decoder does not read one of them as what was written.
 */
export const generateMessages = (seed, count) =>
  run('STEPBACK_MESSAGE_SAMPLES', [String(seed), String(count)]).map((line) => ({
    direction: line.slice(0, line.indexOf(' ')),
    text: line.slice(line.indexOf(' ') + 1),
  }));

/** Returns the C++ decoder's verdict on each message: [{ accepted, answer }]. */
export function decodeMessages(messages) {
  const lines = messages.map(({ direction, text }) => `${direction} ${text}\n`);
  const answers = run('STEPBACK_MESSAGE_CHECK', [], lines.join(''));
  if (answers.length !== messages.length) {
    throw new Error(`${messages.length} messages, ${answers.length} answers`);
  }
  return answers.map((answer) => ({ accepted: answer === 'accepted', answer }));
}
