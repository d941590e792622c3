/**
 * The example on an EventStoreDB, through the official clients over the wire.
 *
 * The server is the stand-in, which proves the clients' side only; see its first lines. The same
 * command line runs against a real server.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStandIn, type StandIn } from '../support/eventstoredb/stand-in.ts'

const MAIN = fileURLToPath(new URL('../../examples/hanoi-2023/src/main.ts', import.meta.url))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const run = (...args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=source', MAIN, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiemtra-esdb-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

// Each read through the second client's native part waits some 40 ms, as long as a kernel that delays its
// acknowledgement: its two years take two minutes in which no processor is busy.
describe.concurrent.each([
  ['esdb', '@eventstore/db-client'],
  ['kurrentdb', '@kurrent/kurrentdb-client'],
])('%s:// (%s)', (scheme) => {
  it('runs the year, and again without writing', { timeout: 400_000 }, async () => {
    const server: StandIn = await startStandIn()
    try {
      const connection = `${scheme}://${server.hosts}?tls=false`
      const args = [
        '--eventstore',
        connection,
        '--db',
        join(folder, `${scheme}.db`),
        '--lang',
        'en',
      ]
      const first = await run(...args)
      expect(first).toMatchObject({ code: 0, err: '' })
      expect(first.out).toMatch(/commands handled, \d{4} events recorded/)
      const second = await run(...args)
      expect(second.out).toContain('0 events recorded, nothing changed')
    } finally {
      await server.stop()
    }
  })
})

it('says in one line that a server is missing, with exit code 2', { timeout: 30_000 }, async () => {
  const { code, err } = await run('--eventstore', 'esdb://127.0.0.1:1?tls=false')
  expect(code).toBe(2)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain('esdb://127.0.0.1:1: ')
})
