/**
 * The read-model store in memory: for tests and command lines.
 *
 * Keeps every promise of the port: a commit is all or nothing, only the latest claimant commits,
 * a commit at or before the checkpoint changes nothing, and built rows take the place of a table's
 * at once. Rows are kept as JSON would hold them.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DroppedVersion, NotDropped } from '../ports/old-versions.ts'
import type {
  Behind,
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
  SkippedEvent,
} from '../ports/read-model-store.ts'
import type { Operator } from '../ports/read-model-table.ts'
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
  isDropped: boolean
}

/** All that bears one name: which version readers see, and what was dropped. */
interface Versions {
  shown: Table
  readonly dropped: DroppedVersion[]
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
  const versions = new Map<string, Versions>()
  let closed = false

  /** Answers nothing once it is closed. */
  const open =
    <E, A>(use: () => Either<E, A>): TaskEither<ReadModelFailure | E, A> =>
    async () =>
      closed ? left({ _tag: 'Unavailable', reason: 'closed' }) : use()

  const find = (name: Name): Either<ReadModelFailure, Table> => {
    const found = tables.get(idOf(name))
    return found === undefined || found.isDropped
      ? left({ _tag: 'UnknownTable', table: name.name, version: name.version })
      : right(found)
  }

  const reading = <A>(name: Name, read: (table: Table) => A): TaskEither<ReadModelFailure, A> =>
    open(() => {
      const found = find(name)
      return isLeft(found) ? found : right(read(found.right))
    })

  const made = ({ name, version }: Name): Table => {
    const id = idOf({ name, version })
    const table = tables.get(id) ?? emptyTable({ name, version })
    table.isDropped = false
    tables.set(id, table)
    if (!versions.has(name)) versions.set(name, { shown: table, dropped: [] })
    return table
  }

  /** As an SQL store moves the view of the name. */
  const moved = (table: Table): void => {
    const all = versions.get(table.name.name)
    if (all === undefined || table.name.version <= all.shown.name.version) return
    const shownAt = all.shown.live.checkpoint
    if (shownAt === undefined || hasReached(table.live.checkpoint, shownAt)) all.shown = table
  }

  return {
    claim: (definition) =>
      open(() => {
        const table = made(definition)
        table.epoch += 1
        return right(writer(table, table.epoch, open, moved))
      }),
    build: (definition) =>
      open(() => {
        const table = made(definition)
        table.builds += 1
        table.built = noRows()
        return right(builder(table, open, moved))
      }),
    checkpoint: (name) => reading(name, ({ live }) => live.checkpoint),
    row: (name, key) => reading(name, ({ live }) => live.rows.get(key)),
    query: (name, query = {}) =>
      reading(name, ({ live }) => ({ ...pageOf(live.rows, query), position: live.checkpoint })),
    scan: (name) => reading(name, ({ live }) => scanOf(live)),
    skipped: (name) => reading(name, ({ skipped }) => [...skipped]),
    oldVersions: {
      drop: (name, by, recordedAt) =>
        open((): Either<ReadModelFailure | NotDropped, DroppedVersion> => {
          if (by.reason.trim() === '') return left({ _tag: 'ReasonMissing' })
          const found = find(name)
          if (isLeft(found)) return found
          const table = found.right
          const all = versions.get(name.name)
          const { version } = name
          const shown = all?.shown.name.version ?? version
          if (all === undefined || version >= shown) {
            return left({ _tag: 'NotReplaced', table: name.name, version, shown })
          }
          const record = kept({ version, checkpoint: table.live.checkpoint, by, recordedAt })
          all.dropped.push(record)
          dropRows(table)
          return right(record)
        }),
      dropped: (name) => open(() => right([...(versions.get(name)?.dropped ?? [])])),
    },
    close: async () => {
      closed = true
    },
  }
}

/** Told of a table that has moved on. */
type Moved = (table: Table) => void
type Open = <E, A>(use: () => Either<E, A>) => TaskEither<ReadModelFailure | E, A>

const idOf = ({ name, version }: Name): string => `${name}@${version}`

const emptyTable = (name: Name): Table => ({
  name,
  epoch: 0,
  live: noRows(),
  skipped: [],
  builds: 0,
  built: undefined,
  isDropped: false,
})

/** Whoever had claimed it, or was building it, is overtaken. */
const dropRows = (table: Table): void => {
  table.epoch += 1
  table.builds += 1
  table.built = undefined
  table.live = noRows()
  table.isDropped = true
}

const fenced = ({ name }: Table, epoch: number, current: number): ReadModelFailure => ({
  _tag: 'Fenced',
  table: name.name,
  epoch,
  current,
})

/** A record that whoever handed it over can't change later, nor can who reads it. */
const kept = <A extends { readonly by: Operator }>(record: A): A =>
  Object.freeze({ ...record, by: Object.freeze({ ...record.by }) })

// ------------------------------------------------------------------- claim

const writer = (table: Table, epoch: number, open: Open, moved: Moved): ReadModelWriter => {
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
        if (batch.skipped !== undefined) table.skipped.push(kept(batch.skipped))
        moved(table)
      }),
    renew: () => claimed(() => right(writer(table, epoch, open, moved))),
  }
}

// ------------------------------------------------------------------- build

const builder = (table: Table, open: Open, moved: Moved): ReadModelBuilder => {
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
        moved(table)
        return right(undefined)
      }),
    abandon: () =>
      open(() => {
        if (table.built === built) table.built = undefined
        return right(undefined)
      }),
  }
}
