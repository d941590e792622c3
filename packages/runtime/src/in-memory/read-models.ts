/**
 * The read-model store in memory: for tests and command lines.
 *
 * Keeps every promise of the port: a commit is all or nothing, only the latest claimant commits,
 * and a commit at or before the checkpoint changes nothing. Rows are kept as JSON would hold them.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type {
  ReadModelBatch,
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
  StreamLinks,
} from '../ports/read-model-store.ts'
import { jsonCopy } from './json-copy.ts'
import { pageOf } from './row-query.ts'

interface Table {
  epoch: number
  checkpoint: Position | undefined
  readonly rows: Map<string, unknown>
  readonly links: Map<string, StreamLinks['ids']>
}

type Name = Pick<ReadModelTable, 'name' | 'version'>

/**
 * An empty read-model store.
 *
 * @example
 * // Until a projector has claimed the table, there is none.
 * await inMemoryReadModels().row({ name: 'balances', version: 1 }, 'a-1')()
 * // => E.left({ _tag: 'UnknownTable', table: 'balances', version: 1 })
 */
export const inMemoryReadModels = (): ReadModelStore => {
  const tables = new Map<string, Table>()
  let closed = false

  const table = (name: Name): Either<ReadModelFailure, Table> => {
    if (closed) return left({ _tag: 'Unavailable', reason: 'closed' })
    const found = tables.get(nameOf(name))
    return found === undefined
      ? left({ _tag: 'UnknownTable', table: name.name, version: name.version })
      : right(found)
  }

  const reading =
    <A>(name: Name, read: (table: Table) => A) =>
    async (): Promise<Either<ReadModelFailure, A>> => {
      const found = table(name)
      return found._tag === 'Left' ? found : right(read(found.right))
    }

  return {
    claim: (definition) => async () => {
      if (closed) return left({ _tag: 'Unavailable', reason: 'closed' })
      const name = nameOf(definition)
      const claimed = tables.get(name) ?? emptyTable()
      tables.set(name, claimed)
      claimed.epoch += 1
      return right(writer(definition, claimed, () => closed))
    },
    checkpoint: (name) => reading(name, ({ checkpoint }) => checkpoint),
    row: (name, key) => reading(name, ({ rows }) => rows.get(key)),
    query: (name, query = {}) =>
      reading(name, ({ rows, checkpoint }) => ({ ...pageOf(rows, query), position: checkpoint })),
    close: async () => {
      closed = true
    },
  }
}

const nameOf = ({ name, version }: Name): string => `${name}@${version}`

const emptyTable = (): Table => ({
  epoch: 0,
  checkpoint: undefined,
  rows: new Map(),
  links: new Map(),
})

const writer = (definition: Name, table: Table, isClosed: () => boolean): ReadModelWriter => {
  const { epoch } = table

  /** Only the latest claimant may go on, readings included: what it would read is about to move. */
  const fenced =
    <A>(use: () => A) =>
    async (): Promise<Either<ReadModelFailure, A>> => {
      if (isClosed()) return left({ _tag: 'Unavailable', reason: 'closed' })
      return table.epoch === epoch
        ? right(use())
        : left({ _tag: 'Fenced', table: definition.name, epoch, current: table.epoch })
    }

  return {
    epoch,
    checkpoint: table.checkpoint,
    rows: (keys) => fenced(() => pick(table.rows, keys)),
    links: (streams) => fenced(() => pick(table.links, streams)),
    commit: (batch) => fenced(() => commit(table, batch)),
  }
}

const pick = <A>(from: ReadonlyMap<string, A>, keys: ReadonlyArray<string>): Map<string, A> => {
  const found = new Map<string, A>()
  for (const key of keys) {
    const value = from.get(key)
    if (value !== undefined) found.set(key, value)
  }
  return found
}

const commit = (table: Table, batch: ReadModelBatch): void => {
  if (table.checkpoint !== undefined && batch.position <= table.checkpoint) return
  // Copied before anything is changed: a row that isn't JSON leaves nothing half-written.
  const rows = batch.upserts.map(({ key, row }) => [key, jsonCopy(row, 'row')] as const)
  for (const [key, row] of rows) table.rows.set(key, row)
  for (const key of batch.deletes) table.rows.delete(key)
  for (const { stream, ids } of batch.links) table.links.set(stream, Object.freeze({ ...ids }))
  table.checkpoint = batch.position
}
