/**
 * Broken projectors.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import { type Delivery, projector, type ReadModelWriter } from '@kiemtra/runtime'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { SimulatedParts } from '../../../../src/index.ts'
import { type Broken, claimedAs, mapped, type Twins } from './wrap.ts'

const withProjector = (
  broken: (config: Parameters<SimulatedParts['projector']>[0]) => Partial<typeof config>,
): Broken => ({ projector: (config) => projector({ ...config, ...broken(config) }) })

/** A projector that commits otherwise. */
const committing = (
  broken: (commit: ReadModelWriter['commit'], table: string) => ReadModelWriter['commit'],
): Broken =>
  withProjector(({ readModels }) => ({
    readModels: claimedAs(readModels, ({ commit }, table) => ({ commit: broken(commit, table) })),
  }))

const after = (position: Position): Position => positionOf(`${position}~`)

/** Moves the checkpoint, then writes the rows. */
const checkpointFirst = committing((commit) => (batch) => async () => {
  const moved = await commit({ ...batch, upserts: [], deletes: [], links: [] })()
  return isLeft(moved) ? moved : commit({ ...batch, position: after(batch.position) })()
})

/** After a drop it goes on with what comes next. */
const forgetsDrops = withProjector(({ events }) => {
  let subscriptions = 0
  return {
    events: {
      ...events,
      subscribe: (options) => {
        subscriptions += 1
        return events.subscribe(subscriptions > 1 ? { ...options, from: 'end' } : options)
      },
    },
  }
})

/** Takes what is delivered again for new. */
const doubling = withProjector(({ events }) => ({
  events: {
    ...events,
    subscribe: (options) => {
      let last = ''
      return mapped(events.subscribe(options), (delivery): ReadonlyArray<Delivery> => {
        if (delivery._tag !== 'Event') return [delivery]
        const { stored } = delivery
        if (stored.position > last) {
          last = stored.position
          return [delivery]
        }
        return [{ ...delivery, stored: { ...stored, position: after(positionOf(last)) } }]
      })
    },
  },
}))

/** Believes a commit that was refused. */
const hopeful = committing((commit) => (batch) => async () => {
  const done = await commit(batch)()
  return isLeft(done) && done.left._tag === 'Unavailable' ? right(undefined) : done
})

/** Takes a store that is away for one that is full, and stops. */
const despairing = committing((commit, table) => (batch) => async () => {
  const done = await commit(batch)()
  return isLeft(done) && done.left._tag === 'Unavailable'
    ? left({ _tag: 'StorageFull' as const, where: table })
    : done
})

/** See the module. */
export const projectorTwins: Twins = {
  'a projector that moves the checkpoint first': () => checkpointFirst,
  'a projector that forgets what it missed while it was cut off': () => forgetsDrops,
  'a projector that applies what is delivered again': () => doubling,
  'a projector that believes a commit that failed': () => hopeful,
  'a projector that stops when its store is away': () => despairing,
}
