/**
 * How parts are broken: by wrapping sound ones.
 */
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  inMemoryReadModels,
  type PolicyStore,
  type ReadModelBuilder,
  type ReadModelStore,
  type ReadModelWriter,
} from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { SimulatedParts } from '../../../../src/index.ts'

/** Parts that are broken. */
export type Broken = Partial<SimulatedParts>

/** Broken parts by what is wrong with them; some keep a memory, and are made anew. */
export type Twins = Readonly<Record<string, () => Broken>>

/** Each item as none, one or several others. */
export const mapped = <A, B>(items: AsyncIterable<A>, map: (item: A) => ReadonlyArray<B>) => ({
  [Symbol.asyncIterator]: (): AsyncIterator<B, undefined> => {
    const inner = items[Symbol.asyncIterator]()
    const waiting: B[] = []
    return {
      next: async () => {
        for (;;) {
          const [value] = waiting.splice(0, 1)
          if (value !== undefined) return { done: false, value }
          const next = await inner.next()
          if (next.done === true) return { done: true, value: undefined }
          waiting.push(...map(next.value))
        }
      },
      return: async () => {
        await inner.return?.()
        return { done: true, value: undefined }
      },
    }
  },
})

/** An event store with some of its calls replaced. */
export const withEvents = (broken: (store: EventStore) => Partial<EventStore>): Broken => ({
  events: () => {
    const store = inMemoryEventStore()
    return { ...store, ...broken(store) }
  },
})

/** A read-model store whose claimants get other writers; what a writer renews to, too. */
export const claimedAs = (
  store: ReadModelStore,
  broken: (writer: ReadModelWriter, table: string) => Partial<ReadModelWriter>,
): ReadModelStore => {
  const writing = (writer: ReadModelWriter, table: string): ReadModelWriter => ({
    ...writer,
    renew: () => async () => {
      const renewed = await writer.renew()()
      return isLeft(renewed) ? renewed : right(writing(renewed.right, table))
    },
    ...broken(writer, table),
  })
  return {
    ...store,
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      return isLeft(claimed) ? claimed : right(writing(claimed.right, table.name))
    },
  }
}

/** A read-model store that builds otherwise. */
export const builtAs = (
  store: ReadModelStore,
  broken: (builder: ReadModelBuilder) => Partial<ReadModelBuilder>,
): ReadModelStore => ({
  ...store,
  build: (table) => async () => {
    const begun = await store.build(table)()
    return isLeft(begun) ? begun : right({ ...begun.right, ...broken(begun.right) })
  },
})

/** A read-model store that gives out broken writers. */
export const withWriter = (broken: Parameters<typeof claimedAs>[1]): Broken => ({
  readModels: () => claimedAs(inMemoryReadModels(), broken),
})

/** What a claimant of a policy may do. */
export type PolicyWriter = Extract<
  Awaited<ReturnType<ReturnType<PolicyStore['claim']>>>,
  { readonly _tag: 'Right' }
>['right']

/** A policy store whose claimants get other writers. */
export const withPolicyWriter = (
  begin: () => (writer: PolicyWriter, policy: string) => Partial<PolicyWriter>,
): Broken => ({
  policyStore: () => {
    const store = inMemoryPolicies()
    const broken = begin()
    return {
      ...store,
      claim: (policy) => async () => {
        const claimed = await store.claim(policy)()
        return isLeft(claimed)
          ? claimed
          : right({ ...claimed.right, ...broken(claimed.right, policy) })
      },
    }
  },
})
