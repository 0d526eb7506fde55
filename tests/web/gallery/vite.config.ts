import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  base: './',
  server: { fs: { allow: ['../../..'] } },
  build: { outDir: '../../../build/web/gallery', emptyOutDir: true, target: 'es2022' },
});
