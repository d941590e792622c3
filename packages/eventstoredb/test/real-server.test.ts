/**
 * The script that tries a real server, tried on the stand-in: what it says, and how it ends.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StandIn, startStandIn } from '../../../test/support/eventstoredb/stand-in.ts'

const SCRIPT = fileURLToPath(new URL('./real/contract.ts', import.meta.url))

interface Ending {
  readonly code: number | string | null | undefined
  readonly stdout: string
}

const run = (connectionString: string): Promise<Ending> =>
  new Promise((resolve) => {
    const named = { KIEMTRA_EVENTSTOREDB: connectionString, KIEMTRA_EVENTSTOREDB_RUNS: '10' }
    const environment = { ...process.env, ...named }
    execFile(
      process.execPath,
      ['--conditions=source', SCRIPT],
      { env: environment },
      (error, stdout) => resolve({ code: error === null ? 0 : error.code, stdout }),
    )
  })

describe('the contract against a server that is named', () => {
  let server: StandIn

  beforeAll(async () => {
    server = await startStandIn()
  })
  afterAll(() => server.stop())

  it(
    'runs over both clients, names them and the server, and leaves no stream behind',
    { timeout: 240_000 },
    async () => {
      await server.write([{ stream: 'other-1', type: 'Theirs', data: '{}' }])
      const { code, stdout } = await run(`esdb://${server.hosts}?tls=false`)
      expect(stdout).toContain('@eventstore/db-client 6.2.1 against server 23.10.0-stand-in')
      expect(stdout).toMatch(
        /@kurrent\/kurrentdb-client 1\.3\.\d+ against server 23\.10\.0-stand-in/,
      )
      const [passed, failed] = stdout.trimEnd().split('\n').at(-1)?.match(/\d+/g) ?? []
      expect(Number(passed)).toBeGreaterThan(40)
      expect([failed, code]).toEqual(['0', 0])
      const log = await server.log()
      const theirs = log.filter(({ stream }) => !/^(\$\$)?contract/.test(stream))
      expect(theirs.map(({ stream }) => stream)).toEqual(['other-1'])
      const deleted = new Set(
        log.filter(({ type }) => type === '$metadata').map(({ stream }) => stream),
      )
      for (const { stream } of log) {
        if (stream.startsWith('contract')) expect(deleted).toContain(`$$${stream}`)
      }
    },
  )

  it.each([
    ['names none', '', /KIEMTRA_EVENTSTOREDB names no server/],
    ['isn’t there', 'esdb://127.0.0.1:1?tls=false', /no EventStoreDB to try: .*Unavailable/],
  ])(
    'says in a line that it %s, and ends with 2',
    { timeout: 240_000 },
    async (_name, connectionString, line) => {
      const { code, stdout } = await run(connectionString)
      expect(stdout.trimEnd().split('\n')).toHaveLength(1)
      expect(stdout).toMatch(line)
      expect(code).toBe(2)
    },
  )
})
