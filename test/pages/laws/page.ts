/**
 * The page of laws: statement, why it matters, and a counterexample found by breaking one line.
 *
 * Generated, so that what the kit is said to find is what it finds. A law without an entry in
 * `broken.ts` has its mutants in the kit's own tests only.
 */
import * as kit from '@kiemtra/testing'
import { type Counterexample, type Law, lawIn, laws } from '@kiemtra/testing'
import { readFileSync } from 'node:fs'
import { broken } from './broken.ts'
import { reasons } from './reasons.ts'

const HEAD = `# The laws

Each is an export of \`@kiemtra/testing\`, listed in \`laws\`. Each is refuted by mutants in
\`packages/testing/test/mutants\`, and below most of them stands what the kit finds where one line of
something sound is broken. \`npm run docs\` writes this page.`

/** A counterexample longer than this tells a reader no more. */
const MAX_LINES = 14

const source = readFileSync(new URL('broken.ts', import.meta.url), 'utf8')

/** How the source breaks a law, as it stands there. */
const lineOf = ({ id }: Law): string => {
  const entry = new RegExp(`^  ${id}: \\(\\) =>\\s+(.*?),\\n(?=  \\w+: \\(\\) =>|\\})`, 'ms').exec(
    source,
  )
  const lines = (entry?.[1] ?? '').split('\n')
  const indents = lines.slice(1).map((line) => line.length - line.trimStart().length)
  const indent = Math.min(...indents.filter((n) => n > 0), 4)
  return lines.map((line, i) => (i === 0 ? line : line.slice(indent))).join('\n')
}

const found = ({ message, history }: Counterexample): string => {
  const lines = [message.split('\n')[0] ?? '', ...history]
  const dropped = lines.length - MAX_LINES
  return dropped <= 0
    ? lines.join('\n')
    : [lines[0], `… ${dropped} calls`, ...lines.slice(dropped + 1)].join('\n')
}

/** The name that a law is exported under. */
const exportOf = (law: Law): string | undefined =>
  Object.entries(kit).find(([, one]: readonly [string, unknown]) => one === law)?.[0]

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``

const section = async (law: Law): Promise<string> => {
  const { id, name, statement, askedBy } = law
  const checks = askedBy.map((check) => `\`${check}\``).join(', ')
  const parts = [
    `## ${id}: ${name}`,
    `\`${exportOf(law) ?? '?'}\`, asked by ${checks}.`,
    `> ${statement}`,
    reasons[id] ?? '?',
  ]
  const report = await broken[id]?.()
  if (report === undefined) return parts.join('\n\n')
  const counterexample = lawIn(report, id)?.counterexample
  const shown = counterexample === undefined ? '?' : found(counterexample)
  return [...parts, fenced(lineOf(law)), fenced(shown)].join('\n\n')
}

/** The page, and which laws lack something that it promises. */
export const lawsPage = async (): Promise<string> => {
  const sections: string[] = []
  for (const law of laws) sections.push(await section(law))
  return `${[HEAD, ...sections].join('\n\n')}\n`
}
