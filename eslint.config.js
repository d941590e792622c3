// @ts-check
/**
 * The lint rules. They hold three promises: types are never talked round, pure packages stay pure,
 * and fp-ts is imported by the one path that plain Node resolves.
 */
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs'
import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const pureSources = ['packages/{kernel,core,projections}/src/**/*.ts']
const packageSources = ['packages/*/src/**/*.ts']
const tests = ['packages/*/test/**/*.ts', 'examples/*/test/**/*.ts', 'test/**/*.ts']

const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression.expression > TSUnknownKeyword.typeAnnotation',
  message: 'A cast through unknown hides any mistake: decode the value or narrow it.',
}

const importPaths = [
  {
    regex: '^fp-ts($|/(?!lib/\\w+\\.js$))',
    message: "Import 'fp-ts/lib/X.js': the other paths break under Node's ESM.",
  },
  {
    regex: '^io-ts/(?!lib/\\w+\\.js$)',
    message: "Import 'io-ts' or 'io-ts/lib/X.js': the other paths break under Node's ESM.",
  },
]

const throughTheFrontDoor = {
  regex: '^\\.\\./(.*/)?[a-z][\\w-]*/(src|test)(/|$)',
  message: 'Import another package by its name, through its exports.',
}

const impureModules = {
  regex:
    '^(node:|(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|stream|timers|url|util|vm|worker_threads|zlib)(/|$))',
  message: 'A pure package does no I/O: take what it needs as a value.',
}

const impureGlobals = [
  'process',
  'console',
  'crypto',
  'fetch',
  'performance',
  'globalThis',
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
  'Buffer',
].map((name) => ({
  name,
  message: 'A pure package has no clock, no chance, no I/O: take a value instead.',
}))

const impureSyntax = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'A pure package has no clock: the time comes in with the command.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'A pure package has no clock: the time comes in with the command.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'A pure package has no clock: the time comes in with the command.',
  },
  {
    selector:
      'MemberExpression[property.name=/^([gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds)|getTimezoneOffset|toLocale(Date|Time)?String)$/]',
    message: "This reads the machine's time zone or locale: use the UTC or civil-time functions.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'A pure package has no chance: a seed comes in as a value.',
  },
  {
    selector: 'ThrowStatement',
    message: 'Refuse with a value: decide, evolve and codecs are total.',
  },
  {
    selector: ':function[async=true]',
    message: 'Pure code is synchronous: ports belong to the runtime.',
  },
  {
    selector: 'AwaitExpression',
    message: 'Pure code is synchronous: ports belong to the runtime.',
  },
  { selector: 'ForOfStatement[await=true]', message: 'Pure code is synchronous.' },
  { selector: 'ImportExpression', message: 'A pure package imports statically.' },
]

const unfinishedTests = ['describe', 'it', 'test', 'suite', 'bench']
  .map((name) => [
    `MemberExpression[property.name=/^(only|skip|todo|fails)$/][object.name='${name}']`,
    `MemberExpression[property.name=/^(only|skip|todo|fails)$/][object.object.name='${name}']`,
  ])
  .flat()
  .map((selector) => ({
    selector,
    message: 'A test runs and passes, or it is not in the tree.',
  }))

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/coverage/**',
      '**/node_modules/**',
      '.tmp/**',
      'docs/**',
      'test/.programs/**',
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      comments.recommended,
    ],
    languageOptions: {
      // Two programs for the whole tree, the pure one first: a project service opens one a package and
      // takes three times as long.
      parserOptions: {
        project: ['tsconfig.pure.json', 'tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-imports': ['error', { patterns: importPaths }],
      'no-restricted-syntax': ['error', doubleCast],

      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      // A default stands for the rest of a union where a writer says so; without one, every case is there.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],

      // Each of these fights a form that is plain in fp-ts code.
      '@typescript-eslint/array-type': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A codec spelt with all three of its types says what it decodes from.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // An index loop is the fast form in a fold's hot path.
      '@typescript-eslint/prefer-for-of': 'off',
      // A port's method returns a promise whether or not this implementation waits for anything.
      '@typescript-eslint/require-await': 'off',

      '@eslint-community/eslint-comments/require-description': 'error',
      '@eslint-community/eslint-comments/no-unused-disable': 'error',
      '@eslint-community/eslint-comments/no-use': [
        'error',
        { allow: ['eslint-disable-next-line'] },
      ],
      // What no reason excuses.
      '@eslint-community/eslint-comments/no-restricted-disable': [
        'error',
        '@typescript-eslint/no-explicit-any',
        '@typescript-eslint/ban-ts-comment',
        '@typescript-eslint/no-unsafe-*',
        '@eslint-community/*',
        'no-restricted-*',
      ],
    },
  },
  {
    files: packageSources,
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [...importPaths, throughTheFrontDoor] }],
    },
  },
  {
    files: pureSources,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...importPaths, throughTheFrontDoor, impureModules] },
      ],
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': ['error', doubleCast, ...impureSyntax],
    },
  },
  {
    // The domain's samples and arbitraries are a tester's tool: a sample that doesn't fit is a bug.
    files: ['packages/core/src/testing/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        doubleCast,
        ...impureSyntax.filter(({ selector }) => selector !== 'ThrowStatement'),
      ],
    },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', doubleCast, ...unfinishedTests],
      'no-restricted-globals': [
        'error',
        ...['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'].map((name) => ({ name })),
      ],
      // In a test it is an assertion: this line must not compile.
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-expect-error': 'allow-with-description',
          'ts-ignore': true,
          'ts-nocheck': true,
          'ts-check': true,
        },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
