/**
 * A contract under node:test: enrolled in two lines, run by `node --test` itself.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

// Within the package, so that its name resolves, and where git looks away.
const home = fileURLToPath(new URL('../../dist/', import.meta.url))
mkdirSync(home, { recursive: true })
const folder = mkdtempSync(join(home, 'node-test-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const runs = (
  name: string,
  open: string,
): { readonly status: number | null; readonly out: string } => {
  const file = join(folder, `${name}.test.mjs`)
  writeFileSync(
    file,
    `import { suite, test } from 'node:test'
import { inMemoryEventStore } from '@kiemtra/runtime'
import { eventStoreContract } from '@kiemtra/testing'
const make = () => { const store = ${open}; return { open: () => store } }
eventStoreContract(make, { name: 'mine', runs: 5, patienceMs: 500 }, { suite, test })
`,
  )
  // Within a test runner's process node:test would report to that one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = ['--conditions=source', '--test', '--test-reporter=tap', file]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  return { status, out: stdout }
}

const counted = (out: string, what: string): number =>
  Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(out)?.[1])

it('passes a sound store, and skips under its own name what it does not claim', () => {
  const { status, out } = runs('sound', 'inMemoryEventStore()')
  expect(status, out).toBe(0)
  expect(counted(out, 'fail')).toBe(0)
  expect(counted(out, 'pass')).toBeGreaterThan(20)
  expect(counted(out, 'skipped')).toBeGreaterThan(3)
  expect(out).toContain('(needs the capability durable)')
}, 240_000)

it('fails a broken one', () => {
  const broken =
    '{ ...inMemoryEventStore(), head: () => async () => { throw new TypeError("not ready") } }'
  const { status, out } = runs('broken', broken)
  expect(status).toBe(1)
  expect(counted(out, 'fail')).toBeGreaterThan(0)
  expect(out).toMatch(/^ *not ok \d+ - total: answers a failure as a value /m)
  expect(out).toContain('total is broken: nothing throws')
  expect(out).toMatch(/thrown: TypeError: not ready\s+what was asked \(seed \d+\):\s+1\. /)
}, 240_000)
