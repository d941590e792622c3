/**
 * Dropping versions of a read model that a newer one has replaced: an operator's recorded act.
 *
 * A newer version is built beside the older, and the view of the read model's name moves to it. The
 * older stays until somebody decides that nobody reads it any more: no code can know. A store need not
 * offer it.
 */
import type { Position } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Operator, ReadModelFailure, ReadModelTable } from './read-model-table.ts'

/** The record of a version that an operator had dropped; kept for good. */
export interface DroppedVersion {
  readonly version: number
  /** Where its rows stood. */
  readonly checkpoint: Position | undefined
  /** Who, and why. */
  readonly by: Operator
  /** ISO 8601 UTC. */
  readonly recordedAt: string
}

/** Why nothing was dropped. */
export type NotDropped =
  /**
   * It is the version that readers see, or a newer one. `shown`: which readers see; once a newer
   * version has caught up with it, it can be dropped.
   */
  | {
      readonly _tag: 'NotReplaced'
      readonly table: string
      readonly version: number
      readonly shown: number
    }
  /**
   * Others' views read it (`views`, where the database names them): have them read the view of the
   * read model's name, or drop them, and drop the version again.
   */
  | {
      readonly _tag: 'StillRead'
      readonly table: string
      readonly version: number
      readonly views: ReadonlyArray<string>
    }
  | { readonly _tag: 'ReasonMissing' }

/** See the module. */
export interface OldVersions {
  /**
   * Drops a version's rows, links, builds and view, and records who wanted it, in one transaction; a
   * store may free the space after it. From then on it is an `UnknownTable`, and whoever had claimed
   * it or was building it is `Fenced`. Its record of skipped events stays. Who claims it again begins
   * it anew, from nothing.
   */
  readonly drop: (
    table: Pick<ReadModelTable, 'name' | 'version'>,
    by: Operator,
    recordedAt: string,
  ) => TaskEither<ReadModelFailure | NotDropped, DroppedVersion>
  /** What was dropped of a read model, in the order of the drops. */
  readonly dropped: (name: string) => TaskEither<ReadModelFailure, ReadonlyArray<DroppedVersion>>
}
