/**
 * Links and keys of a batch's events, in order.
 *
 * `keys` may ask for the links of any stream, so it is asked with what has been loaded; what it
 * missed is loaded, and it is asked again from the batch's beginning. It is pure, so asking twice
 * does no harm; streams of the batch's own events are loaded beforehand, so it is seldom needed.
 */
import type { AnyProjection, Links, Message, Recorded } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ReadModelWriter, StreamLinks } from '../ports/read-model-store.ts'
import { type FoldFailure, guarded, handlerOf, type KeyedEvent, ofStore } from './folding.ts'

/** Events with their keys, and the links to write. */
export interface Keyed {
  readonly keyed: ReadonlyArray<KeyedEvent>
  readonly links: ReadonlyArray<StreamLinks>
}

const NO_IDS: StreamLinks['ids'] = Object.freeze({})

/** What an event remembers is added to what its stream's earlier events did. */
export const linkKeys = async (
  projection: AnyProjection,
  events: ReadonlyArray<Recorded<Message>>,
  writer: Pick<ReadModelWriter, 'links'>,
): Promise<Either<FoldFailure, Keyed>> => {
  const loaded = new Map<string, StreamLinks['ids']>()
  let wanted = new Set(projection.links === undefined ? [] : events.map(({ stream }) => stream))
  for (;;) {
    if (wanted.size > 0) {
      const found = await writer.links([...wanted])()
      if (isLeft(found)) return left(ofStore(found.left))
      for (const stream of wanted) loaded.set(stream, found.right.get(stream) ?? NO_IDS)
    }
    const missed = new Set<string>()
    const keyed = keyAll(projection, events, loaded, missed)
    if (isLeft(keyed) || missed.size === 0) return keyed
    wanted = missed
  }
}

const keyAll = (
  projection: AnyProjection,
  events: ReadonlyArray<Recorded<Message>>,
  loaded: ReadonlyMap<string, StreamLinks['ids']>,
  missed: Set<string>,
): Either<FoldFailure, Keyed> => {
  const current = new Map(loaded)
  const changed = new Set<string>()
  const links: Links = {
    of: (stream) => {
      const ids = current.get(stream)
      if (ids === undefined && projection.links !== undefined) missed.add(stream)
      return ids ?? NO_IDS
    },
  }
  const keyed: KeyedEvent[] = []
  for (const recorded of events) {
    const { stream, position: at } = recorded
    const learnt = guarded(() => projection.links?.(recorded))
    if (isLeft(learnt)) return left({ failure: learnt.left, at })
    if (learnt.right !== undefined) {
      current.set(stream, { ...current.get(stream), ...learnt.right })
      changed.add(stream)
    }
    const handler = handlerOf(projection, recorded)
    if (handler === undefined) continue
    const keys = guarded(() => handler.keys(recorded, links))
    // A key asked for with links still missing may be a mistake of ours, not of the projection.
    if (isLeft(keys) && missed.size === 0) return left({ failure: keys.left, at })
    if (isLeft(keys)) continue
    const remembered = current.get(stream) ?? NO_IDS
    keyed.push({ recorded, handler, keys: [...new Set(keys.right)], remembered })
  }
  const write: StreamLinks[] = []
  for (const stream of changed) write.push({ stream, ids: current.get(stream) ?? NO_IDS })
  return right({ keyed, links: write })
}
