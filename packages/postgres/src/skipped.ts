/**
 * Events that operators had a read model pass over: written with the checkpoint, kept for auditors.
 */
import { positionOf } from '@kiemtra/kernel'
import type { SkippedEvent } from '@kiemtra/runtime'
import { integer, type Row, type Session, text } from './session.ts'
import { plainText } from './text.ts'

/** All that a version of a read model has passed over, by position. */
export const skippedOf = async (
  session: Session,
  schema: string,
  id: number,
): Promise<ReadonlyArray<SkippedEvent>> => {
  const found = await session.query(
    `SELECT * FROM ${schema}.kiemtra_skipped WHERE read_model = $1 ORDER BY position`,
    [id],
  )
  return found.map((row) => ({
    position: positionOf(text(row, 'position')),
    eventId: plain(row, 'event_id'),
    stream: plain(row, 'stream'),
    revision: integer(row, 'revision'),
    type: plain(row, 'type'),
    failure: plain(row, 'failure'),
    by: { kind: 'operator', personId: plain(row, 'person_id'), reason: plain(row, 'reason') },
    recordedAt: plain(row, 'recorded_at'),
  }))
}

const plain = (row: Row, column: string): string => plainText(text(row, column))
