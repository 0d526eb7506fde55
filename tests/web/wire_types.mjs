// @ts-check
// Makes plugin/web/src/wire/generated from the schemas of protocol/wire/schema:
//   npm run wire-types             writes the files
//   npm run wire-types -- --check  writes nothing; fails if a file is not what the schemas give

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';

/** @typedef {{[member: string]: unknown}} Schema */

const schemas = new URL('../../protocol/wire/schema/', import.meta.url);
const generated = new URL('../../plugin/web/src/wire/generated/', import.meta.url);
const banner = '// Made from protocol/wire/schema by tests/web/wire_types.mjs. Do not edit.\n\n';

/** The schemas that the files are made from, by name. */
export function readSchemas() {
  /** @returns {Schema} */
  const read = (/** @type {string} */ name) => {
    /** @type {unknown} */
    const document = JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), 'utf8'));
    if (!isSchema(document)) throw new Error(`${name} is no schema.`);
    return document;
  };
  return { common: read('common'), client: read('client'), server: read('server') };
}

/**
 * The text of each generated file by its name.
 * @param {ReturnType<typeof readSchemas>} from
 * @returns {Promise<Record<string, string>>}
 */
export async function generate({ common, client, server }) {
  const options = (await resolveConfig(fileURLToPath(generated))) ?? {};
  const pretty = (/** @type {string} */ text) =>
    format(banner + text, { ...options, parser: 'typescript' });
  return {
    'client.ts': await pretty(await typesOf(client, common, 'ClientMessage')),
    'server.ts': await pretty(await typesOf(server, common, 'ServerMessage')),
    'values.ts': await pretty(valuesOf([common, client, server])),
  };
}

/**
 * The types of one direction's messages.
 * @param {Schema} schema
 * @param {Schema} common
 * @param {string} name
 */
function typesOf(schema, common, name) {
  const whole = inlined(schema, 'common.schema.json#/$defs/', common);
  // With its own address the references would be looked up in the network.
  return compile({ ...whole, $id: undefined, title: name }, name, {
    ignoreMinAndMaxItems: true,
    bannerComment: '',
    format: false,
  });
}

/**
 * The schema with the definitions of `common` in place of the references to them. The
 * members beside a reference stay.
 * @param {Schema} schema
 * @param {string} prefix how a reference to a definition of `common` begins
 * @param {Schema} common
 * @returns {Schema}
 */
function inlined(schema, prefix, common) {
  const { $ref, ...beside } = schema;
  /** @type {Schema} */
  const members = {};
  for (const [name, value] of Object.entries(beside)) {
    members[name] = Array.isArray(value)
      ? value.map((/** @type {unknown} */ each) => inlinedValue(each, prefix, common))
      : inlinedValue(value, prefix, common);
  }
  if (typeof $ref !== 'string') return members;
  if (!$ref.startsWith(prefix)) return { $ref, ...members };
  const definitions = common['$defs'];
  const found = isSchema(definitions) ? definitions[$ref.slice(prefix.length)] : undefined;
  if (!isSchema(found)) throw new Error(`Nothing defines ${$ref}.`);
  return { ...inlined(found, '#/$defs/', common), ...members };
}

/**
 * @param {unknown} value
 * @param {string} prefix
 * @param {Schema} common
 */
function inlinedValue(value, prefix, common) {
  return isSchema(value) ? inlined(value, prefix, common) : value;
}

/**
 * The word lists and the bounds, each by the place where a schema has it.
 * @param {Schema[]} from
 */
function valuesOf(from) {
  /** @type {Record<string, unknown>} */
  const vocabulary = {};
  /** @type {Record<string, unknown>} */
  const longest = {};
  /** @type {Record<string, unknown>} */
  const mostItems = {};
  const put = (
    /** @type {Record<string, unknown>} */ into,
    /** @type {string} */ place,
    /** @type {unknown} */ value,
  ) => {
    if (place in into) throw new Error(`Two schemas define ${place}.`);
    into[place] = value;
  };
  for (const { $defs } of from) {
    visit(/** @type {Schema} */ ($defs), [], (place, schema) => {
      if (Array.isArray(schema['enum'])) {
        put(
          vocabulary,
          place,
          schema['enum'].filter((each) => each !== null),
        );
      }
      if ('maxLength' in schema) put(longest, place, schema['maxLength']);
      if ('maxItems' in schema) put(mostItems, place, schema['maxItems']);
    });
  }
  return `
    /** The words of each enumeration, without null. */
    export const vocabulary = ${JSON.stringify(vocabulary)} as const;
    /** A word of one enumeration. */
    export type Word<Place extends keyof typeof vocabulary> = (typeof vocabulary)[Place][number];
    /** The most code points of a text. */
    export const longest = ${JSON.stringify(longest)} as const;
    /** The most elements of a list. */
    export const mostItems = ${JSON.stringify(mostItems)} as const;
  `;
}

/**
 * Calls `take` for each schema with its place, such as `phase.prompts`: the definition, and the
 * members that lead from it. An element of a list has the place of its list.
 * @param {Schema} members
 * @param {string[]} path
 * @param {(place: string, schema: Schema) => void} take
 */
function visit(members, path, take) {
  for (const [name, value] of Object.entries(members)) {
    for (let schema = value; isSchema(schema); schema = schema['items']) {
      const place = [...path, name];
      take(place.join('.'), schema);
      if (isSchema(schema['properties'])) visit(schema['properties'], place, take);
    }
  }
}

/**
 * @param {unknown} value
 * @returns {value is Schema}
 */
function isSchema(value) {
  return typeof value === 'object' && value !== null;
}

/** @param {URL} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  for (const [name, text] of Object.entries(await generate(readSchemas()))) {
    const file = new URL(name, generated);
    if (textOf(file) === text) continue;
    if (check) {
      console.error(`${fileURLToPath(file)} is stale: npm --prefix tests/web run wire-types`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, text);
    }
  }
}
