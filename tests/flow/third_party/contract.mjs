// The contract's machine-readable half, as checks for answers and messages.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

import Ajv2020 from 'ajv/dist/2020.js';

const folder = new URL('../../../protocol/wire/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const openapi = read('openapi.json');
export const golden = { valid: read('golden/rtp/valid.json'), invalid: read('golden/rtp/invalid.json') };
/** Texts that the server refuses. */
export const requests = read('golden/invalid/requests.json').filter(({ text }) => text !== undefined);

const isUri = (text) => {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
};

const OPENAPI = 'https://stepback.invalid/openapi.json';
const ajv = new Ajv2020({ strictTypes: false, formats: { uri: isUri, 'uri-reference': true } });
for (const name of readdirSync(new URL('schema/', folder))) ajv.addSchema(read(`schema/${name}`));
ajv.addVocabulary(Object.keys(openapi)); // what stands around its schemas
ajv.addSchema({ $id: OPENAPI, ...openapi });

/** The part of the document at a JSON Pointer's steps, references followed: { value, steps }. */
function find(...steps) {
  let value = openapi;
  for (const step of steps) value = value?.[step];
  const reference = value?.$ref;
  return reference?.startsWith('#/') ? find(...reference.slice(2).split('/')) : { value, steps };
}

const escapeStep = (step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Fails unless the value matches the schema at these steps of the OpenAPI document. */
function holdSchema(steps, value, what) {
  hold(`${OPENAPI}#/${steps.map(escapeStep).join('/')}`, value, what);
}

function hold(reference, value, what) {
  const validate = ajv.getSchema(reference);
  assert.ok(validate, `no schema at ${reference}`);
  if (validate(value)) return;
  const complaints = validate.errors.map((error) => `${error.instancePath} ${error.message}`).join('; ');
  assert.fail(`${what}: ${complaints}: ${JSON.stringify(value)}`);
}

/** Fails unless a control message of the server's matches its schema. */
export function holdMessage(message) {
  hold('https://stepback.invalid/schema/server.schema.json', message, message.type);
}

/** The document's paths on the public port, and those on the operator's. */
export const paths = {
  public: Object.keys(openapi.paths).filter((path) => !openapi.paths[path].servers),
  operations: Object.keys(openapi.paths).filter((path) => openapi.paths[path].get?.tags.includes('operation')),
};

/** The document's path on a port for a request's path, such as /api/sessions/{id}, or undefined. */
function templateOf(path, port) {
  const parts = path.split('/');
  return paths[port].find((template) => {
    const names = template.split('/');
    return names.length === parts.length && names.every((name, i) => (name === '{id}' ? parts[i] : name === parts[i]));
  });
}

/** The "METHOD path status" of the document that were seen. */
export const seen = new Set();

/** Every "METHOD path status" that the document lists. */
export const listed = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, operation]) => operation.responses)
    .flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
);

/**
 * Fails unless the document has this answer to this call on a port: its status, headers, media type and body.
 * A path that it does not list must be answered with 404, a method that a path does not list with 405
 * and Allow, both with a problem document.
 */
export function holdAnswer(method, path, answer, port = 'public') {
  const what = `${method} ${path} ${answer.status}`;
  const template = templateOf(path, port);
  const operation = openapi.paths[template]?.[method.toLowerCase()];
  if (!operation) {
    assert.equal(answer.status, template ? 405 : 404, what);
    if (template) assert.deepEqual(allowed(answer), methodsOf(template), `${what}: Allow`);
    holdProblem(answer, ['components', 'schemas', 'Problem'], what);
    return;
  }
  const response = find('paths', template, method.toLowerCase(), 'responses', String(answer.status));
  assert.ok(response.value, `${what}: the document has no such status: ${answer.text}`);
  seen.add(`${method} ${template} ${answer.status}`);

  for (const [name, header] of Object.entries(response.value.headers ?? {})) {
    const value = answer.headers.get(name);
    if (header.required) assert.ok(value !== null, `${what}: no ${name}`);
    if (value !== null) holdSchema([...response.steps, 'headers', name, 'schema'], value, `${what}: ${name}`);
  }
  const types = Object.keys(response.value.content ?? {});
  if (types.length === 0) {
    assert.equal(answer.text, '', `${what}: a body`);
    return;
  }
  assert.ok(types.includes(answer.contentType), `${what}: ${answer.contentType}, expected ${types}`);
  const schema = [...response.steps, 'content', answer.contentType, 'schema'];
  if (answer.status >= 400) holdProblem(answer, schema, what);
  else holdSchema(schema, answer.contentType.endsWith('json') ? answer.json : answer.text, what);
}

/** A problem document, whose status is the answer's. */
function holdProblem(answer, schema, what) {
  assert.equal(answer.contentType, 'application/problem+json', what);
  holdSchema(schema, answer.json, what);
  assert.equal(answer.json.status, answer.status, what);
}

/** The methods of a path, except HEAD, which works wherever GET does. */
const methodsOf = (template) =>
  Object.keys(openapi.paths[template])
    .filter((method) => openapi.paths[template][method].responses)
    .map((method) => method.toUpperCase())
    .sort();
const allowed = (answer) =>
  (answer.headers.get('allow') ?? '')
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method !== 'HEAD')
    .sort();
