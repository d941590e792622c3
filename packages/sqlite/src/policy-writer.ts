/**
 * Claiming a policy, and writing its checkpoint and timers in one transaction.
 */
import type { PolicyBatch, PolicyStoreFailure, PolicyTimer } from '@kiemtra/runtime'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import {
  type Connection,
  integer,
  optionalText,
  type Row,
  text,
  transaction,
} from './connection.ts'
import { checkText } from './json.ts'

/** What a claim gives. */
export interface PolicyClaim {
  readonly id: number
  readonly policy: string
  readonly epoch: number
  readonly checkpoint: string | undefined
  readonly timers: ReadonlyArray<PolicyTimer>
}

const CLAIM = `INSERT INTO kiemtra_policies (name, epoch) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1 RETURNING id, epoch, checkpoint`
const TIMERS = 'SELECT * FROM kiemtra_timers WHERE policy = ?'
const STANDING = 'SELECT epoch, checkpoint FROM kiemtra_policies WHERE id = ?'
const MOVE = 'UPDATE kiemtra_policies SET checkpoint = ? WHERE id = ?'
const CANCEL = 'DELETE FROM kiemtra_timers WHERE policy = ? AND key = ? AND timer = ?'
const SET = `INSERT INTO kiemtra_timers
    (policy, key, timer, instant, firing, event_id, correlation_id, on_behalf_of, recorded_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (policy, key, timer) DO UPDATE SET
    instant = excluded.instant, firing = excluded.firing, event_id = excluded.event_id,
    correlation_id = excluded.correlation_id, on_behalf_of = excluded.on_behalf_of,
    recorded_at = excluded.recorded_at`

/** Claims a policy; whoever claimed it before is fenced off. */
export const claimPolicy = (connection: Connection, policy: string): PolicyClaim => {
  checkText(policy, 'policy')
  return transaction(connection, 'write', () => {
    const found = connection.get(CLAIM, policy)
    const id = integer(found, 'id')
    const timers = connection.all(TIMERS, id).map(timerOf)
    const checkpoint = optionalText(found, 'checkpoint')
    return { id, policy, epoch: integer(found, 'epoch'), checkpoint, timers }
  })
}

const timerOf = (row: Row): PolicyTimer => ({
  key: text(row, 'key'),
  timer: text(row, 'timer'),
  instant: text(row, 'instant'),
  firing: integer(row, 'firing') === 1,
  setBy: {
    eventId: text(row, 'event_id'),
    correlationId: text(row, 'correlation_id'),
    onBehalfOf: text(row, 'on_behalf_of'),
    recordedAt: text(row, 'recorded_at'),
  },
})

/** Throws a `TypeError` at a text that would come back as another, outside any transaction. */
export const checkBatch = ({ set, cancel }: PolicyBatch): void => {
  for (const { key, timer } of cancel) {
    checkText(key, 'key')
    checkText(timer, 'timer')
  }
  for (const { key, timer, instant, setBy } of set) {
    for (const part of [key, timer, instant, ...Object.values(setBy)]) checkText(part, 'timer')
  }
}

/** Commits a batch; before the checkpoint that stands, nothing changes. */
export const commitPolicy = (
  connection: Connection,
  { id, policy, epoch }: PolicyClaim,
  { position, set, cancel }: PolicyBatch,
): Either<PolicyStoreFailure, void> =>
  transaction(connection, 'write', () => {
    const standing = connection.get(STANDING, id)
    const current = integer(standing, 'epoch')
    if (current !== epoch) return left({ _tag: 'Fenced', policy, epoch, current })
    const checkpoint = optionalText(standing, 'checkpoint')
    if (checkpoint !== undefined && (position === undefined || position < checkpoint)) {
      return right(undefined)
    }
    for (const { key, timer } of cancel) connection.run(CANCEL, id, key, timer)
    for (const { key, timer, instant, firing, setBy } of set) {
      const { eventId, correlationId, onBehalfOf, recordedAt } = setBy
      const values = [eventId, correlationId, onBehalfOf, recordedAt]
      connection.run(SET, id, key, timer, instant, firing ? 1 : 0, ...values)
    }
    connection.run(MOVE, position ?? null, id)
    return right(undefined)
  })
