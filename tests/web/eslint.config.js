// @ts-check
// The lint rules of plugin/web and tests/web: `npm run lint` here runs them over both.

import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', 'build/'] },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-undef': 'off', // the compiler knows better
      // The types do not tell what a browser lacks, or what changes during an await.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Numbers read well in a sentence; anything else in it is a mistake.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => this.draw()` is the way to write a listener, `return this.show(…)` the way to leave
      // early.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A listener may be async. An error in it is an unhandled rejection, as anywhere.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['plugin/web/src/**/*.ts'],
    extends: [lit['flat/recommended']],
    // Lit calls an element's listeners with the element.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['tests/web/**'],
    rules: {
      // A stand-in for something asynchronous often has nothing to wait for, and a spy keeps a
      // method.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
