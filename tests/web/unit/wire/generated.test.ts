// plugin/web/src/wire/generated holds what the schemas of protocol/wire/schema say.

import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generate, readSchemas } from '../../wire_types.mjs';

const folder = new URL('../../../../plugin/web/src/wire/generated/', import.meta.url);
const committed = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

/** Returns what is generated after one text of a schema was replaced. */
function generateWith(name: 'common' | 'client' | 'server', from: string, to: string) {
  const schemas = readSchemas();
  const text = JSON.stringify(schemas[name]);
  expect(text).toContain(from);
  return generate({ ...schemas, [name]: JSON.parse(text.replace(from, to)) as object });
}

describe('the generated types', () => {
  it('are those of the present schemas', async () => {
    expect(committed).toEqual(await generate(readSchemas()));
  });

  it.each([
    ['client', '"type":{"const":"leave"}', '"type":{"const":"go"}', 'client.ts'],
    ['client', '"required":["type","raised"]', '"required":["type"]', 'client.ts'],
    ['server', '"hand":{"type":"boolean"}', '"hand":{"type":"number"}', 'server.ts'],
    ['server', '"enum":["debrief","end",null]', '"enum":["debrief",null]', 'values.ts'],
    ['server', '"maxItems":64', '"maxItems":65', 'values.ts'],
    ['common', '"enum":["ok","poor","none"]', '"enum":["ok","poor","none","well"]', 'values.ts'],
    ['common', '"enum":["ok","poor","none"]', '"enum":["ok"]', 'server.ts'],
    ['common', '"maxLength":2000', '"maxLength":2001', 'values.ts'],
  ] as const)('would differ if the %s schema had %s as %s', async (name, from, to, file) => {
    const changed = await generateWith(name, from, to);
    expect(changed[file]).not.toBe(committed[file]);
  });

  it('are refused if two schemas give one word list different meanings', async () => {
    const twice = generateWith('server', '"$defs":{', '"$defs":{"role":{"enum":["king"]},');
    await expect(twice).rejects.toThrow('role');
  });
});
