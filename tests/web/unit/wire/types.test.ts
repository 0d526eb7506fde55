// The types of wire/messages.ts say exactly what protocol/wire/schema says. Types are made from the
// schemas, and the compiler is asked whether each can stand for the other. Both are also compared
// member by member, since an optional member on one side alone escapes the compiler.

import { readFileSync } from 'node:fs';
import { type JSONSchema, compile } from 'json-schema-to-typescript';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parsed, protocolFolder } from './golden.js';

const messagesFile = new URL('../../../../plugin/web/src/wire/messages.ts', import.meta.url)
  .pathname;
const folder = new URL('./virtual/', import.meta.url).pathname;

/** Types from a schema whose references lead to the schemas beside it. */
async function typesOf(direction: 'client' | 'server'): Promise<string> {
  const file = `${protocolFolder('schema/')}${direction}.schema.json`;
  // Its own address would be looked up in the network.
  const schema = parsed<JSONSchema>(readFileSync(file, 'utf8'));
  delete schema['$id'];
  return compile({ ...schema, title: 'FromSchema' }, 'FromSchema', {
    cwd: protocolFolder('schema/'),
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
    bannerComment: '',
    format: false,
  });
}

interface Finding {
  /** The compiler's complaints when each stands for the other. */
  complaints(): string[];
  fromSchema: unknown;
  ours: unknown;
}

/** The language's own declarations, read once. */
const library = new Map<string, ts.SourceFile>();

/** Compiles both together without writing a file. */
function compare(fromSchema: string, name: string, messages: string): Finding {
  const proof = `${folder}proof.ts`;
  const files = new Map([
    [`${folder}from_schema.ts`, fromSchema],
    [`${folder}messages.ts`, messages],
    [
      proof,
      `import type { FromSchema } from './from_schema.js';
       import type { ${name} } from './messages.js';
       export const there = (each: FromSchema): ${name} => each;
       export const back = (each: ${name}): FromSchema => each;`,
    ],
  ]);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    skipLibCheck: true,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile(file, version) {
      const text = files.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, version);
      const known = library.get(file) ?? disk.getSourceFile(file, version);
      if (known) library.set(file, known);
      return known;
    },
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    directoryExists: (path) => `${path}/` === folder || (disk.directoryExists?.(path) ?? false),
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const typeNamed = (file: string, wanted: string): unknown => {
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(folder + file);
    const module = source && checker.getSymbolAtLocation(source);
    const symbol = module && checker.getExportsOfModule(module).find((it) => it.name === wanted);
    if (!symbol) throw new Error(`no ${wanted} in ${file}`);
    return portrait(checker, checker.getDeclaredTypeOfSymbol(symbol));
  };
  return {
    complaints: () =>
      ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    fromSchema: typeNamed('from_schema.ts', 'FromSchema'),
    ours: typeNamed('messages.ts', name),
  };
}

/** A type as a value: lists for unions, objects for members, `name?` for optional members. */
function portrait(checker: ts.TypeChecker, type: ts.Type): unknown {
  if (type.isUnion()) {
    const parts = type.types.map((each) => portrait(checker, each));
    return parts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (checker.isArrayType(type)) {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return { each: element && portrait(checker, element) };
  }
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) {
    return checker.typeToString(type);
  }
  const members = checker.getPropertiesOfType(type).map((member): [string, unknown] => {
    const optional = (member.flags & ts.SymbolFlags.Optional) !== 0;
    const of = checker.getTypeOfSymbol(member);
    return [
      optional ? `${member.name}?` : member.name,
      portrait(checker, optional ? checker.getNonNullableType(of) : of),
    ];
  });
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const messages = readFileSync(messagesFile, 'utf8');

describe.each([
  {
    direction: 'client' as const,
    name: 'ClientMessage',
    changes: [
      ['lost: number;', 'lost?: number;'],
      ["{ type: 'mute'; participant: string }", "{ type: 'mute' }"],
      ["'pause' | 'help' | 'tech'", "'pause' | 'help'"],
      ['name?: string;', 'name?: string; nickname?: string;'],
    ],
  },
  {
    direction: 'server' as const,
    name: 'ServerMessage',
    changes: [
      ['until: number | null;', 'until: number;'],
      ["'ok' | 'poor' | 'none'", "'ok' | 'poor' | 'none' | 'well'"],
      ['hand: boolean;', 'hand?: boolean;'],
      ['hand: boolean;', 'hand: boolean; mood?: string;'],
    ],
  },
])('the messages of the $direction', ({ direction, name, changes }) => {
  it('have the types that the schema has', { timeout: 60_000 }, async () => {
    const found = compare(await typesOf(direction), name, messages);
    expect(found.complaints()).toEqual([]);
    expect(found.ours).toEqual(found.fromSchema);
  });

  it('would be found out if a type said less or more', { timeout: 60_000 }, async () => {
    const types = await typesOf(direction);
    for (const [from = '', to = ''] of changes) {
      expect(messages).toContain(from);
      const { fromSchema, ours } = compare(types, name, messages.replace(from, to));
      expect(ours, to).not.toEqual(fromSchema);
    }
  });
});
