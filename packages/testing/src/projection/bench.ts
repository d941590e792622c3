/**
 * A bench for projections: drives one over a log into a store, by the runtime's own projector or
 * by another that is to be tried, and reads its rows back.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import {
  type AwaitFailure,
  type Projector,
  type ProjectorConfig,
  type ReadModelStore,
  tableOf,
} from '@kiemtra/runtime'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { IllFormed } from '../law/ill-formed.ts'
import type { Log } from '../log/logs.ts'
import { decodeFailureText } from '../message.ts'
import { printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'
import { allRows, Defect } from './drive.ts'
import { logStore, type Manner } from './log-store.ts'

/** Makes what drives projections: the runtime's `projector` is one. */
export type MakeProjector = (config: ProjectorConfig) => Pick<Projector, 'catchUp'>

/** What is tried, and with what. */
export interface Bench {
  readonly projection: AnyProjection
  readonly projector: MakeProjector
  readonly readModels: () => ReadModelStore
}

/** How a run goes. */
export interface RunOptions extends Manner {
  readonly batchSize?: number
  /** Resolves when the run is over before its end. */
  readonly died?: Promise<'died'>
}

/** Rows by key. */
export type Rows = ReadonlyMap<string, unknown>

// --------------------------------------------------------------- behaviour

/** Pauses of a run: a store that stays away longer than so many fails the check. */
const MAX_PAUSES = 20

/** Projects a log to its end, or to the client's death. */
export const drive = async (
  { projection, projector }: Bench,
  readModels: ReadModelStore,
  log: Log,
  { batchSize = 500, died, ...manner }: RunOptions = {},
): Promise<void> => {
  if (log.length === 0) return
  let pauses = 0
  let give: (up: 'stuck') => void = () => undefined
  const stuck = new Promise<'stuck'>((resolve) => (give = resolve))
  const kept = jsonOnly(readModels)
  const running = projector({
    events: logStore(log, manner),
    readModels: kept.store,
    projections: [projection],
    batchSize,
    pause: () => {
      pauses += 1
      if (pauses <= MAX_PAUSES) return Promise.resolve()
      give('stuck')
      return new Promise(() => undefined)
    },
  })
  const ends = [running.catchUp()(), stuck, ...(died === undefined ? [] : [died])]
  const ended = await Promise.race(ends)
  if (ended === 'stuck') fail('the read-model store stays out of reach')
  else if (ended !== 'died' && isLeft(ended)) throw kept.refused() ?? thrownBy(ended.left)
}

/** Stores can't hold what JSON can't; in memory they throw, elsewhere they forget. */
const jsonOnly = (
  store: ReadModelStore,
): { readonly store: ReadModelStore; readonly refused: () => Defect | undefined } => {
  let refused: Defect | undefined
  return {
    refused: () => refused,
    store: {
      ...store,
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        const { commit } = claimed.right
        return right({
          ...claimed.right,
          commit: (batch) => {
            const bad = batch.upserts.find(({ row }) => !equals(throughJson(row), row))
            if (bad === undefined) return commit(batch)
            refused = new Defect('row', `JSON can't hold the row ${printedInline(bad.row)}`)
            return async () => left({ _tag: 'StorageFull', where: 'JSON' })
          },
        })
      },
    },
  }
}

const thrownText = (thrown: unknown): string =>
  thrown instanceof IllFormed ? thrown.message : `threw ${String(thrown)}`

const thrownBy = (failure: AwaitFailure): Error => {
  if (failure._tag !== 'ProjectionStopped') return new Error(printedInline(failure))
  const why = failure.failure
  switch (why._tag) {
    case 'Defect':
      return new Defect('throws', thrownText(why.thrown))
    case 'UnreadableRow': {
      const problems = why.problems.map(({ path, expected }) => `${path} is not ${expected}`)
      return new Defect('row', `its codec refuses a row: ${problems.join('; ')}`)
    }
    case 'UnreadableEvent':
      return new Error(`a log holds what its source can't read: ${decodeFailureText(why.failure)}`)
    default:
      return new Error(`the projector stopped: ${printedInline(why)}`)
  }
}

/** Every row of the projection in a store. */
export const rowsIn = (
  { projection }: Pick<Bench, 'projection'>,
  store: ReadModelStore,
): Promise<Rows> => allRows(store, tableOf(projection))

/** The rows of a log that is projected into a fresh store. */
export const rowsOf = async (bench: Bench, log: Log, options?: RunOptions): Promise<Rows> => {
  const store = bench.readModels()
  await drive(bench, store, log, options)
  return rowsIn(bench, store)
}
