/**
 * Folding a batch of deliveries in memory, into what one transaction writes.
 *
 * Links first, in event order; then keys; then rows, each loaded once and applied in order. The
 * result doesn't depend on how the log was cut into batches: links are seen as they stood at each
 * event, and a row between two events is as it would be read back from the store.
 */
import type { Message, Position, Recorded } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Delivery } from '../ports/event-store.ts'
import type { ReadModelBatch, ReadModelWriter } from '../ports/read-model-store.ts'
import {
  type FoldFailure,
  type Folding,
  guarded,
  handlerOf,
  type KeyedEvent,
  ofStore,
} from './folding.ts'
import { linkKeys } from './link-keys.ts'

/** Folds deliveries, all of them after the checkpoint. Nothing is written yet. */
export const foldBatch = async (
  folding: Folding,
  writer: Pick<ReadModelWriter, 'rows' | 'links'>,
  deliveries: ReadonlyArray<Delivery>,
  position: Position,
): Promise<Either<FoldFailure, ReadModelBatch>> => {
  const heard = hear(folding, deliveries)
  if (isLeft(heard)) return heard
  const linked = await linkKeys(folding.projection, heard.right, writer)
  if (isLeft(linked)) return linked
  const { keyed, links } = linked.right
  const keys = new Set<string>()
  for (const event of keyed) for (const key of event.keys) keys.add(key)
  if (keys.size === 0) return right({ position, upserts: [], deletes: [], links })
  const stored = await writer.rows([...keys])()
  if (isLeft(stored)) return left(ofStore(stored.left))
  const rows = applyAll(folding, keyed, stored.right)
  return isLeft(rows) ? rows : right({ position, ...rows.right, links })
}

const hear = (
  { projection, listen }: Folding,
  deliveries: ReadonlyArray<Delivery>,
): Either<FoldFailure, ReadonlyArray<Recorded<Message>>> => {
  const heard: Recorded<Message>[] = []
  for (const delivery of deliveries) {
    if (delivery._tag !== 'Event') continue
    const event = listen(delivery.stored)
    if (isLeft(event)) {
      const failure = { _tag: 'UnreadableEvent', failure: event.left } as const
      return left({ failure, at: delivery.stored.position })
    }
    const recorded = event.right
    if (recorded === undefined) continue
    if (projection.links !== undefined || handlerOf(projection, recorded) !== undefined) {
      heard.push(recorded)
    }
  }
  return right(heard)
}

type Rows = Pick<ReadModelBatch, 'upserts' | 'deletes'>

const applyAll = (
  { row: codec }: Folding,
  keyed: ReadonlyArray<KeyedEvent>,
  stored: ReadonlyMap<string, unknown>,
): Either<FoldFailure, Rows> => {
  const rows = new Map<string, unknown>()
  const changed = new Set<string>()
  for (const { recorded, handler, keys, remembered } of keyed) {
    const at = recorded.position
    for (const key of keys) {
      if (!rows.has(key)) {
        const found = codec.load(stored.get(key))
        if (isLeft(found)) return left({ failure: found.left, at })
        rows.set(key, found.right)
      }
      const before = rows.get(key)
      const applied = guarded(() => handler.apply(before, recorded, remembered, key))
      if (isLeft(applied)) return left({ failure: applied.left, at })
      if (applied.right === before) continue
      const after = codec.settle(applied.right)
      if (isLeft(after)) return left({ failure: after.left, at })
      rows.set(key, after.right)
      changed.add(key)
    }
  }
  const upserts: { readonly key: string; readonly row: unknown }[] = []
  const deletes: string[] = []
  for (const key of changed) {
    const row = rows.get(key)
    if (row !== undefined) upserts.push({ key, row: codec.save(row) })
    else if (stored.has(key)) deletes.push(key)
  }
  return right({ upserts, deletes })
}
