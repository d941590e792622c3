/**
 * Batches as the parameters of statements.
 */
import type { Position } from '@kiemtra/kernel'
import type { ReadModelBatch, SkippedEvent } from '@kiemtra/runtime'
import { checkText, isStorable, storedJson } from './text.ts'

/** A batch as it will stand in the database. */
export interface PreparedBatch {
  readonly position: Position
  readonly keys: ReadonlyArray<string>
  readonly rows: ReadonlyArray<string>
  readonly deletes: ReadonlyArray<string>
  readonly streams: ReadonlyArray<string>
  readonly ids: ReadonlyArray<string>
  /** JSON: a list of none or one. */
  readonly skipped: string
}

/** Serialises a batch; throws a `TypeError` at what isn't JSON. The last word on a key counts. */
export const prepareBatch = ({
  position,
  upserts,
  deletes,
  links,
  skipped,
}: ReadModelBatch): PreparedBatch => {
  const rows = new Map<string, string>()
  for (const { key, row } of upserts) {
    checkText(key, 'key')
    rows.set(key, storedJson(row, 'row'))
  }
  for (const key of deletes) rows.delete(key)
  const ids = new Map<string, string>()
  for (const one of links) {
    checkText(one.stream, 'stream')
    ids.set(one.stream, storedJson(one.ids, 'links'))
  }
  return {
    position,
    keys: [...rows.keys()],
    rows: [...rows.values()],
    deletes: deletes.filter(isStorable),
    streams: [...ids.keys()],
    ids: [...ids.values()],
    skipped: storedJson(skipped === undefined ? [] : [inColumns(skipped)], 'skipped'),
  }
}

const inColumns = ({ eventId, by, recordedAt, ...rest }: SkippedEvent) => ({
  ...rest,
  event_id: eventId,
  person_id: by.personId,
  reason: by.reason,
  recorded_at: recordedAt,
})

/** What a statement writes with; `moved` is a table of one line where it may, of none where it may not. */
export const writes = (schema: string, rows: string, generation: number): string => `
  removed AS (
    DELETE FROM ${rows} WHERE key = ANY ($3::text[]) AND EXISTS (SELECT FROM moved)
  ), linked AS (
    INSERT INTO ${schema}.kiemtra_links (generation, stream, ids)
    SELECT ${generation}, stream, ids FROM moved, unnest($4::text[], $5::text[]) AS link (stream, ids)
    ON CONFLICT (generation, stream) DO UPDATE SET ids = excluded.ids
  ), written AS (
    INSERT INTO ${rows} (key, row)
    SELECT key, row FROM moved, unnest($1::text[], $2::text[]) AS one (key, row)
    ON CONFLICT (key) DO UPDATE SET row = excluded.row
  )`

/** The parameters of {@link writes}. */
export const written = (batch: PreparedBatch): ReadonlyArray<unknown> => [
  batch.keys,
  batch.rows,
  batch.deletes,
  batch.streams,
  batch.ids,
]
