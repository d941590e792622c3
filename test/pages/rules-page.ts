/**
 * `docs/rules.md`: from the plan's clauses to rules, their kinds, rejections and tests.
 */
import { domain, ruleKinds, rules, type RuleId } from '@kiemtra/core'
import { article, demandsOf } from './article.ts'
import type { Clause, Held } from './clause.ts'
import { literalOf, membersOf } from './codecs.ts'
import { parts } from './clauses.ts'
import { cell, table } from './markdown.ts'
import { testsIn, type Titled } from './titles.ts'

/** Where the rules are tried: the domain, what is built on it, and the whole. */
const EVERYWHERE = [
  'packages/core/test/**/*.test.ts',
  'packages/projections/test/**/*.test.ts',
  'packages/runtime/test/**/*.test.ts',
  'test/integration/**/*.test.ts',
  'examples/*/test/**/*.test.ts',
]
/** Where every test names what it is for. */
const STRICT = 'packages/core/test/'

const isRuleId = (text: string): text is RuleId => text in rules

const ids = Object.keys(rules).filter(isRuleId)

// ----------------------------------------------------------- what there is

/** A kind of rejection, by the rule that it names. */
interface Rejecting {
  readonly category: string
  readonly tag: string
  readonly rule: string
}

const rejecting: ReadonlyArray<Rejecting> = domain.flatMap(({ category, rejections }) =>
  membersOf(rejections).map((member) => ({
    category,
    tag: literalOf(member, '_tag'),
    rule: literalOf(member, 'rule'),
  })),
)

const tests = testsIn(EVERYWHERE)

const testsOf = (rule: RuleId): ReadonlyArray<Titled> =>
  tests.filter(({ names }) => names.includes(rule))

// ---------------------------------------------------------------- problems

const isHeldBy = ({ file, title }: Held, { rules: carried }: Clause): boolean =>
  tests.some(
    (one) =>
      one.file === file && one.title === title && carried.some((rule) => one.names.includes(rule)),
  )

/** What a clause lacks: a rule, a test for one of its rules, a test that there is. */
export const unheld = (one: Clause): ReadonlyArray<string> => [
  ...(one.rules.length === 0 ? [`'${one.en}' has no rule`] : []),
  ...(one.held.length === 0 ? [`'${one.en}' is held by no test`] : []),
  ...one.held
    .filter((test) => !isHeldBy(test, one))
    .map(({ file, title }) => `'${one.en}': no test of its rules is '${title}' in ${file}`),
]

/** What is missing between clauses, rules, rejections and tests; empty when all is well. */
export const problems = (): ReadonlyArray<string> => {
  const demanded = new Set(parts.flatMap(({ clauses }) => clauses.flatMap((one) => one.rules)))
  return [
    ...article.flatMap(({ sentences }) =>
      sentences
        .filter((one) => !('demandsNothing' in one) && demandsOf(one).length === 0)
        .map(({ opens }) => `the sentence '${opens}' leads to no clause`),
    ),
    ...parts.flatMap(({ clauses }) => clauses.flatMap(unheld)),
    ...ids.flatMap((id) => [
      ...(testsOf(id).length === 0 ? [`${id} has no test`] : []),
      ...(demanded.has(id) ? [] : [`${id} comes from no clause`]),
    ]),
    ...tests.flatMap(({ file, title, names }) => [
      ...names
        .filter((name) => name.startsWith('R') && !isRuleId(name))
        .map((name) => `${file}: '${title}' names ${name}, which is no rule`),
      ...(names.length === 0 && file.startsWith(STRICT)
        ? [`${file}: '${title}' names neither a rule nor a law`]
        : []),
    ]),
    ...rejecting
      .filter(({ rule }) => !isRuleId(rule))
      .map(({ category, tag, rule }) => `${category}: ${tag} names ${rule}, which is no rule`),
  ]
}

// -------------------------------------------------------------------- page

const linked = (list: ReadonlyArray<string>): string =>
  list.map((id) => `[${id}](#${id.toLowerCase()})`).join(', ')

const heldBy = ({ file, title }: Held): string => `[${title}](../${file})`

const clausesOf = (rule: RuleId): ReadonlyArray<string> =>
  parts.flatMap(({ clauses }) =>
    clauses.filter((one) => one.rules.includes(rule)).map(({ vi, en }) => `${vi} · ${en}`),
  )

const rejectionsOf = (rule: RuleId): string => {
  const byCategory = new Map<string, ReadonlyArray<string>>()
  for (const one of rejecting) {
    if (one.rule !== rule) continue
    byCategory.set(one.category, [...(byCategory.get(one.category) ?? []), `\`${one.tag}\``])
  }
  return byCategory.size === 0
    ? 'none; it shapes what is decided'
    : [...byCategory].map(([category, tags]) => `${category}: ${tags.join(', ')}`).join('; ')
}

const section = (rule: RuleId): string => {
  const { says, kinds } = rules[rule]
  const byFile = new Map<string, ReadonlyArray<string>>()
  for (const { file, title } of testsOf(rule))
    byFile.set(file, [...(byFile.get(file) ?? []), title])
  return [
    `### ${rule}`,
    '',
    says.vi,
    '',
    says.en,
    '',
    `- Kind: ${kinds.join(', ')}`,
    `- From: ${clausesOf(rule).join('; ')}`,
    `- Rejections: ${rejectionsOf(rule)}`,
    '- Tests:',
    ...[...byFile].flatMap(([file, titles]) => [
      `  - [${file}](../${file})`,
      ...titles.map((title) => `    - ${cell(title)}`),
    ]),
  ].join('\n')
}

/** The page. */
export const rulesPage = (): string =>
  [
    '# Rules',
    '',
    'From what the plan demands to the rules that carry it, and on to the rejections that users meet and the tests that hold it. Generated by `npm run docs` from the code; a test fails when a rule has no test, a test of the domain names no rule, or a clause leads nowhere. Under each clause stands a test that was seen to fail when its rule was broken.',
    '',
    'How a rule comes by the facts that it needs:',
    '',
    ...table(
      ['kind', 'nghĩa', 'meaning'],
      Object.entries(ruleKinds).map(([kind, { vi, en }]) => [kind, vi, en]),
    ),
    '',
    '## Clauses',
    '',
    ...parts.flatMap(({ title, clauses }) => [
      `### ${title}`,
      '',
      ...table(
        ['clause', 'in English', 'rules', 'held by'],
        clauses.map(({ vi, en, rules: carried, held }) => [
          vi,
          en,
          linked(carried),
          held.map(heldBy).join('; '),
        ]),
      ),
      '',
    ]),
    '## By rule',
    '',
    ids.map(section).join('\n\n'),
    '',
  ].join('\n')
