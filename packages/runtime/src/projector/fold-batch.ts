/**
 * Folding deliveries in memory, into what one transaction writes.
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
import {
  change,
  drain,
  emptyWorkspace,
  type HeldRow,
  placeOf,
  type Workspace,
} from './workspace.ts'

/** Where rows and links are loaded from. */
export type RowSource = Pick<ReadModelWriter, 'rows' | 'links'>

/** Folds deliveries, all of them after the checkpoint. Nothing is written yet. */
export const foldBatch = async (
  folding: Folding,
  source: RowSource,
  deliveries: ReadonlyArray<Delivery>,
  position: Position,
): Promise<Either<FoldFailure, ReadModelBatch>> => {
  const workspace = emptyWorkspace()
  const folded = await foldInto(folding, source, workspace, deliveries)
  return isLeft(folded) ? folded : right(drain(workspace, folding.row, position))
}

/** Folds deliveries that come after all that the workspace has seen; it is of no use after a failure. */
export const foldInto = async (
  folding: Folding,
  source: RowSource,
  workspace: Workspace,
  deliveries: ReadonlyArray<Delivery>,
): Promise<Either<FoldFailure, void>> => {
  const heard = hear(folding, deliveries)
  if (isLeft(heard)) return heard
  const keyed = await linkKeys(folding.projection, heard.right, source, workspace)
  if (isLeft(keyed)) return keyed
  const places: HeldRow[] = []
  const wanted: string[] = []
  for (const { keys } of keyed.right) {
    for (const key of keys) {
      const place = placeOf(workspace, key)
      places.push(place)
      if (place.known !== 'no') continue
      place.known = 'asked'
      wanted.push(key)
    }
  }
  if (wanted.length > 0) {
    const found = await source.rows(wanted)()
    if (isLeft(found)) return left(ofStore(found.left))
    return applyAll(folding, workspace, keyed.right, places, found.right)
  }
  return applyAll(folding, workspace, keyed.right, places, NOTHING)
}

const NOTHING: ReadonlyMap<string, unknown> = new Map()

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

/** `places` are those of the events' keys, in order. */
const applyAll = (
  { row: codec }: Folding,
  workspace: Workspace,
  keyed: ReadonlyArray<KeyedEvent>,
  places: ReadonlyArray<HeldRow>,
  found: ReadonlyMap<string, unknown>,
): Either<FoldFailure, void> => {
  let next = 0
  for (const { recorded, handler, keys, remembered } of keyed) {
    const at = recorded.position
    for (const key of keys) {
      const place = places[next++]
      if (place === undefined) continue
      if (place.known === 'asked') {
        const loaded = codec.load(found.get(key))
        if (isLeft(loaded)) return left({ failure: loaded.left, at })
        place.row = loaded.right
        place.isStored = found.has(key)
        place.known = 'loaded'
      }
      const applied = guarded(() => handler.apply(place.row, recorded, remembered, key))
      if (isLeft(applied)) return left({ failure: applied.left, at })
      if (applied.right === place.row) continue
      const after = codec.settle(applied.right)
      if (isLeft(after)) return left({ failure: after.left, at })
      change(workspace, place, after.right)
    }
  }
  return right(undefined)
}
