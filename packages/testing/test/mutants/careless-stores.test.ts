/**
 * Careless stores: they keep what they were handed, hand out what they keep, take the half for the
 * whole. Each once passed every case of its contract.
 */
import { positionOf, type StoredEvent } from '@kiemtra/kernel'
import {
  type EventStore,
  type EventToAppend,
  inMemoryEventStore,
  inMemoryReadModels,
  type ReadModelBatch,
  type ReadModelBuilder,
  type ReadModelFailure,
  type ReadModelStore,
  type ReadModelWriter,
  type StreamLinks,
} from '@kiemtra/runtime'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import { checkEventStore, checkReadModelStore, reportText } from '../../src/index.ts'
import { blamed, changed, type Mutant, patience } from '../support/broken-store.ts'
import { refuted } from '../support/refuted.ts'

/** Answers an append that conflicts from what stands there, if `isRepeat` takes it for a repeat. */
const takingForRepeat =
  (isRepeat: (ids: ReadonlyArray<string>, standing: ReadonlyArray<string>) => boolean) =>
  (store: EventStore): Partial<EventStore> => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)()
      if (!isLeft(answer) || answer.left._tag !== 'Conflict') return answer
      const from = expected === 'no-stream' ? 0 : expected + 1
      const standing: StoredEvent[] = []
      const options = { from, limit: events.length }
      for await (const stored of store.read(stream, options)) standing.push(stored)
      const ids = standing.map(({ id }) => id)
      const last = standing.at(-1)
      if (
        last === undefined ||
        !isRepeat(
          events.map(({ id }) => id),
          ids,
        )
      )
        return answer
      return right({ revision: last.revision, position: last.position })
    },
  })

const eventStores: Readonly<Record<string, Mutant<EventStore>>> = {
  'keeps the objects that it was handed': {
    laws: ['L5'],
    of: (store) => {
      const kept = new Map<string, EventToAppend>()
      return {
        append: (stream, expected, events) => {
          for (const event of events) if (!kept.has(event.id)) kept.set(event.id, event)
          return store.append(stream, expected, events)
        },
        read: (stream, options) =>
          changed(store.read(stream, options), (one) => [{ ...one, data: kept.get(one.id)?.data }]),
      }
    },
  },
  'hands out the objects that it keeps': {
    laws: ['L5'],
    of: (store) => {
      const kept = new Map<string, StoredEvent>()
      return {
        read: (stream, options) =>
          changed(store.read(stream, options), (one) => {
            const own = kept.get(one.id) ?? structuredClone(one)
            kept.set(one.id, own)
            return [own]
          }),
      }
    },
  },
  'freezes what it is handed': {
    laws: ['L5'],
    of: (store) => ({
      append: (stream, expected, events) => {
        for (const { data } of events) Object.freeze(data)
        return store.append(stream, expected, events)
      },
    }),
  },
  'delivers less than it gives to readers': {
    laws: ['L5'],
    of: (store) => ({
      subscribe: (options) =>
        changed(store.subscribe(options), (one) => [
          one._tag === 'Event' ? { ...one, stored: { ...one.stored, data: {} } } : one,
        ]),
    }),
  },
  'counts from the other end when it reads backwards': {
    laws: ['L5'],
    of: (store) => ({
      read: (stream, options) => {
        let n = 0
        return changed(store.read(stream, options), (one) => {
          const revision = options?.direction === 'backwards' ? n++ : one.revision
          return [{ ...one, revision }]
        })
      },
    }),
  },
  'knows a repeat by its first id': {
    laws: ['P2'],
    of: takingForRepeat(([first], standing) => first === standing[0]),
  },
  'knows a repeat by its last id': {
    laws: ['P2'],
    of: takingForRepeat((ids, standing) => ids.at(-1) === standing.at(-1)),
  },
  'knows a repeat by its ids in any order': {
    laws: ['P2'],
    of: takingForRepeat((ids, standing) => ids.toSorted().join() === standing.toSorted().join()),
  },
  'takes a shorter batch for a repeat of it': {
    laws: ['P2'],
    of: takingForRepeat((ids, standing) => standing.every((id, i) => id === ids[i])),
  },
  'writes an append when it is asked for, and not when it is run': {
    laws: ['P2'],
    of: (store) => ({
      append: (stream, expected, events) => {
        const answer = store.append(stream, expected, events)()
        return () => answer
      },
    }),
  },
  'throws any error from a reading once it is closed': {
    laws: ['total'],
    of: (store) => {
      let isClosed = false
      return {
        close: () => {
          isClosed = true
          return store.close()
        },
        read: (stream, options) => {
          if (!isClosed) return store.read(stream, options)
          const next = () => Promise.reject(new Error('closed'))
          return { [Symbol.asyncIterator]: () => ({ next }) }
        },
      }
    },
  },
  'says that it has caught up before it has': {
    laws: ['P3'],
    of: (store) => ({
      subscribe: (options) => {
        let n = 0
        return changed(store.subscribe(options), (one) => {
          if (one._tag !== 'Event' || n++ !== 1) return [one]
          return [one, { _tag: 'CaughtUp', position: one.stored.position }]
        })
      },
    }),
  },
  'catches up at a position of long ago': {
    laws: ['P3'],
    of: (store) => ({
      subscribe: (options) =>
        changed(store.subscribe(options), (one) =>
          one._tag === 'CaughtUp' ? [{ ...one, position: positionOf('') }] : [one],
        ),
    }),
  },
  'advances beyond events that are still to come': {
    laws: ['P3'],
    of: (store) => ({
      subscribe: (options) =>
        changed(store.subscribe(options), (one) =>
          one._tag === 'Advanced' ? [{ ...one, position: positionOf('9'.repeat(16)) }] : [one],
        ),
    }),
  },
  'does not see streams that begin after it has caught up': {
    laws: ['P3'],
    isSilent: true,
    of: (store) => ({
      subscribe: (options) => {
        let isLive = false
        return changed(store.subscribe(options), (one) => {
          isLive ||= one._tag === 'CaughtUp' && options.from === 'start'
          return isLive && one._tag === 'Event' && one.stored.revision === 0 ? [] : [one]
        })
      },
    }),
  },
  'begins anew at positions of other namespaces': {
    laws: ['P3'],
    of: (store) => {
      const namespaces = new Map<string, string | undefined>()
      return {
        append: (stream, expected, events) => async () => {
          const answer = await store.append(stream, expected, events)()
          if (!isLeft(answer)) namespaces.set(answer.right.position, stream.split('.')[0])
          return answer
        },
        subscribe: (options) => {
          const namespace = namespaces.get(options.from) ?? options.namespace
          const isOwn = namespace === options.namespace
          return store.subscribe(isOwn ? options : { ...options, from: 'start' })
        },
      }
    },
  },
}

it.each(Object.keys(eventStores))('an event store that %s is refuted', async (name) => {
  const make = () => {
    const store = inMemoryEventStore()
    const broken = { ...store, ...eventStores[name]?.of(store) }
    return { open: () => broken }
  }
  const mutant = eventStores[name]
  const report = await checkEventStore(make, {
    name,
    exclusive: true,
    runs: 20,
    seed: 7,
    ...patience(mutant),
  })
  expect(refuted(report), reportText(report)).toEqual(blamed(mutant))
})

const writers =
  (change: (writer: ReadModelWriter) => Partial<ReadModelWriter>): Mutant<ReadModelStore>['of'] =>
  (store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      return isLeft(claimed) ? claimed : right({ ...claimed.right, ...change(claimed.right) })
    },
  })

/** The first half of a batch's rows, then, some turns of the event loop later, all of it. */
const inTwoSteps = ({ commit, checkpoint }: ReadModelWriter): Partial<ReadModelWriter> => {
  let last: string = checkpoint ?? ''
  const whole = async (batch: ReadModelBatch): Promise<Either<ReadModelFailure, void>> => {
    const done = await commit(batch)()
    if (!isLeft(done) && batch.position > last) last = batch.position
    return done
  }
  return {
    commit: (batch) => async () => {
      const half = Math.floor(batch.upserts.length / 2)
      if (half === 0 || batch.position <= last) return whole(batch)
      const position = positionOf(`${last}!`)
      const first = { position, upserts: batch.upserts.slice(0, half), deletes: [], links: [] }
      const begun = await commit(first)()
      if (isLeft(begun)) return begun
      await new Promise((resolve) => setImmediate(resolve))
      return whole(batch)
    },
  }
}

const readModelStores: Readonly<Record<string, Mutant<ReadModelStore>>> = {
  'shows rows while it writes them': { laws: ['P4'], of: writers(inTwoSteps) },
  'reads so many rows and no more': {
    laws: ['P4'],
    of: writers(({ rows }) => ({ rows: (keys) => rows(keys.slice(0, 100)) })),
  },
  'deletes so many rows and no more': {
    laws: ['P15'],
    of: writers(({ commit }) => ({
      commit: (batch) => commit({ ...batch, deletes: batch.deletes.slice(0, 100) }),
    })),
  },
  'lets those read who were overtaken': {
    laws: ['P6'],
    of: writers(({ rows }) => ({
      rows: (keys) => async () => {
        const found = await rows(keys)()
        return isLeft(found) && found.left._tag === 'Fenced' ? right(new Map()) : found
      },
    })),
  },
  'ends a build when the table is claimed': {
    laws: ['L16'],
    of: (store) => {
      const builds = new Map<string, ReadModelBuilder>()
      return {
        build: (table) => async () => {
          const begun = await store.build(table)()
          if (!isLeft(begun)) builds.set(table.name, begun.right)
          return begun
        },
        claim: (table) => async () => {
          await builds.get(table.name)?.abandon()()
          return store.claim(table)()
        },
      }
    },
  },
  'shows what another version has passed over': {
    laws: ['P16'],
    of: (store) => ({ skipped: (table) => store.skipped({ ...table, version: 1 }) }),
  },
  'hands out the rows that it keeps': {
    laws: ['L5'],
    of: (store) => {
      const kept = new Map<string, { readonly json: string; readonly row: unknown }>()
      return {
        row: (table, key) => async () => {
          const found = await store.row(table, key)()
          if (isLeft(found) || found.right === undefined) return found
          const id = `${table.name} ${table.version} ${key}`
          const json = JSON.stringify(found.right)
          const known = kept.get(id)
          const own = known?.json === json ? known : { json, row: structuredClone(found.right) }
          kept.set(id, own)
          return right(own.row)
        },
      }
    },
  },
  'keeps the links that it was handed': {
    laws: ['L5'],
    of: writers(({ commit, links }) => {
      const kept = new Map<string, StreamLinks['ids']>()
      return {
        commit: (batch) => async () => {
          const done = await commit(batch)()
          if (isLeft(done)) return done
          for (const { ids } of batch.links) kept.set(JSON.stringify(ids), ids)
          return done
        },
        links: (streams) => async () => {
          const found = await links(streams)()
          if (isLeft(found)) return found
          const own = [...found.right].map(
            ([stream, ids]) => [stream, kept.get(JSON.stringify(ids)) ?? ids] as const,
          )
          return right(new Map(own))
        },
      }
    }),
  },
  'keeps links that a rebuild did not make': {
    laws: ['L16'],
    of: (store) => {
      const kept = new Map<string, ReadonlyArray<StreamLinks>>()
      const rebuilt = new Set<string>()
      return {
        build: (table) => async () => {
          const begun = await store.build(table)()
          if (isLeft(begun)) return begun
          return right({
            ...begun.right,
            finish: () => async () => {
              rebuilt.add(`${table.name} ${table.version}`)
              return begun.right.finish()()
            },
          })
        },
        claim: (table) => async () => {
          const id = `${table.name} ${table.version}`
          const claimed = await store.claim(table)()
          if (isLeft(claimed)) return claimed
          const { commit, links } = claimed.right
          return right({
            ...claimed.right,
            commit: (batch) => async () => {
              const done = await commit(batch)()
              if (!isLeft(done)) kept.set(id, [...(kept.get(id) ?? []), ...batch.links])
              return done
            },
            links: (streams) => async () => {
              const found = await links(streams)()
              if (isLeft(found) || !rebuilt.has(id)) return found
              const old = (kept.get(id) ?? []).filter(({ stream }) => streams.includes(stream))
              return right(
                new Map([...old.map((one) => [one.stream, one.ids] as const), ...found.right]),
              )
            },
          })
        },
      }
    },
  },
}

it.each(Object.keys(readModelStores))('a read-model store that %s is refuted', async (name) => {
  const make = () => {
    const store = inMemoryReadModels()
    const broken = { ...store, ...readModelStores[name]?.of(store) }
    return { open: () => broken }
  }
  const report = await checkReadModelStore(make, { name, runs: 20, seed: 7, bigBatch: 300 })
  expect(refuted(report), reportText(report)).toEqual(readModelStores[name]?.laws)
})
