/**
 * The budgets of catch-up and rebuild, measured on PostgreSQL: a server of one's own on loopback, which
 * waits for its disk at each commit. The log is a SQLite file, as in the budgets on SQLite; both sides
 * read the same one, into a schema of their own for each round.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decoderOf, type StoredEvent } from '@kiemtra/kernel'
import { postgresReadModels } from '@kiemtra/postgres'
import { projector, rebuild } from '@kiemtra/runtime'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { Client } from 'pg'
import { startPostgres } from '../support/postgres/server.ts'
import { Account } from './account.ts'
import { type Budget, duration, type Measured } from './budget.ts'
import { Balance, balances, done, writeLog as writeInBlocks } from './catch-up.ts'
import { compare, type Effort, type Side } from './measure.ts'
import { statements, writeLog as writeInTurn } from './rebuilding.ts'

/** Where a round works. */
interface Place {
  readonly log: string
  readonly connectionString: string
  readonly freshSchema: () => string
}

const opened = async ({ log, connectionString, freshSchema }: Place) => ({
  events: await done(sqliteEventStore({ file: log })),
  readModels: await done(postgresReadModels({ connectionString, schema: freshSchema() })),
})

const caughtUp =
  (place: Place, projection: typeof balances | typeof statements): Side =>
  async () => {
    const stores = await opened(place)
    return async () => {
      await done(projector({ ...stores, projections: [projection] }).catchUp())
      await stores.events.close()
      await stores.readModels.close()
    }
  }

const rebuilt =
  (place: Place): Side =>
  async () => {
    const stores = await opened(place)
    await done(projector({ ...stores, projections: [statements] }).catchUp())
    return async () => {
      const { comparison } = await done(rebuild(statements, stores))
      if (!comparison.agree) throw new Error('the rows differ')
      await stores.events.close()
      await stores.readModels.close()
    }
  }

/** As a subscriber writes it first: one durable transaction for each event, on prepared statements. */
const eventByEvent =
  (place: Place): Side =>
  async (operations) => {
    const events = await done(sqliteEventStore({ file: place.log }))
    const client = new Client({ connectionString: place.connectionString })
    await client.connect()
    const schema = place.freshSchema()
    await client.query(`CREATE SCHEMA ${schema};
      CREATE TABLE ${schema}.balances (key text PRIMARY KEY, row text NOT NULL);
      CREATE TABLE ${schema}.checkpoint (position text NOT NULL);
      INSERT INTO ${schema}.checkpoint VALUES ('')`)
    const query = (name: string, text: string, values: ReadonlyArray<string>) =>
      client.query<{ row: string }>({ name, text: text.replace('@', schema), values: [...values] })
    const decodeRow = decoderOf(Balance)
    const one = async (stored: StoredEvent): Promise<void> => {
      const decoded = Account.event.decode(stored)
      if (isLeft(decoded)) throw new Error(decoded.left._tag)
      const { accountId, amount, happenedOn } = decoded.right.data
      await client.query('BEGIN')
      const found = await query('s', 'SELECT row FROM @.balances WHERE key = $1', [accountId])
      const row = found.rows[0]?.row
      const before = row === undefined ? undefined : decodeRow(JSON.parse(row))
      const held = before?._tag === 'Right' ? before.right.balance : 0
      const next: Balance = { accountId, balance: held + amount, changedOn: happenedOn }
      const upsert = `INSERT INTO @.balances VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET row = excluded.row`
      await query('u', upsert, [accountId, JSON.stringify(next)])
      await query('c', 'UPDATE @.checkpoint SET position = $1', [stored.position])
      await client.query('COMMIT')
    }
    return async () => {
      let left = operations
      for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
        if (delivery._tag === 'Event') await one(delivery.stored)
        if (--left === 0) break
      }
      await client.end()
      await events.close()
    }
  }

const EVENTS = 20_000

/** Measures at a server of one's own, over a log that is written first. */
const measureAt = async (
  effort: Effort,
  writeLog: (file: string, length: number) => Promise<void>,
  measure: (place: Place) => Promise<Measured>,
): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'kiemtra-bench-'))
  const server = await startPostgres({ fsync: 'on' })
  try {
    const log = join(folder, 'log.db')
    await writeLog(log, Math.round(EVENTS * effort.scale))
    let schemas = 0
    const freshSchema = (): string => `round_${schemas++}`
    return await measure({ log, connectionString: server.connectionString(), freshSchema })
  } finally {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Catch-up of a projection. */
export const postgresCatchUp: Budget = {
  name: 'postgres catch-up',
  what: 'projection catch-up on PostgreSQL, against one transaction per event',
  atLeast: 30,
  unit: 'times',
  measure: (effort) =>
    measureAt(effort, writeInBlocks, async (place) => {
      const found = await compare(
        {
          ours: caughtUp(place, balances),
          baseline: eventByEvent(place),
          operations: EVENTS,
          baselineOperations: 200,
        },
        effort,
      )
      const times = `${duration(found.oursNs)} an event, one by one ${duration(found.baselineNs)}`
      return { value: found.ratio, notes: [times] }
    }),
}

/** Rebuild of a read model. */
export const postgresRebuild: Budget = {
  name: 'postgres rebuild',
  what: 'rebuild of a read model on PostgreSQL, against its catch-up',
  atLeast: 4,
  unit: 'times',
  measure: (effort) =>
    measureAt(effort, writeInTurn, async (place) => {
      const found = await compare(
        { ours: rebuilt(place), baseline: caughtUp(place, statements), operations: EVENTS },
        effort,
      )
      const times = `${duration(found.oursNs)} an event, catching up ${duration(found.baselineNs)}`
      return { value: found.ratio, notes: [times] }
    }),
}
