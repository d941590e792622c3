/**
 * Events that operators had a read model pass over: written with the checkpoint, kept for auditors.
 */
import { positionOf } from '@kiemtra/kernel'
import type { SkippedEvent } from '@kiemtra/runtime'
import { type Connection, integer, text } from './connection.ts'

const RECORD = `INSERT INTO kiemtra_skipped (read_model, position, event_id, stream, revision, type,
  failure, person_id, reason, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const SKIPPED = 'SELECT * FROM kiemtra_skipped WHERE read_model = ? ORDER BY position'

/** Records one; to be called in the transaction that moves the checkpoint past it. */
export const recordSkipped = (connection: Connection, id: number, skipped: SkippedEvent): void => {
  const { position, eventId, stream, revision, type, failure, by, recordedAt } = skipped
  const event = [position, eventId, stream, revision, type] as const
  connection.run(RECORD, id, ...event, failure, by.personId, by.reason, recordedAt)
}

/** All that a version of a read model has passed over, by position. */
export const skippedOf = (connection: Connection, id: number): ReadonlyArray<SkippedEvent> =>
  connection.all(SKIPPED, id).map((row) => ({
    position: positionOf(text(row, 'position')),
    eventId: text(row, 'event_id'),
    stream: text(row, 'stream'),
    revision: integer(row, 'revision'),
    type: text(row, 'type'),
    failure: text(row, 'failure'),
    by: { kind: 'operator', personId: text(row, 'person_id'), reason: text(row, 'reason') },
    recordedAt: text(row, 'recorded_at'),
  }))
