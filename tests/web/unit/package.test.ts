// The npm package, as `npm pack` would make it of the built files. Needs `npm run build` in
// plugin/web, and packs without building again.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const folder = new URL('plugin/web/', root);
const read = (path: string, base = folder): string => readFileSync(new URL(path, base), 'utf8');

const packed = (): string[] => {
  const said = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    cwd: fileURLToPath(folder),
    encoding: 'utf8',
  });
  const [{ files }] = JSON.parse(said) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
};

test('the package holds its licence, and those of the works that are built into it', () => {
  expect(packed()).toEqual(
    expect.arrayContaining(['LICENSE', 'dist/element/lit-BSD-3-Clause.txt']),
  );
  expect(read('LICENSE')).toBe(read('LICENSE', root));
  const description = JSON.parse(read('package.json')) as Record<string, unknown>;
  expect(description['license']).toBe('Apache-2.0');
});

test('every type that a packed declaration imports is packed too', () => {
  const files = packed();
  const declarations = files.filter((file) => file.endsWith('.d.ts'));
  expect(declarations).toContain('dist/types/element.d.ts');
  const imported = declarations.flatMap((file) =>
    [...read(file).matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+)['"]/g)].map(([, target = '']) =>
      posix.join(posix.dirname(file), target).replace(/(\.[jt]s)?$/, '.d.ts'),
    ),
  );
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((file) => !files.includes(file))).toEqual([]);
});
