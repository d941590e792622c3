/**
 * One log, three stores: rows in memory, in SQLite and in PostgreSQL are equal to the byte, whether
 * they were projected as the events came, in batches of any size, by a projector that crashed, by
 * one whose process was killed, or built anew.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresReadModels } from '@kiemtra/postgres'
import {
  auditTrail,
  findingRegister,
  inspectionRegister,
  planProgress,
  visitCalendar,
} from '@kiemtra/projections'
import { inMemoryEventStore, inMemoryReadModels, type ReadModelStore } from '@kiemtra/runtime'
import { sqliteEventStore, sqliteReadModels } from '@kiemtra/sqlite'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_DATA } from '../../examples/hanoi-2023/src/cli.ts'
import { counted } from '../../examples/hanoi-2023/src/counted.ts'
import { loadYear } from '../../examples/hanoi-2023/src/load.ts'
import { sendAll } from '../../examples/hanoi-2023/src/send.ts'
import { customerOrders, entries, record } from '../../packages/runtime/test/support/orders.ts'
import { type Server, startPostgres } from '../support/postgres/server.ts'
import { rebuildAll, catchUp, everything, ok } from './support/projecting.ts'

let server: Server | undefined
let folder = ''
beforeAll(async () => {
  server = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'kiemtra-three-stores-'))
})
afterAll(async () => {
  await server?.remove()
  await rm(folder, { recursive: true, force: true })
})

const connection = (): string => {
  if (server === undefined) throw new Error('no server')
  return server.connectionString()
}

let made = 0
const openPostgres = async (schema = `s${++made}`) =>
  ok(await postgresReadModels({ connectionString: connection(), schema })())
const openSqlite = async () => ok(await sqliteReadModels({ file: join(folder, `${++made}.db`) })())

/** A store that crashes a projector at commits of these numbers: every other one has been done by then. */
const crashing = (store: ReadModelStore, at: ReadonlySet<number>) => {
  let commits = 0
  let crashes = 0
  const wrapped: ReadModelStore = {
    ...store,
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      const writer = claimed.right
      return {
        ...claimed,
        right: {
          ...writer,
          commit: (batch) => async () => {
            commits += 1
            if (!at.has(commits)) return writer.commit(batch)()
            crashes += 1
            if (crashes % 2 === 0) ok(await writer.commit(batch)())
            return left({ _tag: 'AccessDenied', operation: 'crash' } as const)
          },
        },
      }
    },
  }
  return { wrapped, crashes: () => crashes }
}

describe('generated logs', () => {
  it('leave the same rows in every store, live, after crashes, and built anew', async () => {
    const stores = [inMemoryReadModels(), await openSqlite(), await openPostgres()]
    const met = { rows: 0, crashes: 0, batches: 0 }
    let version = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(entries, { minLength: 2, maxLength: 4 }).map((several) => several.flat()),
        fc.integer({ min: 1, max: 9 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        async (log, batchSize, crashAt) => {
          version += 1
          const projections = [{ ...customerOrders, version }]
          const events = inMemoryEventStore()
          await record(events, log)
          const whole = inMemoryReadModels()
          await catchUp({ events, readModels: whole, projections, batchSize: 1000 })
          const wanted = await everything(whole, projections)
          met.rows += wanted.split('\n').length - 2
          met.batches += Math.ceil(log.length / batchSize)
          for (const readModels of stores) {
            const { wrapped, crashes } = crashing(readModels, new Set(crashAt))
            for (let n = 0; n <= crashAt.length; n++) {
              // It ends at a crash; another one takes over.
              await catchUp({ events, readModels: wrapped, projections, batchSize }).catch(
                () => undefined,
              )
            }
            met.crashes += crashes()
            expect(await everything(readModels, projections)).toBe(wanted)
            await rebuildAll({ events, readModels, projections, batchSize })
            expect(await everything(readModels, projections)).toBe(wanted)
          }
        },
      ),
      { numRuns: 15 },
    )
    for (const store of stores) await store.close()
    for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(5)
  })
})

describe('the first months of 2023', () => {
  const projections = [planProgress, visitCalendar, inspectionRegister, findingRegister, auditTrail]
  const PROGRAM = fileURLToPath(new URL('./support/projecting-process.ts', import.meta.url))

  /** Runs the projector in a process; resolves to how it ended. */
  const project = (...args: ReadonlyArray<string>): Promise<string> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['--conditions=source', PROGRAM, ...args], (error, out, err) => {
        resolve(error === null ? `wrote ${out.trim()}` : (error.signal ?? err))
      })
    })

  const prepared = async () => {
    const file = join(folder, 'year.db')
    const events = ok(await sqliteEventStore({ file })())
    const year = ok(await loadYear(OWN_DATA))
    const steps = year.steps.filter(({ recordedAt }) => recordedAt < '2023-05-01')
    ok(await sendAll(steps, counted(events)))
    const memory = inMemoryReadModels()
    await catchUp({ events, readModels: memory, projections, batchSize: 500 })
    return { file, events, wanted: await everything(memory, projections) }
  }

  it('comes out the same from a projector that is killed again and again', async () => {
    const { file, events, wanted } = await prepared()
    expect(wanted.split('\n').length).toBeGreaterThan(200)
    const readModels = await openPostgres('killed')
    const moments = ['before', 'during', 'after']
    let kills = 0
    for (const task of ['catch-up', 'rebuild']) {
      for (let attempt = 0; ; attempt++) {
        // Of catching up, claims are the first five writes; of a rebuild, each table's build begins.
        const write = String(task === 'rebuild' ? 2 + attempt * 4 : 6 + attempt * 2)
        const when = moments[attempt % 3] ?? 'after'
        const ended = await project(file, connection(), 'killed', task, write, when)
        if (task === 'rebuild') {
          // Whatever has become of it, the rows are those of one build, and complete.
          expect(await everything(readModels, projections)).toBe(wanted)
        }
        if (ended !== 'SIGKILL') {
          expect(ended).toMatch(/^wrote \d+$/)
          break
        }
        kills += 1
      }
      expect(await everything(readModels, projections)).toBe(wanted)
    }
    expect(kills).toBeGreaterThan(6)

    const sqlite = await openSqlite()
    await catchUp({ events, readModels: sqlite, projections, batchSize: 50 })
    expect(await everything(sqlite, projections)).toBe(wanted)
    for (const store of [readModels, sqlite, events]) await store.close()
  })
})
