/**
 * `npm run bench`: the budgets of the design, measured, in a table or (`--json`) as JSON.
 *
 * `--only <name>` measures those whose name starts so; `--quick` takes few short rounds, and proves
 * only that it runs. Each budget is measured in a process of its own, as what one has made the
 * compiler believe would slow the next. A benchmark, not a test: a miss is shown, and exits with 0.
 */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { budgets } from './budgets.ts'
import { lines, resultOf, type Result, Results } from './result.ts'

const FULL = { rounds: 21, scale: 1 }
const QUICK = { rounds: 2, scale: 0.02 }

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    here: { type: 'boolean', default: false },
  },
})
const chosen = budgets.filter(({ name }) => name.startsWith(options.only))
const effort = options.quick ? QUICK : FULL

/** A budget's result from a process of its own. */
const apart = (name: string): Result => {
  const self = fileURLToPath(import.meta.url)
  const flags = ['--here', '--json', '--only', name, ...(options.quick ? ['--quick'] : [])]
  const { stdout } = spawnSync(process.execPath, [...process.execArgv, self, ...flags], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const found: unknown = JSON.parse(stdout)
  if (!Results.is(found) || found[0] === undefined) throw new Error(`${name} was not measured`)
  return found[0]
}

const results: Result[] = []
for (const budget of chosen) {
  const result = options.here ? resultOf(budget, await budget.measure(effort)) : apart(budget.name)
  results.push(result)
  if (!options.json) for (const line of lines(result)) console.log(line)
}
if (options.json) console.log(JSON.stringify(results, undefined, 2))
else {
  const [cpu] = cpus()
  console.log(`\nNode ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`)
}
