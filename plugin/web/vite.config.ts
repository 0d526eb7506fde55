// Two builds of one source: the server's own page (dist/page, the default mode) and the element as
// an ES module for somebody else's page (dist/element, mode `element`).
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) =>
  mode === 'element'
    ? {
        // The worklets stand beside the module, wherever that is.
        base: './',
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
        build: {
          outDir: '../../dist/page',
          emptyOutDir: true,
          target: 'es2022',
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
        },
      },
);
