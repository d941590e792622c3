/**
 * The page of laws: statement, why it matters, and a counterexample found by breaking one line.
 *
 * Generated, so that what the kit is said to find is what it finds. It is an error if a law has no
 * reason, or if what breaks it is not refuted by it.
 */
import * as kit from '@kiemtra/testing'
import { type Counterexample, type Law, lawIn, laws, type Report } from '@kiemtra/testing'
import { readFileSync } from 'node:fs'
import { brokenModels } from './broken-models.ts'
import { brokenStores } from './broken-stores.ts'
import { reasons } from './reasons.ts'

const HEAD = `# The laws

Each law is an export of \`@kiemtra/testing\`, and all are listed in \`laws\`. A check asks about several; \`only: [evolveTotal]\` asks about some.`

const HOW = `Those of a simulation are in its [guide](simulation.md).

Below, one line of something sound is broken for each law, and then stands what the kit finds. This page is written by \`npm run docs\`, which runs the kit on every broken line under a fixed seed; a test fails when the page is no longer what comes out. More mutants of each law are in \`packages/testing/test/mutants\`.

What gets broken is in [sound-models.ts](../../test/pages/laws/sound-models.ts) and [sound-stores.ts](../../test/pages/laws/sound-stores.ts). \`counterWith({ … })\` is a counter with a limit, some of its parts replaced; \`codecWith({ … })\` the codec of its events; \`totalsBy\` a projection that adds up what was counted, \`totalsWrittenWith\` the same on a store whose writer is broken; \`closedTotalsAnd\` a public table of counters that are closed, while open ones are secret; \`echoSending\` a policy that counts twice more elsewhere; \`eventStoreWith\`, \`onceClosed\`, \`readModelsWith\`, \`writerWith\` and \`builderWith\` are stores in memory.

In what is found, \`-\` stands before what was expected and \`+\` before what came. Then comes the shortest history found: command by command with what each led to, the log, or call by call what the store was asked and answered, where \`#1\` is the first event that was sent. \`…\` stands in the place of an id, which differs from run to run.`

/** A difference longer than this tells a reader no more. */
const MAX_DIFFERENCE = 14
/** Nor does a longer history: the last calls are the ones that matter. */
const MAX_HISTORY = 14

const broken = { ...brokenModels, ...brokenStores }
const sources = ['broken-models.ts', 'broken-stores.ts'].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
)

/** How a source breaks a law, as it stands there. */
const lineOf = ({ id }: Law): string => {
  const entry = new RegExp(`^  ${id}: \\(\\) =>\\s+(.*?),\\n(?=  \\w+: \\(\\) =>|\\})`, 'ms')
  const found = sources.map((source) => entry.exec(source)?.[1]).find((one) => one !== undefined)
  if (found === undefined) throw new Error(`${id}: no line of the sources breaks it`)
  const [first = '', ...rest] = found.split('\n')
  const indent = Math.min(...rest.map((line) => line.length - line.trimStart().length))
  return [first, ...rest.map((line) => line.slice(indent))].join('\n')
}

// ------------------------------------------------------------------- print

const DRAWN = /contract[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const printed = ({ message, history }: Counterexample): string => {
  // Which other cases broke as well may differ from run to run.
  const lines = message.split('\n').filter((line) => !line.startsWith('Broken by it, too: '))
  const [what = '', ...difference] = lines.map((line) => line.replaceAll(DRAWN, '…'))
  const unsaid = difference.length - MAX_DIFFERENCE
  const undone = history.length - MAX_HISTORY
  return [
    what,
    ...difference.slice(0, MAX_DIFFERENCE),
    ...(unsaid > 0 ? [`… and ${unsaid} lines more`] : []),
    ...(undone > 0 ? [`… after ${undone} calls:`] : []),
    ...history.slice(Math.max(undone, 0)),
  ].join('\n')
}

const fenced = (text: string): string => `\`\`\`\n${text}\n\`\`\``

const code = (names: ReadonlyArray<string>): string => names.map((one) => `\`${one}\``).join(', ')

/** The name that a law is exported under. */
const exportOf = (law: Law): string => {
  const found = Object.entries(kit).find(([, one]: readonly [string, unknown]) => one === law)
  if (found === undefined) throw new Error(`${law.id} is not exported`)
  return found[0]
}

/** The other laws that the same line breaks; of stores, for which it may differ, none. */
const alsoRefuted = (report: Report, { id }: Law): string => {
  if (id in brokenStores) return ''
  const others = report.laws.flatMap(({ law, verdict }) =>
    verdict === 'refuted' && law !== id ? [law] : [],
  )
  return others.length === 0 ? '' : ` The same line breaks ${listed(others)}, too.`
}

const listed = (all: ReadonlyArray<string>): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`

/** What a law is headed by. */
const headingOf = ({ id, name }: Law): string => (id === name ? id : `${id}: ${name}`)

/** A law as a link to its part of the page. */
const linkTo = (law: Law): string => {
  const anchor = headingOf(law)
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')
  return `[${law.id}](#${anchor})`
}

/** Which check asks about which laws. */
const index = (): string => {
  const checks = [...new Set(laws.flatMap(({ askedBy }) => askedBy))]
  const rows = checks.map((check) => {
    const asked = laws.filter(({ askedBy }) => askedBy.includes(check))
    return `| \`${check}\` | ${asked.map(linkTo).join(', ')} |`
  })
  return ['| check | asks about |', '|---|---|', ...rows].join('\n')
}

const section = async (law: Law): Promise<string> => {
  const { id, statement, askedBy } = law
  const reason = reasons[id]
  const report = await broken[id]?.()
  if (reason === undefined || report === undefined) throw new Error(`${id} has no part of the page`)
  const counterexample = lawIn(report, id)?.counterexample
  if (counterexample === undefined) throw new Error(`${id}: what breaks it is not refuted by it`)
  return [
    `## ${headingOf(law)}`,
    `> ${statement}`,
    reason.why,
    `\`${exportOf(law)}\`, asked by ${code(askedBy)}.`,
    `${reason.broken}${alsoRefuted(report, law)}`,
    fenced(lineOf(law)),
    fenced(printed(counterexample)),
  ].join('\n\n')
}

/** The page. */
export const lawsPage = async (): Promise<string> => {
  const sections: string[] = []
  for (const law of laws) sections.push(await section(law))
  return `${[HEAD, index(), HOW, ...sections].join('\n\n')}\n`
}
