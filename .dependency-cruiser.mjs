/**
 * Who may import whom, type-only imports included. The house (docs and CONTRIBUTING have the drawing):
 * kernel <- core <- projections; kernel <- runtime <- adapters; kernel, runtime <- testing; examples -> all.
 */

/** The workspace packages that the sources of each may import. */
const arrows = {
  kernel: [],
  core: ['kernel'],
  projections: ['kernel', 'core'],
  runtime: ['kernel'],
  testing: ['kernel', 'runtime'],
}
const adapterArrows = ['kernel', 'runtime']

/** Aggregates in the order of `needs`: each may look leftwards only; the last two stand side by side. */
const order = [
  ['agency'],
  ['plan'],
  ['delegation'],
  ['visits'],
  ['assignment'],
  ['inspection'],
  ['remediation'],
  ['initiative', 'accountability'],
]

const any = (names) => `(${names.join('|')})`
const named = Object.keys(arrows)

const arrowRules = [
  ...Object.entries(arrows).map(([name, allowed]) => ({
    name: `${name}-src-imports-only-${allowed.join('-and-') || 'itself'}`,
    severity: 'error',
    from: { path: `^packages/${name}/src/` },
    to: { path: '^packages/', pathNot: `^packages/${any([name, ...allowed])}/` },
  })),
  {
    name: 'an-adapter-imports-only-kernel-and-runtime',
    severity: 'error',
    from: { path: '^packages/([^/]+)/src/', pathNot: `^packages/${any(named)}/` },
    to: { path: '^packages/', pathNot: `^packages/($1|${adapterArrows.join('|')})/` },
  },
  // A package's tests may use, besides what its sources may, the testing kit and the runtime.
  ...Object.entries(arrows).map(([name, allowed]) => ({
    name: `${name}-tests-stay-in-their-wing`,
    severity: 'error',
    from: { path: `^packages/${name}/(?!src/)` },
    to: {
      path: '^packages/',
      pathNot: `^packages/${any([...new Set([name, ...allowed, 'testing', 'runtime'])])}/`,
    },
  })),
  {
    name: 'adapter-tests-stay-in-their-wing',
    severity: 'error',
    from: { path: '^packages/([^/]+)/(?!src/)', pathNot: `^packages/${any(named)}/` },
    to: { path: '^packages/', pathNot: `^packages/($1|${adapterArrows.join('|')}|testing)/` },
  },
  {
    name: 'sources-do-not-import-tests-or-examples',
    severity: 'error',
    from: { path: '^packages/[^/]+/src/' },
    to: { path: '^(examples|test|scripts)/|^packages/[^/]+/(test|dist)/' },
  },
  {
    name: 'the-front-door-of-another-package',
    comment: 'Another package is imported through its exports; only they are public.',
    severity: 'error',
    from: { path: '^packages/([^/]+)/src/' },
    to: {
      path: '^packages/[^/]+/src/[^/]+/',
      pathNot: '^packages/$1/',
    },
  },
]

const aggregateRules = order.flatMap((rank, at) =>
  rank.map((name) => {
    const visible = [name, ...order.slice(0, at).flat()]
    return {
      name: `${name}-looks-leftwards-only`,
      severity: 'error',
      from: { path: `^packages/core/src/${name}/` },
      to: {
        path: `^packages/core/src/${any([...order.flat(), 'policies'])}/`,
        pathNot: `^packages/core/src/${any(visible)}/`,
      },
    }
  }),
)

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Type-only cycles too: a reader has to be able to start somewhere.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...arrowRules,
    {
      name: 'vocabulary-knows-no-aggregate',
      severity: 'error',
      from: { path: '^packages/core/src/vocabulary/' },
      to: { path: `^packages/core/src/${any([...order.flat(), 'policies', 'testing'])}(/|\\.ts$)` },
    },
    ...aggregateRules,
    {
      name: 'kernel-imports-only-fp-ts-and-io-ts',
      severity: 'error',
      from: { path: '^packages/kernel/src/' },
      to: {
        pathNot: '^packages/kernel/src/|node_modules/(fp-ts|io-ts)/',
      },
    },
    {
      name: 'core-imports-only-fp-ts-and-io-ts',
      comment: 'Its /testing entry holds arbitraries, and may use fast-check.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: '^packages/core/src/testing(/|\\.ts$)' },
      to: { pathNot: '^packages/|node_modules/(fp-ts|io-ts)/' },
    },
    {
      name: 'core-testing-adds-fast-check',
      severity: 'error',
      from: { path: '^packages/core/src/testing(/|\\.ts$)' },
      to: { pathNot: '^packages/|node_modules/(fp-ts|io-ts|fast-check)/' },
    },
    {
      name: 'core-does-not-know-its-testing',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: '^packages/core/src/testing(/|\\.ts$)' },
      to: { path: '^packages/core/src/testing(/|\\.ts$)' },
    },
    {
      name: 'projections-import-only-fp-ts-and-io-ts',
      comment: 'Their /report entry draws charts, and may use echarts.',
      severity: 'error',
      from: {
        path: '^packages/projections/src/',
        pathNot: '^packages/projections/src/report(/|\\.ts$)',
      },
      to: { pathNot: '^packages/|node_modules/(fp-ts|io-ts)/' },
    },
    {
      name: 'projections-report-adds-echarts',
      severity: 'error',
      from: { path: '^packages/projections/src/report(/|\\.ts$)' },
      to: { pathNot: '^packages/|node_modules/(fp-ts|io-ts|echarts)/' },
    },
    {
      name: 'projections-do-not-know-their-report',
      severity: 'error',
      from: {
        path: '^packages/projections/src/',
        pathNot: '^packages/projections/src/report(/|\\.ts$)',
      },
      to: { path: '^packages/projections/src/report(/|\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|\\.programs)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
