/**
 * What a rebuild takes, and what it answers.
 */
import type { Position } from '@kiemtra/kernel'
import type { Pause } from '../pause.ts'
import type { EventStore } from '../ports/event-store.ts'
import type { ReadModelStore } from '../ports/read-model-store.ts'
import type { ProjectionFailure } from '../projector/types.ts'

/** How many rows, and their order-free hash. */
export interface RowsSummary {
  readonly rows: number
  readonly hash: string
}

/** Rows that differ: all are counted, the first are listed, in order of their keys. */
export interface Differences {
  readonly total: number
  readonly rows: ReadonlyArray<{
    readonly key: string
    /** `undefined`: the table had no such row. */
    readonly was: unknown
    /** `undefined`: the log can't produce such a row. */
    readonly is: unknown
  }>
}

/** What a rebuild has found, and done. */
export interface RebuildReport {
  readonly projection: string
  readonly version: number
  /** Events read. */
  readonly events: number
  /** The table's checkpoint now; `undefined`: there are no events. */
  readonly position: Position | undefined
  /** Whether the built rows are in the table's place; not so in a dry run. */
  readonly replaced: boolean
  /** The rows as built, read back, and as they stood, both as of one position. */
  readonly comparison: {
    readonly at: Position | undefined
    readonly built: RowsSummary
    /** `undefined`: the table stood nowhere yet, there was nothing to compare with. */
    readonly standing: RowsSummary | undefined
    readonly agree: boolean
    readonly differences: Differences
  }
}

/** Why nothing was rebuilt: the table is as it was. */
export type RebuildFailure =
  /** `at`: position of the event that could not be projected, where one is to blame. */
  | {
      readonly _tag: 'NotRebuilt'
      readonly failure: ProjectionFailure
      readonly at: Position | undefined
    }
  /** The rows read back are not those that were written: the store has a fault. */
  | { readonly _tag: 'Unverified'; readonly written: RowsSummary; readonly found: RowsSummary }
  /** The table's checkpoint lies behind the log's end: this isn't the log that it came from. */
  | { readonly _tag: 'LogIsShorter'; readonly end: Position; readonly checkpoint: Position }
  | { readonly _tag: 'Cancelled' }

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly projection: string
  readonly version: number
  readonly step: 'folding' | 'comparing' | 'replacing'
  /** Events read so far. */
  readonly events: number
  readonly eventsPerSecond: number
  /** Where it is in the log, and where the log ended when it began. */
  readonly position: Position | undefined
  readonly head: Position | undefined
  /** Rows and links held in memory. */
  readonly held: number
}

/** What a rebuild is made of. */
export interface RebuildConfig {
  readonly events: EventStore
  readonly readModels: ReadModelStore
  /** Default `kiemtra`. */
  readonly namespace?: string
  /** Compares, and leaves the table as it is. */
  readonly dryRun?: boolean
  /**
   * Most rows and links held in memory, but for those of the events in hand (at most 500 at a
   * time). Default 100,000. With fewer, a row may be written more than once.
   */
  readonly maxHeld?: number
  /** Most rows that differ in the report. Default 20. */
  readonly maxDifferences?: number
  /** Told after each step. */
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Aborted, the rebuild drops what it has built, and is `Cancelled`. */
  readonly signal?: AbortSignal
  /** Between attempts; by default a timer. */
  readonly pause?: Pause
  /** Milliseconds, for the rate; by default the platform's. */
  readonly clockMs?: () => number
}
