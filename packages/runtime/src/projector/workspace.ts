/**
 * A workspace: the rows and links that folding has loaded or made, and which of them are to be written.
 *
 * A projector has a fresh one for each batch. A rebuild keeps one for as long as memory allows, so
 * that a row is written once, however many events it has seen. What is known of a row stands in one
 * place, so that an event looks for it once: a key that was just read has to be hashed each time.
 */
import type { Position } from '@kiemtra/kernel'
import type { ReadModelBatch, StreamLinks } from '../ports/read-model-store.ts'
import type { RowCodec } from './row-codec.ts'

/** A row in memory. */
export interface HeldRow {
  readonly key: string
  /** As the row's codec decodes it; `undefined`, once it was loaded: there is none. */
  row: unknown
  /** Whether the store was asked for it, and has answered. */
  known: 'no' | 'asked' | 'loaded'
  /** Whether the store holds a row of this key. */
  isStored: boolean
  isChanged: boolean
}

/** See the module. */
export interface Workspace {
  readonly rows: Map<string, HeldRow>
  readonly links: Map<string, StreamLinks['ids']>
  /** Of the rows, in the order in which they first changed. */
  readonly changedRows: HeldRow[]
  readonly changedLinks: Set<string>
}

/** Nothing loaded yet. */
export const emptyWorkspace = (): Workspace => ({
  rows: new Map(),
  links: new Map(),
  changedRows: [],
  changedLinks: new Set(),
})

/** How many rows and streams it holds. */
export const sizeOf = ({ rows, links }: Workspace): number => rows.size + links.size

/** The place of a row; of a new one nothing is known. */
export const placeOf = ({ rows }: Workspace, key: string): HeldRow => {
  const known = rows.get(key)
  if (known !== undefined) return known
  const fresh: HeldRow = { key, row: undefined, known: 'no', isStored: false, isChanged: false }
  rows.set(key, fresh)
  return fresh
}

/** Puts a row that an event has made. */
export const change = ({ changedRows }: Workspace, place: HeldRow, row: unknown): void => {
  place.row = row
  if (place.isChanged) return
  place.isChanged = true
  changedRows.push(place)
}

/** What is to be written; afterwards nothing is. */
export const drain = (
  { links, changedRows, changedLinks }: Workspace,
  codec: RowCodec,
  position: Position,
): ReadModelBatch => {
  const upserts: { readonly key: string; readonly row: unknown }[] = []
  const deletes: string[] = []
  for (const place of changedRows) {
    const { key, row, isStored } = place
    place.isChanged = false
    place.isStored = row !== undefined
    if (row !== undefined) upserts.push({ key, row: codec.save(row) })
    else if (isStored) deletes.push(key)
  }
  const written: StreamLinks[] = []
  for (const stream of changedLinks) written.push({ stream, ids: links.get(stream) ?? {} })
  changedRows.length = 0
  changedLinks.clear()
  return { position, upserts, deletes, links: written }
}

/** Forgets what has been written. */
export const forget = ({ rows, links }: Workspace): void => {
  rows.clear()
  links.clear()
}
