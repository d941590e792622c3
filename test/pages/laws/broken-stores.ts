/** Stores broken by one line, one a law. The page of laws shows each as it stands here. */
import { inMemoryEventStore } from '@kiemtra/runtime'
import type { LawId, Report } from '@kiemtra/testing'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import {
  builderWith,
  eventStoreWith,
  onceClosed,
  readModelsWith,
  writerWith,
} from './sound-stores.ts'

/** See the module. */
export const brokenStores: Readonly<Partial<Record<LawId, () => Report | Promise<Report>>>> = {
  L16: () => builderWith(({ commit }) => ({ commit: (batch) => commit({ ...batch, links: [] }) })),
  L17: () => onceClosed(() => inMemoryEventStore()),
  L18: () =>
    builderWith(({ finish }) => ({
      finish: () => async () => {
        const done = await finish()()
        return isLeft(done) && done.left._tag === 'Behind' ? right(undefined) : done
      },
    })),
  P1: () =>
    eventStoreWith((store) => ({
      append: (stream, expected, batch) => async () => {
        const answer = await store.append(stream, expected, batch)()
        return isLeft(answer) && answer.left._tag === 'Conflict'
          ? store.append(stream, answer.left.actual, batch)()
          : answer
      },
    })),
  P2: () =>
    eventStoreWith((store) => ({
      append: (stream, expected, batch) => {
        const answer = store.append(stream, expected, batch)()
        return () => answer
      },
    })),
  P3: () =>
    eventStoreWith((store) => ({
      subscribe: (options) =>
        store.subscribe({ ...options, from: options.from === 'start' ? 'start' : 'end' }),
    })),
  P4: () => writerWith(({ commit }) => ({ commit: (batch) => commit({ ...batch, links: [] }) })),
  P6: () =>
    readModelsWith((store) => ({
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        return right({
          ...claimed.right,
          commit: (batch) => async () => {
            const now = await store.claim(table)()
            return isLeft(now) ? now : now.right.commit(batch)()
          },
        })
      },
    })),
  P12: () => readModelsWith(() => ({ skipped: () => async () => right([]) })),
  P15: () =>
    eventStoreWith((store) => ({
      read: (stream, { limit, ...options } = {}) =>
        store.read(
          stream,
          options.direction === 'backwards' || limit === undefined
            ? options
            : { ...options, limit },
        ),
    })),
  P16: () =>
    eventStoreWith((store) => ({
      append: (stream, expected, batch) => store.append(stream.toLowerCase(), expected, batch),
      read: (stream, options) => store.read(stream.toLowerCase(), options),
    })),
  queries: () =>
    readModelsWith((store) => ({
      query: (table, query) => async () => {
        const page = await store.query(table, query)()
        return isLeft(page) || query?.descending !== true
          ? page
          : right({ ...page.right, rows: page.right.rows.toReversed() })
      },
    })),
  contract: () =>
    eventStoreWith((store) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          yield* store.subscribe(options)
        },
      }),
    })),
}
