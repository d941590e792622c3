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
import type { Workspace } from './workspace.ts'

type Ids = StreamLinks['ids']

/** Events with their keys, and what their streams have learnt. */
interface Keyed {
  readonly keyed: ReadonlyArray<KeyedEvent>
  readonly learnt: ReadonlyMap<string, Ids>
}

const NO_IDS: Ids = Object.freeze({})

/** What an event remembers is added to what its stream's earlier events did. */
export const linkKeys = async (
  projection: AnyProjection,
  events: ReadonlyArray<Recorded<Message>>,
  source: Pick<ReadModelWriter, 'links'>,
  { links: loaded, changedLinks }: Pick<Workspace, 'links' | 'changedLinks'>,
): Promise<Either<FoldFailure, ReadonlyArray<KeyedEvent>>> => {
  let wanted = new Set<string>()
  if (projection.links !== undefined) {
    for (const { stream } of events) if (!loaded.has(stream)) wanted.add(stream)
  }
  for (;;) {
    if (wanted.size > 0) {
      const found = await source.links([...wanted])()
      if (isLeft(found)) return left(ofStore(found.left))
      for (const stream of wanted) loaded.set(stream, found.right.get(stream) ?? NO_IDS)
    }
    const missed = new Set<string>()
    const keyed = keyAll(projection, events, loaded, missed)
    if (isLeft(keyed)) return keyed
    if (missed.size === 0) {
      for (const [stream, ids] of keyed.right.learnt) {
        loaded.set(stream, ids)
        changedLinks.add(stream)
      }
      return right(keyed.right.keyed)
    }
    wanted = missed
  }
}

const keyAll = (
  projection: AnyProjection,
  events: ReadonlyArray<Recorded<Message>>,
  loaded: ReadonlyMap<string, Ids>,
  missed: Set<string>,
): Either<FoldFailure, Keyed> => {
  // Beside what was loaded, not in it: asked again, the batch begins where it began.
  const learnt = new Map<string, Ids>()
  const idsOf = (stream: string): Ids | undefined => learnt.get(stream) ?? loaded.get(stream)
  const hasLinks = projection.links !== undefined
  const links: Links = {
    of: (stream) => {
      if (!hasLinks) return NO_IDS
      const ids = idsOf(stream)
      if (ids === undefined) missed.add(stream)
      return ids ?? NO_IDS
    },
  }
  const keyed: KeyedEvent[] = []
  for (const recorded of events) {
    const { stream, position: at } = recorded
    if (hasLinks) {
      const more = guarded(() => projection.links?.(recorded))
      if (isLeft(more)) return left({ failure: more.left, at })
      if (more.right !== undefined) learnt.set(stream, { ...idsOf(stream), ...more.right })
    }
    const handler = handlerOf(projection, recorded)
    if (handler === undefined) continue
    const keys = guarded(() => handler.keys(recorded, links))
    // A key asked for with links still missing may be a mistake of ours, not of the projection.
    if (isLeft(keys) && missed.size === 0) return left({ failure: keys.left, at })
    if (isLeft(keys)) continue
    const remembered = (hasLinks ? idsOf(stream) : undefined) ?? NO_IDS
    keyed.push({ recorded, handler, keys: each(keys.right), remembered })
  }
  return right({ keyed, learnt })
}

/** Each key once; mostly there is but one. */
const each = (keys: ReadonlyArray<string>): ReadonlyArray<string> =>
  keys.length > 1 ? [...new Set(keys)] : keys
