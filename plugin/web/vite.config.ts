// Two builds of one source: the server's own page (dist/page, the default mode), and the element as
// an ES module for other people's pages (dist/element, mode `element`).
import { readFileSync } from 'node:fs';

import { defineConfig, type Plugin } from 'vite';

/** Puts a dependency's licence beside the built files that contain it, as the licence demands. */
const licenceOf = (dependency: string, fileName: string): Plugin => ({
  name: `licence of ${dependency}`,
  generateBundle() {
    const source = readFileSync(
      new URL(`node_modules/${dependency}/LICENSE`, import.meta.url),
      'utf8',
    );
    this.emitFile({ type: 'asset', fileName, source });
  },
});

const litLicence = licenceOf('lit', 'lit-BSD-3-Clause.txt');
const fontLicence = licenceOf('@fontsource-variable/source-sans-3', 'source-sans-3-OFL-1.1.txt');

export default defineConfig(({ mode }) =>
  mode === 'element'
    ? {
        // The worklets are loaded from the module's own folder.
        base: './',
        plugins: [litLicence],
        build: {
          outDir: 'dist/element',
          emptyOutDir: true,
          target: 'es2022',
          sourcemap: true,
          lib: { entry: 'src/element.ts', formats: ['es'], fileName: () => 'stepback.js' },
        },
      }
    : {
        root: 'src/page',
        base: './',
        plugins: [litLicence, fontLicence],
        build: {
          outDir: '../../dist/page',
          emptyOutDir: true,
          target: 'es2022',
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
        },
      },
);
