/**
 * Rebuild of a read model, against its catch-up on the same database.
 *
 * Both read the same log from the same file and end with the same rows. Events come account by account
 * in turn, as they do in life, so that a batch concerns as many rows as it has events; rows have a
 * dozen columns and three indexes. The catch-up is the projector's, 500 events a transaction; the
 * rebuild includes reading back, hashing, comparing with the live rows, and the swap.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projection } from '@kiemtra/kernel'
import { type EventToAppend, projector, rebuild } from '@kiemtra/runtime'
import { sqliteEventStore, sqliteReadModels } from '@kiemtra/sqlite'
import * as t from 'io-ts'
import { Account, draftOfDeposit } from './account.ts'
import { type Budget, duration, type Measured } from './budget.ts'
import { copiesOf, done, type Fresh } from './catch-up.ts'
import { compare, type Effort, type Side } from './measure.ts'

const ACCOUNTS = 1_000
const EVENTS = 20_000

const Statement = t.strict({
  accountId: t.string,
  title: t.string,
  branch: t.string,
  balance: t.number,
  deposits: t.number,
  largest: t.number,
  smallest: t.number,
  firstOn: t.string,
  lastOn: t.string,
  isLarge: t.boolean,
  note: t.union([t.string, t.null]),
  latest: t.readonlyArray(t.strict({ amount: t.number, on: t.string })),
})
type Statement = t.TypeOf<typeof Statement>

const KEPT = 5

/** What is rebuilt. */
export const statements = projection<Statement>()({
  name: 'statements',
  version: 1,
  from: [Account],
  audience: 'auditor',
  row: Statement,
  indexes: ['branch', 'balance', 'lastOn'],
  on: {
    Deposited: {
      keys: ({ event }) => [event.data.accountId],
      apply: (row, { event: { data } }) => {
        const { accountId, amount, happenedOn } = data
        const balance = (row?.balance ?? 0) + amount
        return {
          accountId,
          title: `Statement of account ${accountId}`,
          branch: accountId.slice(0, 3),
          balance,
          deposits: (row?.deposits ?? 0) + 1,
          largest: Math.max(row?.largest ?? 0, amount),
          smallest: Math.min(row?.smallest ?? amount, amount),
          firstOn: row?.firstOn ?? happenedOn,
          lastOn: happenedOn,
          isLarge: balance > 500,
          note: null,
          latest: [...(row?.latest ?? []), { amount, on: happenedOn }].slice(-KEPT),
        }
      },
    },
  },
})

/** Writes a log, a deposit to each account in turn. */
export const writeLog = async (file: string, length: number): Promise<void> => {
  const events = await done(sqliteEventStore({ file }))
  const accounts = Math.min(ACCOUNTS, length)
  for (let n = 0; n < length; n++) {
    const accountId = `a-${n % accounts}`
    const round = Math.floor(n / accounts)
    const batch: readonly [EventToAppend] = [draftOfDeposit(accountId, round)]
    const expected = round === 0 ? 'no-stream' : round - 1
    await done(events.append(`kiemtra.account-${accountId}`, expected, batch))
  }
  await events.close()
}

const opened = async (file: string) => ({
  events: await done(sqliteEventStore({ file })),
  readModels: await done(sqliteReadModels({ file })),
})

const caughtUp =
  (fresh: Fresh): Side =>
  async () => {
    const stores = await opened(fresh())
    return async () => {
      await done(projector({ ...stores, projections: [statements] }).catchUp())
      await stores.events.close()
      await stores.readModels.close()
    }
  }

const rebuilt =
  (fresh: Fresh): Side =>
  async () => {
    const file = fresh()
    // What stands is compared with; closed, so that what is left in the WAL is nobody's burden.
    const before = await opened(file)
    await done(projector({ ...before, projections: [statements] }).catchUp())
    await before.events.close()
    await before.readModels.close()
    const stores = await opened(file)
    return async () => {
      const { comparison } = await done(rebuild(statements, stores))
      if (!comparison.agree) throw new Error('the rows differ')
      await stores.events.close()
      await stores.readModels.close()
    }
  }

/** Rebuild of a read model. */
export const rebuilding: Budget = {
  name: 'rebuild',
  what: 'rebuild of a read model on SQLite, against its catch-up',
  atLeast: 4,
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
    { ours: rebuilt(fresh), baseline: caughtUp(fresh), operations: EVENTS },
    effort,
  )
  const times = `${duration(found.oursNs)} an event, catching up ${duration(found.baselineNs)}`
  return { value: found.ratio, notes: [times] }
}
