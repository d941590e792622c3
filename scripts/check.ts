/**
 * What `npm test` runs, in one table. A step counts one; a step that counts for itself (the tests, the
 * packed consumers) reports its own numbers. The last line is `N passed, N failed`, alone.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mapLimited, run, seconds } from './run.ts'

interface Count {
  readonly passed: number
  readonly failed: number
}

interface Step {
  readonly name: string
  readonly command: string
  readonly args: ReadonlyArray<string>
  /** What the step counts for itself; without it the step counts one. */
  readonly count?: (output: string) => Count | undefined
}

const scratch = mkdtempSync(join(tmpdir(), 'kiemtra-check-'))
const vitestReport = join(scratch, 'vitest.json')

const numberAt = (value: unknown, key: string): number => {
  if (typeof value !== 'object' || value === null) return 0
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'number' ? found : 0
}

/** A run of no tests is a failure: a wrong glob would pass for ever. */
const countTests = (): Count | undefined => {
  if (!existsSync(vitestReport)) return undefined
  const report: unknown = JSON.parse(readFileSync(vitestReport, 'utf8'))
  const passed = numberAt(report, 'numPassedTests')
  const skipped = numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests')
  if (skipped > 0) console.log(`       ${String(skipped)} tests skipped`)
  return passed === 0 ? undefined : { passed, failed: numberAt(report, 'numFailedTests') }
}

const countLastLine = (output: string): Count | undefined => {
  const found = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '')
  return found === null ? undefined : { passed: Number(found[1]), failed: Number(found[2]) }
}

/** Side by side, two at a time. */
const quick: ReadonlyArray<Step> = [
  { name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] },
  { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the pure packages', command: 'tsc', args: ['-p', 'tsconfig.pure.json'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'dependency rules',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.mjs', 'packages', 'examples', 'test', 'scripts'],
  },
  { name: 'dead code', command: 'knip', args: ['--no-config-hints'] },
]

/** One after the other: each of these uses both cores by itself. */
const heavy: ReadonlyArray<Step> = [
  {
    name: 'tests',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: countTests,
  },
  {
    name: 'packed consumers',
    command: 'node',
    args: ['test/packed/packed.ts'],
    count: countLastLine,
  },
]

const perform = async (step: Step): Promise<Count> => {
  const { ok, output, milliseconds } = await run(step.command, step.args, {
    cwd: join(import.meta.dirname, '..'),
    // Colours of a tool's own output are for terminals; this output is read in logs.
    env: { NO_COLOR: '1' },
  })
  const own = step.count?.(output)
  const counted = step.count === undefined ? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 } : own
  const count = counted ?? { passed: 0, failed: 1 }
  // A tool that fails without a failed test (a file that doesn't load) has failed all the same.
  const total = ok || count.failed > 0 ? count : { ...count, failed: 1 }
  const numbers =
    step.count === undefined
      ? ''
      : `, ${String(total.passed)} passed, ${String(total.failed)} failed`
  console.log(
    `${total.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds(milliseconds)}${numbers})`,
  )
  if (total.failed > 0) console.log(output.trimEnd().replace(/^/gm, '     '))
  return total
}

const counts = [...(await mapLimited(quick, 2, perform)), ...(await mapLimited(heavy, 1, perform))]
rmSync(scratch, { recursive: true, force: true })

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`${String(passed)} passed, ${String(failed)} failed`)
process.exitCode = failed === 0 ? 0 : 1
