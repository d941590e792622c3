/**
 * The example with its read models in a real PostgreSQL: the same rows as in the file, to the byte,
 * and errors that say what to do.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, PASSWORD, type Server, startPostgres } from '../support/postgres/server.ts'

const MAIN = fileURLToPath(new URL('../../examples/hanoi-2023/src/main.ts', import.meta.url))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const run = (...args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=source', MAIN, '--lang', 'en', ...args],
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
      },
    )
  })

let folder = ''
let server: Server | undefined
const postgres = (): Server => {
  if (server === undefined) throw new Error('no server')
  return server
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiemtra-on-postgres-'))
  server = await startPostgres()
})
afterAll(async () => {
  await server?.remove()
  await rm(folder, { recursive: true, force: true })
})

const READ_MODELS = [
  'planProgress',
  'visitCalendar',
  'inspectionRegister',
  'findingRegister',
  'auditTrail',
]

describe('--postgres', () => {
  it('puts the read models there, the same to the byte as in the file', async () => {
    const db = join(folder, 'year.db')
    const first = await run('--db', db, '--postgres', postgres().connectionString())
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain(
      `Read models: PostgreSQL, postgres on 127.0.0.1:${postgres().port}, schema kiemtra`,
    )
    expect(first.out).not.toContain(PASSWORD)
    const again = await run('--db', db, '--postgres', postgres().connectionString())
    expect(again.out).toContain('0 events recorded, nothing changed')

    const alone = join(folder, 'alone.db')
    expect(await run('--db', alone)).toMatchObject({ code: 0 })
    const sqlite = new DatabaseSync(alone, { readOnly: true })
    const tables = sqlite
      .prepare(
        `SELECT name, rows FROM kiemtra_read_models JOIN kiemtra_generations
        ON read_model = kiemtra_read_models.id AND state = 'live'`,
      )
      .all()
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(READ_MODELS))
    let rows = 0
    for (const { name, rows: table } of tables) {
      const inFile = sqlite.prepare(`SELECT key, row FROM "${String(table)}" ORDER BY key`).all()
      const there = await postgres().sql(
        `SELECT key, row FROM kiemtra."${String(table)}" ORDER BY key`,
      )
      expect(there, String(name)).toEqual(inFile.map((row) => ({ ...row })))
      rows += there.length
    }
    expect(rows).toBeGreaterThan(300)
    sqlite.close()
  })

  it('answers SQL', async () => {
    const [plan] = await postgres().sql(
      `SELECT "documentNumber", "targetCount" FROM kiemtra."planProgress" WHERE "planId" = 'kh-61-2023'`,
    )
    expect(plan).toMatchObject({ documentNumber: '61/KH-UBND' })
  })

  it('that leads nowhere is an error which says what to do, and never the password', async () => {
    const { port } = postgres()
    const nobody = await freePort()
    const there = `127.0.0.1:${port}`
    const wrong: ReadonlyArray<readonly [string, string]> = [
      [
        `postgres://postgres:${PASSWORD}@127.0.0.1:${nobody}/postgres`,
        `PostgreSQL: can't be used: no PostgreSQL answers at 127.0.0.1:${nobody}: start it, or correct the address.`,
      ],
      [
        `postgres://postgres:${PASSWORD}x@${there}/postgres`,
        `PostgreSQL: may not log in to postgres on ${there} as postgres: wrong password`,
      ],
      [
        `postgres://postgres:${PASSWORD}@${there}/hanoi`,
        `PostgreSQL: can't be used: ${there} has no database hanoi: create it, or name another.`,
      ],
      [`mysql://root:${PASSWORD}@${there}`, 'Name another database with --postgres.'],
    ]
    for (const [connection, said] of wrong) {
      const { code, err } = await run('--db', join(folder, 'wrong.db'), '--postgres', connection)
      expect(code).toBe(2)
      expect(err).toContain(said)
      expect(err).not.toContain(PASSWORD)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  })
})
