/**
 * `npm run simulate -- --runs N [--seed S]`: the whole domain, simulated under N seeds from S on.
 *
 * Prints what was reached and what was refuted, with the one line that replays it. Exits with 1 where
 * a law is refuted. A single run proves little, and may well be unproven: that is no failure.
 *
 * `--planted [--only NAME]`: looks for the faults of `planted/` instead, each under up to N seeds.
 */
import { parseArgs } from 'node:util'
import { reportJson, reportText, simulate } from '@kiemtra/testing'
import { domain } from './domain.ts'
import { searchAll } from './planted/main.ts'

const DEFAULT_RUNS = '100'
const SEEDS = 0x3fffffff

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string' },
    json: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

const wholeNumber = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  throw new TypeError(`--${name} must be a whole number`)
}

// A seed alone replays one run.
const runs = wholeNumber('runs', values.runs ?? (values.seed === undefined ? DEFAULT_RUNS : '1'))
const seed =
  values.seed === undefined ? Math.floor(Math.random() * SEEDS) : wholeNumber('seed', values.seed)

const MOST_SEEDS = '1000'

if (values.planted) {
  const most = wholeNumber('runs', values.runs ?? MOST_SEEDS)
  const areAllFound = await searchAll(values.seed === undefined ? 1 : seed, most, values.only)
  process.exit(areAllFound ? 0 : 1)
}

const report = await simulate({
  ...domain,
  seed,
  runs,
  ...(values.steps === undefined ? {} : { steps: wholeNumber('steps', values.steps) }),
  // With as many steps as here: with more it would be another run.
  replay: (of) =>
    `npm run simulate -- --seed ${of}${values.steps === undefined ? '' : ` --steps ${values.steps}`}`,
  onRun: (of) => {
    if (process.stderr.isTTY) process.stderr.write(`\rrun ${of - seed + 1} of ${runs}\x1b[K`)
  },
})
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')

const counts = (what: string, of: Readonly<Record<string, number>>): string =>
  `  ${what}: ${Object.entries(of)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`

if (values.json) console.log(reportJson(report))
else {
  if (values.trace) console.log(report.trace.join('\n'))
  console.log(reportText(report))
  if (report.verdict === 'refuted') console.log('  every step: the same line with --trace')
  console.log(counts('faults', report.faults))
  console.log(counts('reached', report.reached))
  console.log(counts('aggregates', report.categories))
  console.log(counts('policies', report.policies))
  console.log(counts('commands', report.commands))
  console.log(counts('events', report.eventTypesReached))
}
process.exitCode = report.verdict === 'refuted' ? 1 : 0
