/**
 * Reports: what was claimed, whether it held, and how hard it was tried.
 *
 * A law is proven, refuted or unproven: held in every run that reached what it speaks of; broken,
 * with a counterexample; or never really exercised, with what was missed. A report is plain data.
 */
import type { Law, LawId } from '../law/catalogue.ts'

/** What became of a law. */
export type Verdict = 'proven' | 'refuted' | 'unproven'

/** What breaks a law. */
export interface Counterexample {
  /** What does not hold, in one or two sentences. */
  readonly message: string
  /** What led there: a numbered history, or a list of events. */
  readonly history: ReadonlyArray<string>
}

/** How often something was reached, by name. */
export type Counts = Readonly<Record<string, number>>

/** One law, and what became of it. */
export interface LawReport {
  readonly law: LawId
  readonly statement: string
  readonly verdict: Verdict
  /** Runs (histories, logs, values) on which the law was evaluated. */
  readonly runs: number
  /** Single comparisons in those runs. */
  readonly checks: number
  readonly seed: number
  readonly eventTypesReached: Counts
  /** What keeps the law from being proven. */
  readonly missed: ReadonlyArray<string>
  readonly counterexample?: Counterexample
}

/** All laws of one thing. */
export interface Report {
  /** What was checked, such as `decider counter`. */
  readonly subject: string
  /** Refuted if any law is, else unproven if any law is, else proven. */
  readonly verdict: Verdict
  readonly seed: number
  readonly runs: number
  readonly laws: ReadonlyArray<LawReport>
  readonly eventTypesReached: Counts
  /** `before --EventType--> after`, by the names of the states. */
  readonly transitionsReached: Counts
  /** What a reader should know besides: exceptions made, commands never accepted. */
  readonly notes: ReadonlyArray<string>
}

/** The verdict of several. */
export const verdictOf = (laws: ReadonlyArray<{ readonly verdict: Verdict }>): Verdict => {
  if (laws.some(({ verdict }) => verdict === 'refuted')) return 'refuted'
  return laws.some(({ verdict }) => verdict === 'unproven') ? 'unproven' : 'proven'
}

/** A law of a report, by itself or by its number. */
export const lawIn = (report: Report, law: Law | LawId): LawReport | undefined =>
  report.laws.find((one) => one.law === (typeof law === 'string' ? law : law.id))

// ------------------------------------------------------------------- print

const MARKS: Readonly<Record<Verdict, string>> = { proven: '✓', refuted: '✗', unproven: '?' }

/** A report for a terminal: a line a law, counterexamples in full. */
export const reportText = (report: Report): string =>
  [
    `${report.subject}: ${report.verdict} (${counted(report.runs, 'run')}, seed ${report.seed})`,
    ...report.laws.flatMap((law) => lawLines(law, widthOf(report.laws))),
    ...report.notes.map((note) => `  note: ${note}`),
  ].join('\n')

/** Statements begin below each other. */
const widthOf = (laws: ReadonlyArray<LawReport>): number =>
  laws.reduce((width, { law }) => Math.max(width, law.length), 'total'.length)

const lawLines = (law: LawReport, width: number): ReadonlyArray<string> => [
  `  ${MARKS[law.verdict]} ${law.law.padEnd(width)} ${law.statement} (${counted(law.runs, 'run')}, ${counted(law.checks, 'check')})`,
  ...(law.counterexample === undefined ? [] : counterexampleLines(law.counterexample)),
  ...missedOf(law).map((missed) => `          missed: ${missed}`),
]

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

const NEVER_MET = 'never met '

/** What keeps a law from being proven; what was never met is one item, however much it is. */
const missedOf = ({ missed }: LawReport): ReadonlyArray<string> => {
  const unmet = missed.filter((one) => one.startsWith(NEVER_MET))
  const named = unmet.map((one) => one.slice(NEVER_MET.length)).join(', ')
  const others = missed.filter((one) => !one.startsWith(NEVER_MET))
  return unmet.length === 0 ? others : [`${NEVER_MET}${named}`, ...others]
}

const counterexampleLines = ({ message, history }: Counterexample): ReadonlyArray<string> =>
  [...message.split('\n'), ...history].map((line) => `          ${line}`)

/** A report as JSON text. */
export const reportJson = (report: Report): string => JSON.stringify(report, undefined, 2)

/** A report as Markdown: a table of laws, then counterexamples and what was missed. */
export const reportMarkdown = (report: Report): string => {
  const rows = report.laws.map(
    ({ law, statement, verdict, runs, checks }) =>
      `| ${law} | ${cell(statement)} | ${verdict} | ${runs} | ${checks} |`,
  )
  const details = report.laws.flatMap((law) => [
    ...(law.counterexample === undefined
      ? []
      : [
          `### ${law.law} is refuted`,
          '```text\n' +
            [law.counterexample.message, ...law.counterexample.history].join('\n') +
            '\n```',
        ]),
  ])
  const missed = report.laws.flatMap((law) =>
    missedOf(law).map((one) => `- ${law.law} missed: ${cell(one)}`),
  )
  return [
    `## ${report.subject}: ${report.verdict}`,
    `${counted(report.runs, 'run')}, seed ${report.seed}`,
    ['| law | statement | verdict | runs | checks |', '|---|---|---|---|---|', ...rows].join('\n'),
    ...details,
    [...missed, ...report.notes.map((note) => `- ${cell(note)}`)].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
