// Checks HTTP exchanges against protocol/wire/openapi.json: requests and the answers that a server
// really gave. As a program it reads one JSON object a line from standard input,
//
//     {"method": "POST", "path": "/api/sessions", "request": {"contentType": "application/json", "body": "{…}"},
//      "response": {"status": 201, "headers": {"content-type": "application/json", …}, "body": "{…}"}}
//
// (`request` only if there was a body; bodies are text, header names lower case). It writes a line
// for each difference from the document. Exit status: 0 if there is none, 1 if there are some, 2 if
// it read nothing.

import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { complaints, makeValidator, readJson } from './support.mjs';

const documentId = 'https://stepback.invalid/openapi.json';
const document = readJson('openapi.json');
const schemas = makeValidator();
// The document is no schema, but parts of it are, and they refer to each other from its root.
schemas.addVocabulary(Object.keys(document));
schemas.addSchema(document, documentId);

const pointerStep = (key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

/** The compiled schema of a place in the document, given by its keys. */
function schemaAt(keys) {
  return schemas.getSchema(`${documentId}#/${keys.map(pointerStep).join('/')}`);
}

/** The document's path for a real one, or nothing. */
function templateOf(path) {
  const matches = (template) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  return Object.keys(document.paths).find(matches);
}

/** The response object at a place in the document, with references followed, and its place. */
function resolve(keys) {
  const value = keys.reduce((inner, key) => inner?.[key], document);
  return value?.$ref ? resolve(value.$ref.slice(2).split('/')) : { keys, value };
}

/** The errors in a body, which lies where `keys` say; nothing if it has none. */
function checkBody(what, keys, described, contentType, body) {
  if (!described.content) return body ? [`${what}: expected no body`] : [];
  const mediaType = (contentType ?? '').split(';')[0].trim().toLowerCase();
  if (!(mediaType in described.content)) {
    return [`${what}: expected ${Object.keys(described.content).join(' or ')}, found ${mediaType || 'no content type'}`];
  }
  let value = body;
  if (mediaType.endsWith('json')) {
    try {
      value = JSON.parse(body);
    } catch {
      return [`${what}: expected JSON`];
    }
  }
  const validate = schemaAt([...keys, 'content', mediaType, 'schema']);
  return validate(value) ? [] : [`${what}: ${complaints(validate)}`];
}

/** The answers that only the document's introduction describes: 404 and 405. */
function checkUnlisted(status, response) {
  const faults = [];
  if (response.status !== status) faults.push(`expected status ${status}, found ${response.status}`);
  if (status === 405 && !response.headers?.allow) faults.push('expected a header allow');
  const { keys, value } = resolve(['components', 'responses', 'NoSession']);
  return [...faults, ...checkBody('response', keys, value, response.headers?.['content-type'], response.body)];
}

/** Every difference between an exchange and the document; empty if there is none. */
export function checkExchange({ method, path, request, response }) {
  const template = templateOf(path);
  if (!template) return checkUnlisted(404, response);
  const at = ['paths', template, method.toLowerCase()];
  const { value: operation } = resolve(at);
  if (!operation) return checkUnlisted(405, response);

  const { keys, value: described } = resolve([...at, 'responses', String(response.status)]);
  if (!described) return [`status ${response.status}: expected ${Object.keys(operation.responses).join(', ')}`];

  const faults = checkBody('response', keys, described, response.headers?.['content-type'], response.body);
  for (const [name, header] of Object.entries(described.headers ?? {})) {
    const found = response.headers?.[name.toLowerCase()];
    const validate = schemaAt([...keys, 'headers', name, 'schema']);
    if (found === undefined ? header.required : !validate(found)) {
      faults.push(`header ${name}: expected one as described, found ${found ?? 'none'}`);
    }
  }
  if (response.status < 400) {
    if (operation.requestBody && !request) faults.push('request: a body is required, and one without was taken');
    if (request && operation.requestBody) {
      faults.push(...checkBody('request', [...at, 'requestBody'], operation.requestBody, request.contentType, request.body)
        .map((fault) => `${fault} (and it was taken)`));
    }
  }
  return faults;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let read = 0;
  let faults = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line) continue;
    read += 1;
    const exchange = JSON.parse(line);
    for (const fault of checkExchange(exchange)) {
      faults += 1;
      console.log(`${exchange.method} ${exchange.path} ${exchange.response.status}: ${fault}`);
    }
  }
  process.exitCode = read === 0 ? 2 : Number(faults > 0);
}
