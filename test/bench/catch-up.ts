/**
 * Budget: projection catch-up on SQLite, against one transaction per event on the same database.
 *
 * Both read the same log from the same file and keep the same rows: one row an account. The baseline
 * is the loop that a subscriber writes first: decode, read the row, write it and the checkpoint, one
 * durable transaction for each event, on prepared statements.
 */
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CivilDate, decoderOf, projection, type StoredEvent } from '@kiemtra/kernel'
import { type EventToAppend, projector } from '@kiemtra/runtime'
import { sqliteEventStore, sqliteReadModels } from '@kiemtra/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { Account, draftOfDeposit } from './account.ts'
import { type Budget, duration, type Measured } from './budget.ts'
import { compare, type Effort, type Side } from './measure.ts'

const ACCOUNTS = 400
const EVENTS = 20_000

/** A row an account. */
export const Balance = t.strict({ accountId: t.string, balance: t.number, changedOn: CivilDate })
export type Balance = t.TypeOf<typeof Balance>

/** What is projected. */
export const balances = projection<Balance>()({
  name: 'balances',
  version: 1,
  from: [Account],
  audience: 'auditor',
  row: Balance,
  indexes: ['balance'],
  on: {
    Deposited: {
      keys: ({ event }) => [event.data.accountId],
      apply: (row, { event: { data } }) => ({
        accountId: data.accountId,
        balance: (row?.balance ?? 0) + data.amount,
        changedOn: data.happenedOn,
      }),
    },
  },
})

/** What a task answers; a failure ends the benchmark. */
export const done = async <E extends { readonly _tag: string }, A>(
  task: TaskEither<E, A>,
): Promise<A> => {
  const answer = await task()
  if (isLeft(answer)) throw new Error(answer.left._tag)
  return answer.right
}

// ------------------------------------------------------------------ the file

/** A file with the log, to be copied for each round. */
export const writeLog = async (file: string, length: number): Promise<void> => {
  const events = await done(sqliteEventStore({ file }))
  const perAccount = Math.ceil(length / ACCOUNTS)
  for (let account = 0; account * perAccount < length; account++) {
    const accountId = `a-${account}`
    const count = Math.min(perAccount, length - account * perAccount)
    const [first, ...others] = Array.from({ length: count }, (_, n) => draftOfDeposit(accountId, n))
    if (first === undefined) continue
    const batch: readonly [EventToAppend, ...EventToAppend[]] = [first, ...others]
    await done(events.append(`kiemtra.account-${accountId}`, 'no-stream', batch))
  }
  await events.close()
}

// ------------------------------------------------------------------ two sides

/** A database of one's own for each round. */
export type Fresh = () => string

/** Copies of a file; on the disk before a round begins, or its first sync would pay for the copy. */
export const copiesOf = (file: string): Fresh => {
  let copies = 0
  return () => {
    const copy = `${file}-${copies++}`
    copyFileSync(file, copy)
    const descriptor = openSync(copy, 'r+')
    fsyncSync(descriptor)
    closeSync(descriptor)
    return copy
  }
}

const projected =
  (fresh: Fresh): Side =>
  async () => {
    const file = fresh()
    const events = await done(sqliteEventStore({ file }))
    const readModels = await done(sqliteReadModels({ file }))
    return async () => {
      await done(projector({ events, readModels, projections: [balances] }).catchUp())
      await events.close()
      await readModels.close()
    }
  }

const SCHEMA = `
  CREATE TABLE balances (key TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;
  CREATE TABLE checkpoint (position TEXT NOT NULL) STRICT;
  INSERT INTO checkpoint VALUES ('');
`

const eventByEvent =
  (fresh: Fresh): Side =>
  async (operations) => {
    const file = fresh()
    const events = await done(sqliteEventStore({ file }))
    const database = new DatabaseSync(file)
    // As durable as the projector's commits.
    database.exec('PRAGMA synchronous = FULL')
    database.exec(SCHEMA)
    const select = database.prepare('SELECT row FROM balances WHERE key = ?')
    const upsert = database.prepare('INSERT OR REPLACE INTO balances VALUES (?, ?)')
    const advance = database.prepare('UPDATE checkpoint SET position = ?')
    const decodeRow = decoderOf(Balance)
    const one = (stored: StoredEvent): void => {
      const decoded = Account.event.decode(stored)
      if (isLeft(decoded)) throw new Error(decoded.left._tag)
      const { accountId, amount, happenedOn } = decoded.right.data
      database.exec('BEGIN IMMEDIATE')
      const found = select.get(accountId)?.['row']
      const before = typeof found === 'string' ? decodeRow(JSON.parse(found)) : undefined
      const held = before?._tag === 'Right' ? before.right.balance : 0
      const row: Balance = { accountId, balance: held + amount, changedOn: happenedOn }
      upsert.run(accountId, JSON.stringify(row))
      advance.run(stored.position)
      database.exec('COMMIT')
    }
    return async () => {
      let left = operations
      for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
        if (delivery._tag === 'Event') one(delivery.stored)
        if (--left === 0) break
      }
      database.close()
      await events.close()
    }
  }

/** Catch-up of a projection. */
export const catchUp: Budget = {
  name: 'catch-up',
  what: 'projection catch-up on SQLite, against one transaction per event',
  atLeast: 30,
  unit: 'times',
  measure: async (effort) => {
    const folder = mkdtempSync(join(tmpdir(), 'kiemtra-bench-'))
    try {
      return await measureIn(folder, effort)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const measureIn = async (folder: string, effort: Effort): Promise<Measured> => {
  const log = join(folder, 'log.db')
  await writeLog(log, Math.round(EVENTS * effort.scale))
  const fresh = copiesOf(log)
  const found = await compare(
    {
      ours: projected(fresh),
      baseline: eventByEvent(fresh),
      operations: EVENTS,
      baselineOperations: 500,
    },
    effort,
  )
  const times = `${duration(found.oursNs)} an event, one by one ${duration(found.baselineNs)}`
  return { value: found.ratio, notes: [times] }
}
