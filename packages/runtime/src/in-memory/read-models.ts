/**
 * The read-model store in memory: for tests and command lines.
 *
 * Keeps every promise of the port: a commit is all or nothing, only the latest claimant commits,
 * a commit at or before the checkpoint changes nothing, and built rows take the place of a table's
 * at once. Rows are kept as JSON would hold them.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type {
  Behind,
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
  SkippedEvent,
} from '../ports/read-model-store.ts'
import { pageOf } from './row-query.ts'
import { hasReached, noRows, pick, type Rows, scanOf, write } from './rows.ts'

type Name = Pick<ReadModelTable, 'name' | 'version'>

interface Table {
  readonly name: Name
  epoch: number
  /** What queries see and the claimant writes. */
  live: Rows
  readonly skipped: SkippedEvent[]
  /** The epoch of the latest build. */
  builds: number
  /** What the latest build has filled; none once it is finished or abandoned. */
  built: Rows | undefined
}

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

  /** Answers nothing once it is closed. */
  const open =
    <E, A>(use: () => Either<E, A>): TaskEither<ReadModelFailure | E, A> =>
    async () =>
      closed ? left({ _tag: 'Unavailable', reason: 'closed' }) : use()

  const reading = <A>(name: Name, read: (table: Table) => A): TaskEither<ReadModelFailure, A> =>
    open(() => {
      const found = tables.get(idOf(name))
      return found === undefined
        ? left({ _tag: 'UnknownTable', table: name.name, version: name.version })
        : right(read(found))
    })

  const made = ({ name, version }: Name): Table => {
    const id = idOf({ name, version })
    const table = tables.get(id) ?? emptyTable({ name, version })
    tables.set(id, table)
    return table
  }

  return {
    claim: (definition) =>
      open(() => {
        const table = made(definition)
        table.epoch += 1
        return right(writer(table, table.epoch, open))
      }),
    build: (definition) =>
      open(() => {
        const table = made(definition)
        table.builds += 1
        table.built = noRows()
        return right(builder(table, open))
      }),
    checkpoint: (name) => reading(name, ({ live }) => live.checkpoint),
    row: (name, key) => reading(name, ({ live }) => live.rows.get(key)),
    query: (name, query = {}) =>
      reading(name, ({ live }) => ({ ...pageOf(live.rows, query), position: live.checkpoint })),
    scan: (name) => reading(name, ({ live }) => scanOf(live)),
    skipped: (name) => reading(name, ({ skipped }) => [...skipped]),
    close: async () => {
      closed = true
    },
  }
}

type Open = <E, A>(use: () => Either<E, A>) => TaskEither<ReadModelFailure | E, A>

const idOf = ({ name, version }: Name): string => `${name}@${version}`

const emptyTable = (name: Name): Table => ({
  name,
  epoch: 0,
  live: noRows(),
  skipped: [],
  builds: 0,
  built: undefined,
})

const fenced = ({ name }: Table, epoch: number, current: number): ReadModelFailure => ({
  _tag: 'Fenced',
  table: name.name,
  epoch,
  current,
})

/** The writer can't change a record later, nor can a reader. */
const copied = (skipped: SkippedEvent): SkippedEvent =>
  Object.freeze({ ...skipped, by: Object.freeze({ ...skipped.by }) })

// ------------------------------------------------------------------- claim

const writer = (table: Table, epoch: number, open: Open): ReadModelWriter => {
  const { live } = table

  const claimed = <A>(use: () => Either<ReadModelFailure, A>): TaskEither<ReadModelFailure, A> =>
    open(() => (table.epoch === epoch ? use() : left(fenced(table, epoch, table.epoch))))

  /** Readings, too, are the claimant's alone: what another would read is about to move. */
  const standing = <A>(use: () => A): TaskEither<ReadModelFailure, A> =>
    claimed(() => {
      const { name, version } = table.name
      return table.live === live ? right(use()) : left({ _tag: 'Rebuilt', table: name, version })
    })

  return {
    epoch,
    checkpoint: live.checkpoint,
    rows: (keys) => standing(() => pick(live.rows, keys)),
    links: (streams) => standing(() => pick(live.links, streams)),
    commit: (batch) =>
      standing(() => {
        if (hasReached(live.checkpoint, batch.position)) return
        write(live, batch)
        if (batch.skipped !== undefined) table.skipped.push(copied(batch.skipped))
      }),
    renew: () => claimed(() => right(writer(table, epoch, open))),
  }
}

// ------------------------------------------------------------------- build

const builder = (table: Table, open: Open): ReadModelBuilder => {
  const { built, builds: epoch } = table
  let isFinished = false

  const standing = (): Either<ReadModelFailure, Rows> =>
    built !== undefined && table.built === built
      ? right(built)
      : left(fenced(table, epoch, table.builds))

  const building = <A>(use: (rows: Rows) => A): TaskEither<ReadModelFailure, A> =>
    open(() => {
      const rows = standing()
      return isLeft(rows) ? rows : right(use(rows.right))
    })

  return {
    epoch,
    rows: (keys) => building(({ rows }) => pick(rows, keys)),
    links: (streams) => building(({ links }) => pick(links, streams)),
    commit: (batch) =>
      building((rows) => {
        if (!hasReached(rows.checkpoint, batch.position)) write(rows, batch)
      }),
    scan: () => building(scanOf),
    finish: () =>
      open((): Either<ReadModelFailure | Behind, void> => {
        if (isFinished) return right(undefined)
        const rows = standing()
        if (isLeft(rows)) return rows
        const { checkpoint } = table.live
        if (checkpoint !== undefined && !hasReached(rows.right.checkpoint, checkpoint)) {
          const { name, version } = table.name
          return left({ _tag: 'Behind', table: name, version, checkpoint })
        }
        table.live = rows.right
        table.built = undefined
        isFinished = true
        return right(undefined)
      }),
    abandon: () =>
      open(() => {
        if (table.built === built) table.built = undefined
        return right(undefined)
      }),
  }
}
