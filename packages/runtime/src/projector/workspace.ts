/**
 * A workspace: the rows and links that folding has loaded or made, and which of them are to be written.
 *
 * A projector has a fresh one for each batch. A rebuild keeps one for as long as memory allows, so
 * that a row is written once, however many events it has seen.
 */
import type { Position } from '@kiemtra/kernel'
import type { ReadModelBatch, StreamLinks } from '../ports/read-model-store.ts'
import type { RowCodec } from './row-codec.ts'

/** See the module. */
export interface Workspace {
  /** As the row's codec decodes them; `undefined`: known not to be there. */
  readonly rows: Map<string, unknown>
  readonly links: Map<string, StreamLinks['ids']>
  /** Keys of the rows that the store holds, of those in `rows`. */
  readonly stored: Set<string>
  readonly changedRows: Set<string>
  readonly changedLinks: Set<string>
}

/** Nothing loaded yet. */
export const emptyWorkspace = (): Workspace => ({
  rows: new Map(),
  links: new Map(),
  stored: new Set(),
  changedRows: new Set(),
  changedLinks: new Set(),
})

/** How many rows and streams it holds. */
export const sizeOf = ({ rows, links }: Workspace): number => rows.size + links.size

/** What is to be written; afterwards nothing is. */
export const drain = (
  { rows, links, stored, changedRows, changedLinks }: Workspace,
  codec: RowCodec,
  position: Position,
): ReadModelBatch => {
  const upserts: { readonly key: string; readonly row: unknown }[] = []
  const deletes: string[] = []
  for (const key of changedRows) {
    const row = rows.get(key)
    if (row !== undefined) {
      upserts.push({ key, row: codec.save(row) })
      stored.add(key)
    } else if (stored.delete(key)) deletes.push(key)
  }
  const written: StreamLinks[] = []
  for (const stream of changedLinks) written.push({ stream, ids: links.get(stream) ?? {} })
  changedRows.clear()
  changedLinks.clear()
  return { position, upserts, deletes, links: written }
}

/** Forgets what has been written. */
export const forget = ({ rows, links, stored }: Workspace): void => {
  rows.clear()
  links.clear()
  stored.clear()
}
