/**
 * Read models: a projection's rows, read back typed.
 */
import {
  decoderOf,
  type EventSource,
  type Position,
  type Problem,
  type Projection,
} from '@kiemtra/kernel'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ReadModelFailure, ReadModelStore, RowQuery } from '../ports/read-model-store.ts'

/** Why rows could not be read. */
export type ReadFailure =
  | ReadModelFailure
  /** The rows don't stand where they were asked for yet; `position`: where they do. */
  | {
      readonly _tag: 'NotYet'
      readonly table: string
      readonly version: number
      readonly wanted: Position
      readonly position: Position | undefined
    }
  | {
      readonly _tag: 'UnreadableRow'
      readonly table: string
      readonly problems: ReadonlyArray<Problem>
    }

/** As of when rows are asked for. */
export interface AsOfPosition {
  /** A position, as a command's answer gave it: rows before it are `NotYet`, not an answer. */
  readonly atLeast?: Position
}

/** A {@link RowQuery} whose columns are properties of the row. */
export interface TypedQuery<Row> extends Omit<RowQuery, 'where' | 'orderBy'>, AsOfPosition {
  readonly where?: {
    readonly column: keyof Row & string
    readonly equals: string | number | boolean | null
  }
  readonly orderBy?: keyof Row & string
}

/** Some rows, and where the next ones begin. */
export interface TypedPage<Row> {
  readonly rows: ReadonlyArray<{ readonly key: string; readonly row: Row }>
  /** For `after`; absent on the last page. */
  readonly next?: string
  /** The checkpoint that the rows stand at. */
  readonly position: Position | undefined
}

/** The rows of one projection. */
export interface ReadModel<Row> {
  readonly get: (key: string, options?: AsOfPosition) => TaskEither<ReadFailure, Row | undefined>
  readonly query: (query?: TypedQuery<Row>) => TaskEither<ReadFailure, TypedPage<Row>>
}

/**
 * The rows of a projection in a store, whoever asks. What is served to readers goes by {@link readModelAs}.
 *
 * @example
 * const Account = {
 *   category: 'account',
 *   event: eventCodec(event('Deposited', t.strict({ amount: t.number }))),
 * }
 * const balances = projection<{ readonly balance: number }>()({
 *   name: 'balances',
 *   version: 1,
 *   from: [Account],
 *   audience: 'public',
 *   row: t.strict({ balance: t.number }),
 *   indexes: ['balance'],
 *   on: {
 *     Deposited: {
 *       keys: ({ stream }) => [stream],
 *       apply: (row, { event }) => ({ balance: (row?.balance ?? 0) + event.data.amount }),
 *     },
 *   },
 * })
 * const readModels = inMemoryReadModels()
 * await projector({ events: inMemoryEventStore(), readModels, projections: [balances] }).catchUp()()
 * const page = await readModel(readModels, balances).query({ orderBy: 'balance', descending: true })()
 * E.isRight(page) && page.right.rows // => []
 */
export const readModel = <Row, Sources extends ReadonlyArray<EventSource>>(
  store: ReadModelStore,
  projection: Projection<Row, Sources>,
): ReadModel<Row> => {
  const { name: table, version } = projection
  const name = { name: table, version }
  const decode = decoderOf(projection.row, 'row')
  const unreadable = (problems: ReadonlyArray<Problem>): ReadFailure => ({
    _tag: 'UnreadableRow',
    table,
    problems,
  })
  const notYet = (
    position: Position | undefined,
    wanted: Position | undefined,
  ): ReadFailure | undefined =>
    wanted === undefined || (position !== undefined && position >= wanted)
      ? undefined
      : { _tag: 'NotYet', table, version, wanted, position }
  return {
    get: (key, options) => async () => {
      if (options?.atLeast !== undefined) {
        // A checkpoint never goes back: the row read after it stands there, or further on.
        const checkpoint = await store.checkpoint(name)()
        if (isLeft(checkpoint)) return checkpoint
        const early = notYet(checkpoint.right, options.atLeast)
        if (early !== undefined) return left(early)
      }
      const found = await store.row(name, key)()
      if (isLeft(found)) return found
      if (found.right === undefined) return right(undefined)
      const row = decode(found.right)
      return isLeft(row) ? left(unreadable(row.left)) : row
    },
    query:
      ({ atLeast, ...query } = {}) =>
      async () => {
        const found = await store.query(name, query)()
        if (isLeft(found)) return found
        const { rows, next, position } = found.right
        const early = notYet(position, atLeast)
        if (early !== undefined) return left(early)
        const decoded: { readonly key: string; readonly row: Row }[] = []
        for (const { key, row } of rows) {
          const read = decode(row)
          if (isLeft(read)) return left(unreadable(read.left))
          decoded.push({ key, row: read.right })
        }
        return right({ rows: decoded, position, ...(next === undefined ? {} : { next }) })
      },
  }
}
