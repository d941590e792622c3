/**
 * The port to a read-model store: rows, links and checkpoint of a projection in one transaction.
 *
 * Promises of every adapter: a commit is all or nothing, and its checkpoint goes with its rows; only
 * the latest claimant of a table can commit (the fencing epoch), a paused one that wakes up is
 * `Fenced`; a checkpoint never moves backwards; a commit at or before the checkpoint changes nothing.
 */
import type { Position } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

// ------------------------------------------------------------------- model

/** How a column is typed; `json` for what has no plain SQL type. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'json'

/** A typed column of a read model's view, one per property of its rows. */
export interface Column {
  readonly name: string
  readonly kind: ColumnKind
}

/** One version of one projection's table. */
export interface ReadModelTable {
  readonly name: string
  readonly version: number
  readonly columns: ReadonlyArray<Column>
  readonly indexes: ReadonlyArray<string>
}

/** Ids that a projection remembers of a stream. */
export interface StreamLinks {
  readonly stream: string
  readonly ids: Readonly<Record<string, string>>
}

/** What one transaction writes. */
export interface ReadModelBatch {
  /** The checkpoint after it. */
  readonly position: Position
  readonly upserts: ReadonlyArray<{ readonly key: string; readonly row: unknown }>
  readonly deletes: ReadonlyArray<string>
  /** Each replaces what was remembered of its stream. */
  readonly links: ReadonlyArray<StreamLinks>
}

/** Why a read-model store failed. */
export type ReadModelFailure =
  /** Another claimant has taken the table over. */
  | {
      readonly _tag: 'Fenced'
      readonly table: string
      readonly epoch: number
      readonly current: number
    }
  | { readonly _tag: 'Unavailable'; readonly reason: string }
  | { readonly _tag: 'AccessDenied'; readonly operation: string }
  | { readonly _tag: 'StorageFull'; readonly where: string }
  | { readonly _tag: 'Incompatible'; readonly found: string; readonly wanted: string }
  | { readonly _tag: 'UnknownTable'; readonly table: string; readonly version: number }

/** Which rows to read, in which order. */
export interface RowQuery {
  /** Column and the value it must equal. */
  readonly where?: { readonly column: string; readonly equals: string | number | boolean | null }
  /** Column to order by; ties, and no column, by key. */
  readonly orderBy?: string
  /** Turns the whole order around, the ties by key included. */
  readonly descending?: boolean
  /** Rows after this cursor, as a page returned it. */
  readonly after?: string
  /** At most this many, 100 by default. */
  readonly limit?: number
}

/** Some rows, and where the next ones begin. */
export interface RowPage {
  readonly rows: ReadonlyArray<{ readonly key: string; readonly row: unknown }>
  /** Absent on the last page. */
  readonly next?: string
  /** The checkpoint that the rows stand at. */
  readonly position: Position | undefined
}

/** The right to write one table, until someone else claims it. */
export interface ReadModelWriter {
  readonly epoch: number
  /** The checkpoint at the time of the claim. */
  readonly checkpoint: Position | undefined
  readonly rows: (
    keys: ReadonlyArray<string>,
  ) => TaskEither<ReadModelFailure, ReadonlyMap<string, unknown>>
  readonly links: (
    streams: ReadonlyArray<string>,
  ) => TaskEither<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>
  readonly commit: (batch: ReadModelBatch) => TaskEither<ReadModelFailure, void>
}

// -------------------------------------------------------------------- port

/** A read-model store. */
export interface ReadModelStore {
  /** Creates the table where it is missing, and fences off whoever claimed it before. */
  readonly claim: (table: ReadModelTable) => TaskEither<ReadModelFailure, ReadModelWriter>
  readonly checkpoint: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
  ) => TaskEither<ReadModelFailure, Position | undefined>
  readonly row: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
    key: string,
  ) => TaskEither<ReadModelFailure, unknown>
  readonly query: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
    query?: RowQuery,
  ) => TaskEither<ReadModelFailure, RowPage>
  readonly close: () => Promise<void>
}
