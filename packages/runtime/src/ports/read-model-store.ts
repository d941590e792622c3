/**
 * The port to a read-model store: rows, links and checkpoint of a projection in one transaction.
 *
 * Promises of every adapter: a commit is all or nothing, and its checkpoint goes with its rows; only
 * the latest claimant of a table can commit (the fencing epoch), a paused one that wakes up is
 * `Fenced`; a checkpoint never moves backwards; a commit at or before the checkpoint changes nothing.
 *
 * A table can be built anew beside itself while it is read and written. `build` begins, the builder
 * fills rows that nobody sees, `finish` puts them in the place of the old ones: rows, links,
 * checkpoint and views in one transaction, never at a checkpoint before the one that stands.
 * Whoever held the claim keeps it, and is told `Rebuilt`. Of builders, too, only the latest counts.
 * A build that was cut off is never gone on with, as the projection's code may have changed since:
 * the next `build` of the table drops what it left.
 */
import type { Position } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { OldVersions } from './old-versions.ts'
import type { Operator, ReadModelFailure, ReadModelTable } from './read-model-table.ts'

export type * from './read-model-table.ts'

// ------------------------------------------------------------------- model

/** Ids that a projection remembers of a stream. */
export interface StreamLinks {
  readonly stream: string
  readonly ids: Readonly<Record<string, string>>
}

/** A row and its key. */
export interface KeyedRow {
  readonly key: string
  readonly row: unknown
}

/** The record of an event that an operator had a projection pass over. */
export interface SkippedEvent {
  readonly position: Position
  readonly eventId: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  /** What the projection had failed with: a tag, never anything of the event's data. */
  readonly failure: string
  readonly by: Operator
  /** ISO 8601 UTC. */
  readonly recordedAt: string
}

/** What one transaction writes. */
export interface ReadModelBatch {
  /** The checkpoint after it. */
  readonly position: Position
  readonly upserts: ReadonlyArray<KeyedRow>
  readonly deletes: ReadonlyArray<string>
  /** Each replaces what was remembered of its stream. */
  readonly links: ReadonlyArray<StreamLinks>
  /** Kept with the table's version for good; a rebuild doesn't lose it. */
  readonly skipped?: SkippedEvent
}

/** The table stands at a later position than the rows that were to take its place: nothing was done. */
export interface Behind {
  readonly _tag: 'Behind'
  readonly table: string
  readonly version: number
  /** Where the table stands. */
  readonly checkpoint: Position
}

/** Which rows to read, in which order. A row that lacks a column, or is no object, has null there. */
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
  readonly rows: ReadonlyArray<KeyedRow>
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
  /**
   * After `Rebuilt`: a writer of the same claim on the new rows, with their checkpoint, which is not
   * before the one left. `Fenced` where someone else has claimed meanwhile.
   */
  readonly renew: () => TaskEither<ReadModelFailure, ReadModelWriter>
}

/** A row of a scan. */
export interface ScannedRow extends KeyedRow {
  /**
   * The row as the store keeps it, where that is JSON text: rows of one store with equal texts are
   * equal. `row` may then be parsed each time it is asked for.
   */
  readonly text?: string
}

/** All rows as they stood at one position, whatever is committed since. */
export interface RowScan {
  readonly position: Position | undefined
  /**
   * The next rows, at most so many, in order of their keys by code point; none: that was all. Who
   * wants `text` is content with it where the store has one; a store may leave it out.
   */
  readonly next: (
    limit: number,
    wanted?: 'text',
  ) => TaskEither<ReadModelFailure, ReadonlyArray<ScannedRow>>
  /** To be called in any case: a scan may hold a connection. */
  readonly close: () => Promise<void>
}

/**
 * The right to fill the rows that are to take a table's place, until someone else begins to.
 *
 * Nobody else sees the rows before `finish`. Once it has finished or was abandoned, and when another
 * build of the table has begun, every call that reads or writes rows is `Fenced`.
 */
export interface ReadModelBuilder {
  readonly epoch: number
  readonly rows: ReadModelWriter['rows']
  readonly links: ReadModelWriter['links']
  /**
   * As a writer's, but for one thing: a store may do it in steps, so that others can write between
   * them, the checkpoint last. A commit that failed is repeated, or the build abandoned. The first
   * is into an empty table and may be large: a store can load it in bulk. What was skipped stays
   * recorded with the table; a build adds nothing to it.
   */
  readonly commit: (batch: Omit<ReadModelBatch, 'skipped'>) => TaskEither<ReadModelFailure, void>
  /** The rows as they were written. */
  readonly scan: () => TaskEither<ReadModelFailure, RowScan>
  /**
   * Puts the rows in place of the table's, in one transaction with links, checkpoint and views. The
   * old ones are dropped after it, at the latest by the next `build`. Done again, it is no failure.
   * `Behind` while the table is further on.
   */
  readonly finish: () => TaskEither<ReadModelFailure | Behind, void>
  /** Drops what was built, unless it is finished. Done again, or fenced off, it is no failure. */
  readonly abandon: () => TaskEither<ReadModelFailure, void>
}

// -------------------------------------------------------------------- port

/** A read-model store. */
export interface ReadModelStore {
  /** Creates the table where it is missing, and fences off whoever claimed it before. */
  readonly claim: (table: ReadModelTable) => TaskEither<ReadModelFailure, ReadModelWriter>
  /**
   * Begins to build the table anew, from nothing, beside its rows. Creates the table where it is
   * missing, fences off whoever was building it, and drops what they left. Claims nothing.
   */
  readonly build: (table: ReadModelTable) => TaskEither<ReadModelFailure, ReadModelBuilder>
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
  /** All rows as they stand now. */
  readonly scan: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
  ) => TaskEither<ReadModelFailure, RowScan>
  /** Which events operators had the table pass over, by position. */
  readonly skipped: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
  ) => TaskEither<ReadModelFailure, ReadonlyArray<SkippedEvent>>
  /** Dropping what newer versions have replaced; where a store offers it. */
  readonly oldVersions?: OldVersions
  readonly close: () => Promise<void>
}
