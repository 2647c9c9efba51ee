import {defineConfig} from 'eslint/config';
import {configs as lit} from 'eslint-plugin-lit';
import {configs as wc} from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import {houseRules} from './scripts/eslint/house-rules.mjs';

const TESTS = ['**/*.test.ts', '**/*.fixture.ts', 'test/**', 'sandbox/test/**'];

/** Strings that become markup or code. Trusted Types would stop them in the browser; lint stops them before. */
const MARKUP_FROM_STRINGS = [
  {
    selector:
      'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc)$/]',
    message: 'Draw with a Lit template.',
  },
  {
    selector: 'TaggedTemplateExpression TemplateElement[value.raw=/\\s\\.(innerHTML|outerHTML|srcdoc)=/]',
    message: 'Draw with a Lit template.',
  },
  {
    selector:
      'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/<style|\\s\\.?style=/]',
    message: 'Use static styles: a strict content security policy refuses inline ones.',
  },
];

const LEAKS = [
  {
    selector: "CallExpression[callee.property.name='postMessage'][arguments.1.value='*']",
    message: 'Post to an explicit origin.',
  },
  {
    selector: "Property[key.name='targetOrigin'][value.value='*']",
    message: 'Post to an explicit origin.',
  },
];

const DEFAULT_EXPORTS = [
  {selector: 'ExportDefaultDeclaration', message: 'Named exports only.'},
  {selector: "ExportSpecifier[exported.name='default']", message: 'Named exports only.'},
];

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.cache/**',
      'coverage/**',
      'playwright-report/**',
      'test-results/**',
    ],
  },
  {linterOptions: {reportUnusedDisableDirectives: 'error'}},

  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strict],
    plugins: {house: houseRules},
    rules: {
      eqeqeq: ['error', 'always', {null: 'ignore'}],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...LEAKS],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', ignoreRestSiblings: true}],
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'separate-type-imports'}],
      '@typescript-eslint/no-empty-object-type': ['error', {allowInterfaces: 'with-single-extends'}],
      // A public class with static members only, and `void` as a type argument, are fine here.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'house/imports': 'error',
      'house/explained-exceptions': 'error',
      'house/todo-issue': 'error',
    },
  },

  // Rules that need types, only the ones that find what the compiler does not.
  {
    files: ['src/**/*.ts', 'sandbox/src/**/*.ts', 'sandbox/test/**/*.ts', 'test/**/*.ts'],
    // They belong to the demos' own projects.
    ignores: ['test/types/frameworks/**'],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test'},
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': ['error', {checksVoidReturn: {attributes: false}}],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },

  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended']],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
      'lit/ban-attributes': ['error', 'style', 'onclick', 'onload', 'onerror'],
      'lit/lifecycle-super': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      'no-console': ['error', {allow: ['warn', 'error']}],
      'no-restricted-syntax': ['error', ...LEAKS, ...MARKUP_FROM_STRINGS, ...DEFAULT_EXPORTS],
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage'].map((name) => ({
          name,
          message: 'Nothing of a user is stored in the page; state an exception with its reason.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        {object: 'Math', property: 'random', message: 'Use crypto.randomUUID() or crypto.getRandomValues().'},
        {object: 'document', property: 'write', message: 'Draw with a Lit template.'},
        {object: 'document', property: 'writeln', message: 'Draw with a Lit template.'},
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          ['localStorage', 'sessionStorage'].map((property) => ({object, property})),
        ),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/directives/unsafe-*', '**/directives/style-map*', '**/static-html*'],
              message: 'No markup or inline styles from strings.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['sandbox/src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {object: 'Math', property: 'random', message: 'States, nonces and ids come from node:crypto.'},
      ],
    },
  },
  {
    files: ['demo/**/*.{ts,tsx}'],
    rules: {'no-restricted-syntax': ['error', ...LEAKS, ...MARKUP_FROM_STRINGS]},
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      'no-restricted-syntax': ['error', ...LEAKS],
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'wc/guard-define-call': 'off',
      'wc/max-elements-per-file': 'off',
      'lit/no-template-arrow': 'off',
    },
  },
  {
    // The types of `expect` make every assertion look like a promise.
    files: ['src/**/*.test.ts'],
    rules: {'@typescript-eslint/no-floating-promises': 'off'},
  },
);
