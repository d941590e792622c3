/**
 * What the ports to read models speak of: tables, who acts on them, and what can fail.
 */
import type { Actor } from '@kiemtra/kernel'

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

/** Who has an event passed over, or an old version dropped, and why. */
export type Operator = Extract<Actor, { readonly kind: 'operator' }>

/** Why a read-model store failed. */
export type ReadModelFailure =
  /** Another claimant has taken the table over. */
  | {
      readonly _tag: 'Fenced'
      readonly table: string
      readonly epoch: number
      readonly current: number
    }
  /** The table was rebuilt under its claimant: nothing was done. `renew` goes on with the new rows. */
  | { readonly _tag: 'Rebuilt'; readonly table: string; readonly version: number }
  | { readonly _tag: 'Unavailable'; readonly reason: string }
  | { readonly _tag: 'AccessDenied'; readonly operation: string }
  | { readonly _tag: 'StorageFull'; readonly where: string }
  | { readonly _tag: 'Incompatible'; readonly found: string; readonly wanted: string }
  | { readonly _tag: 'UnknownTable'; readonly table: string; readonly version: number }
