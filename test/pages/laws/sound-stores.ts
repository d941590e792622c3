/**
 * The stores that the page of laws breaks: sound ones in memory, each with a part to be replaced.
 *
 * Every check runs under one seed, so that the page is the same each time it is written.
 */
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  type ReadModelBuilder,
  type ReadModelStore,
  type ReadModelWriter,
} from '@kiemtra/runtime'
import { checkEventStore, checkReadModelStore, type Report } from '@kiemtra/testing'
import { isLeft, right } from 'fp-ts/lib/Either.js'

/** The one seed. */
export const seed = 2023

/** What of something is replaced. */
export type Broken<A> = (sound: A) => Partial<A>

/** A store, with something replaced in what a claimant writes with. */
export const claimedWith = (
  store: ReadModelStore,
  broken: Broken<ReadModelWriter>,
): ReadModelStore => ({
  ...store,
  claim: (table) => async () => {
    const claimed = await store.claim(table)()
    return isLeft(claimed) ? claimed : right({ ...claimed.right, ...broken(claimed.right) })
  },
})

/** An event store in memory with something replaced. */
export const eventStoreWith = (broken: Broken<EventStore>): Promise<Report> => {
  const make = () => {
    const store = inMemoryEventStore()
    const one = { ...store, ...broken(store) }
    return { open: () => one }
  }
  // Patient, so that only what never comes is missed.
  return checkEventStore(make, { name: 'broken', exclusive: true, seed, patienceMs: 5_000 })
}

/** A durable event store; what is there once it was closed is what `kept` makes of what was. */
export const onceClosed = (kept: (log: EventStore) => EventStore): Promise<Report> => {
  const make = () => {
    let log = inMemoryEventStore()
    const close = () => {
      log = kept(log)
      return Promise.resolve()
    }
    return { open: () => ({ ...log, close }) }
  }
  return checkEventStore(make, { name: 'broken', exclusive: true, durable: true, seed })
}

/** A read-model store in memory with something replaced. */
export const readModelsWith = (broken: Broken<ReadModelStore>): Promise<Report> => {
  const make = () => {
    const store = inMemoryReadModels()
    const one = { ...store, ...broken(store) }
    return { open: () => one }
  }
  return checkReadModelStore(make, { name: 'broken', seed, bigBatch: 300 })
}

/** As above, in what a claimant writes with. */
export const writerWith = (broken: Broken<ReadModelWriter>): Promise<Report> =>
  readModelsWith((store) => claimedWith(store, broken))

/** As above, in what a rebuild writes with. */
export const builderWith = (broken: Broken<ReadModelBuilder>): Promise<Report> =>
  readModelsWith((store) => ({
    build: (table) => async () => {
      const begun = await store.build(table)()
      return isLeft(begun) ? begun : right({ ...begun.right, ...broken(begun.right) })
    },
  }))
