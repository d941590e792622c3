/**
 * A projector in a process of its own: events from a SQLite file, read models into PostgreSQL. It
 * kills itself with SIGKILL at a write that it is told: before it is sent, while it is on its way, or
 * right after its answer.
 *
 * `node projecting-process.ts FILE CONNECTION SCHEMA catch-up|rebuild WRITE before|during|after`
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  auditTrail,
  findingRegister,
  inspectionRegister,
  planProgress,
  visitCalendar,
} from '@kiemtra/projections'
import { postgresReadModels } from '@kiemtra/postgres'
import type { ReadModelStore } from '@kiemtra/runtime'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { rebuildAll, catchUp, ok } from './projecting.ts'

const [file = '', connectionString = '', schema = '', task = '', write = '0', when = ''] =
  process.argv.slice(2)

let writes = 0
const die = (): void => void process.kill(process.pid, 'SIGKILL')

const mortal =
  <A>(effect: () => Promise<A>): (() => Promise<A>) =>
  async () => {
    writes += 1
    const isLast = writes === Number(write)
    if (isLast && when === 'before') die()
    const answer = effect()
    if (isLast && when === 'during') {
      await sleep(1)
      die()
    }
    await answer
    if (isLast) die()
    return answer
  }

const tables = ok(await postgresReadModels({ connectionString, schema })())
const readModels: ReadModelStore = {
  ...tables,
  claim: (table) =>
    mortal(async () => {
      const claimed = await tables.claim(table)()
      if (isLeft(claimed)) return claimed
      const writer = claimed.right
      return { ...claimed, right: { ...writer, commit: (batch) => mortal(writer.commit(batch)) } }
    }),
  build: (table) =>
    mortal(async () => {
      const begun = await tables.build(table)()
      if (isLeft(begun)) return begun
      const builder = begun.right
      return {
        ...begun,
        right: {
          ...builder,
          commit: (batch) => mortal(builder.commit(batch)),
          finish: () => mortal(builder.finish()),
        },
      }
    }),
}

const events = ok(await sqliteEventStore({ file })())
const config = {
  events,
  readModels,
  projections: [planProgress, visitCalendar, inspectionRegister, findingRegister, auditTrail],
  batchSize: 50,
}
await (task === 'rebuild' ? rebuildAll(config) : catchUp(config))
await events.close()
await tables.close()
console.log(writes)
