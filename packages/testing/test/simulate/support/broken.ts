/**
 * Broken twins of the runtime's parts, each made by wrapping: what a simulation must find.
 */
import { type AnyPolicy, type Position, positionOf, type StoredEvent } from '@kiemtra/kernel'
import {
  type CommandHandler,
  commandHandler,
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  inMemoryReadModels,
  policyRunner,
  projector,
  type ReadModelBatch,
  type ReadModelStore,
  type ReadModelWriter,
} from '@kiemtra/runtime'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { SimulatedParts } from '../../../src/index.ts'

/** Parts that are broken. */
export type Broken = Partial<SimulatedParts>

// ------------------------------------------------------------------ events

const mapped = <A, B>(items: AsyncIterable<A>, map: (item: A) => ReadonlyArray<B>) => ({
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

const withEvents = (broken: (store: EventStore) => Partial<EventStore>): Broken => ({
  events: () => {
    const store = inMemoryEventStore()
    return { ...store, ...broken(store) }
  },
})

/** Delivers no more of an append of several than its last event. */
const skipping = withEvents((store) => ({
  subscribe: (options) =>
    mapped(store.subscribe(options), (delivery) =>
      delivery._tag === 'Event' && delivery.stored.meta.index + 1 < delivery.stored.meta.count
        ? []
        : [delivery],
    ),
}))

/** Writes, whatever revision was expected. */
const careless = withEvents((store) => ({
  append: (stream, expected, events) => async () => {
    const answer = await store.append(stream, expected, events)()
    return isLeft(answer) && answer.left._tag === 'Conflict'
      ? store.append(stream, answer.left.actual, events)()
      : answer
  },
}))

/** Reads a stream without its last event, every fifth time. */
const staleReads = withEvents((store) => {
  let reads = 0
  return {
    read: (stream, options) => {
      reads += 1
      let waiting: StoredEvent | undefined
      return reads % 5 === 0 && options?.limit === undefined
        ? mapped(store.read(stream, options), (stored) => {
            const ready = waiting
            waiting = stored
            return ready === undefined ? [] : [ready]
          })
        : store.read(stream, options)
    },
  }
})

/** Writes the events of an append one by one. */
const torn: Broken = {
  events: (point) => {
    const store = inMemoryEventStore()
    return {
      ...store,
      append: (stream, expected, events) => async () => {
        const [first, ...others] = events
        let written = await store.append(stream, expected, [first])()
        for (const event of others) {
          if (isLeft(written)) return written
          await point('between two events')
          written = await store.append(stream, written.right.revision, [event])()
        }
        return written
      },
    }
  },
}

// ------------------------------------------------------------- read models

type BreakWriter = (writer: ReadModelWriter, store: ReadModelStore) => Partial<ReadModelWriter>

const withWriter = (broken: BreakWriter): Broken => ({
  readModels: () => {
    const store = inMemoryReadModels()
    return {
      ...store,
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        return isLeft(claimed)
          ? claimed
          : right({ ...claimed.right, ...broken(claimed.right, store) })
      },
    }
  },
})

const after = (position: Position): Position => positionOf(`${position}~`)

/** Rows first, the checkpoint in a step of its own. */
const twoSteps: Broken = {
  readModels: (point) => {
    const store = inMemoryReadModels()
    /** Where each table's checkpoint really is. */
    const checkpoints = new Map<string, Position>()
    let steps = 0
    return {
      ...store,
      checkpoint:
        ({ name }) =>
        async () =>
          right(checkpoints.get(name)),
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        const { commit } = claimed.right
        return right({
          ...claimed.right,
          checkpoint: checkpoints.get(table.name),
          commit: (batch: ReadModelBatch) => async () => {
            steps += 1
            const position = positionOf(String(steps).padStart(9, '0'))
            const written = await commit({ ...batch, position })()
            if (isLeft(written)) return written
            await point(`rows of ${table.name} are written, not its checkpoint`)
            checkpoints.set(table.name, batch.position)
            return written
          },
        })
      },
    }
  },
}

/** Whoever claimed first may go on writing. */
const unfenced: Broken = {
  readModels: () => {
    const store = inMemoryReadModels()
    const latest = new Map<string, ReadModelWriter>()
    return {
      ...store,
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        latest.set(table.name, claimed.right)
        const writer = (): ReadModelWriter => latest.get(table.name) ?? claimed.right
        return right({
          ...claimed.right,
          rows: (keys) => () => writer().rows(keys)(),
          links: (streams) => () => writer().links(streams)(),
          commit: (batch) => () => writer().commit(batch)(),
        })
      },
    }
  },
}

// ---------------------------------------------------------------- projector

const withProjector = (
  broken: (config: Parameters<SimulatedParts['projector']>[0]) => Partial<typeof config>,
): Broken => ({ projector: (config) => projector({ ...config, ...broken(config) }) })

/** Moves the checkpoint, then writes the rows. */
const checkpointFirst = withProjector(({ readModels }) => ({
  readModels: {
    ...readModels,
    claim: (table) => async () => {
      const claimed = await readModels.claim(table)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return right({
        ...claimed.right,
        commit: (batch) => async () => {
          const moved = await commit({ ...batch, upserts: [], deletes: [], links: [] })()
          return isLeft(moved) ? moved : commit({ ...batch, position: after(batch.position) })()
        },
      })
    },
  },
}))

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
const hopeful = withProjector(({ readModels }) => ({
  readModels: {
    ...readModels,
    claim: (table) => async () => {
      const claimed = await readModels.claim(table)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return right({
        ...claimed.right,
        commit: (batch) => async () => {
          const done = await commit(batch)()
          return isLeft(done) && done.left._tag === 'Unavailable' ? right(undefined) : done
        },
      })
    },
  },
}))

/** Takes a store that is away for one that is full, and stops. */
const despairing = withProjector(({ readModels }) => ({
  readModels: {
    ...readModels,
    claim: (table) => async () => {
      const claimed = await readModels.claim(table)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return right({
        ...claimed.right,
        commit: (batch) => async () => {
          const done = await commit(batch)()
          return isLeft(done) && done.left._tag === 'Unavailable'
            ? left({ _tag: 'StorageFull' as const, where: table.name })
            : done
        },
      })
    },
  },
}))

// ------------------------------------------------------------------ handler

const untypedOnly = (untyped: CommandHandler['untyped']): CommandHandler =>
  Object.assign(untyped, { untyped })

/** Knows no command again. */
const withoutMemory: Broken = {
  commandHandler: (config) => {
    const { events } = config
    const read: EventStore['read'] = (stream, options) =>
      mapped(events.read(stream, options), (stored) => [
        { ...stored, meta: { ...stored.meta, commandId: `was-${stored.meta.commandId}` } },
      ])
    return commandHandler({ ...config, events: { ...events, read } })
  },
}

const withMeta = (command: unknown, more: object): unknown => {
  if (typeof command !== 'object' || command === null || !('meta' in command)) return command
  const { meta } = command
  return { ...command, meta: { ...(typeof meta === 'object' ? meta : {}), ...more } }
}

/** After a failure it sends the command under a new id. */
const newIds: Broken = {
  commandHandler: (config) => {
    const handle = commandHandler({ ...config, attempts: 1 })
    let retries = 0
    return untypedOnly((aggregate, command, options) => async () => {
      const answer = await handle.untyped(aggregate, command, options)()
      if (!isLeft(answer) || answer.left._tag !== 'Store') return answer
      retries += 1
      const again = withMeta(command, { commandId: `retry-${retries}` })
      return handle.untyped(aggregate, again, options)()
    })
  },
}

/** Takes an append without an answer for done. */
const optimistic: Broken = {
  commandHandler: (config) => {
    const handle = commandHandler({ ...config, attempts: 1 })
    return untypedOnly((aggregate, command, options) => async () => {
      const answer = await handle.untyped(aggregate, command, options)()
      return isLeft(answer) &&
        answer.left._tag === 'Store' &&
        answer.left.failure._tag === 'OutcomeUnknown'
        ? handle.untyped(aggregate, command, { ...options, dryRun: true })()
        : answer
    })
  },
}

/** Appends what it decided, though the stream has gone on. */
const overwriting: Broken = {
  commandHandler: (config) => {
    const { events } = config
    const append: EventStore['append'] = (stream, expected, batch, options) => async () => {
      const answer = await events.append(stream, expected, batch, options)()
      return isLeft(answer) && answer.left._tag === 'Conflict'
        ? events.append(stream, answer.left.actual, batch, options)()
        : answer
    }
    return commandHandler({ ...config, events: { ...events, append } })
  },
}

// ------------------------------------------------------------------- policy

const withRunner = (
  broken: (config: Parameters<SimulatedParts['policyRunner']>[0]) => Partial<typeof config>,
): Broken => ({ policyRunner: (config) => policyRunner({ ...config, ...broken(config) }) })

/** Does nothing about an event that any runner has seen before. */
const forgetful = (): Broken => {
  const seen = new Set<string>()
  const broken = (policy: AnyPolicy): AnyPolicy => ({
    ...policy,
    react: (state, on) => {
      const id = on._tag === 'Event' ? on.recorded.id : `${on.timer} ${on.instant}`
      if (seen.has(id)) return []
      seen.add(id)
      return policy.react(state, on)
    },
  })
  return withRunner(({ policies }) => ({ policies: policies.map(broken) }))
}

/** Doesn't wait for answers. */
const hasty = withRunner(({ handle }) => ({
  handle: untypedOnly((aggregate, command, options) => async () => {
    handle
      .untyped(aggregate, command, options)()
      .catch(() => undefined)
    return right({
      events: [],
      state: aggregate.initialState,
      revision: -1,
      position: undefined,
      repeated: false,
    })
  }),
}))

/** Sends under an id of its own each time. */
const restless = (): Broken => {
  let sends = 0
  return withRunner(({ handle }) => ({
    handle: untypedOnly((aggregate, command, options) => {
      sends += 1
      return handle.untyped(aggregate, withMeta(command, { commandId: `s-${sends}` }), options)
    }),
  }))
}

const withPolicyCommit = (
  change: (batch: Parameters<Writer['commit']>[0]) => Parameters<Writer['commit']>[0],
): Broken => ({
  policyStore: () => {
    const store = inMemoryPolicies()
    return {
      ...store,
      claim: (policy) => async () => {
        const claimed = await store.claim(policy)()
        if (isLeft(claimed)) return claimed
        const { commit } = claimed.right
        return right({ ...claimed.right, commit: (batch) => commit(change(batch)) })
      },
    }
  },
})
type Writer = Extract<
  Awaited<ReturnType<ReturnType<ReturnType<typeof inMemoryPolicies>['claim']>>>,
  { readonly _tag: 'Right' }
>['right']

/** Whoever claimed a policy first may go on moving its checkpoint. */
const unfencedPolicies: Broken = {
  policyStore: () => {
    const store = inMemoryPolicies()
    const latest = new Map<string, Writer>()
    return {
      ...store,
      claim: (policy) => async () => {
        const claimed = await store.claim(policy)()
        if (isLeft(claimed)) return claimed
        latest.set(policy, claimed.right)
        return right({
          ...claimed.right,
          commit: (batch) => () => (latest.get(policy) ?? claimed.right).commit(batch)(),
        })
      },
    }
  },
}

/** A policy store that keeps no timers. */
const timeless = withPolicyCommit((batch) => ({ ...batch, set: [] }))
/** A policy store that never forgets a timer. */
const clinging = withPolicyCommit((batch) => ({ ...batch, cancel: [] }))
/** A policy store whose checkpoint is ahead of what was done. */
const ahead = withPolicyCommit((batch) => ({
  ...batch,
  position: positionOf(String(Number(batch.position) + 1).padStart(16, '0')),
}))

/** Every broken twin, by what is wrong with it; some keep a memory, and are made anew. */
export const brokenTwins: Readonly<Record<string, () => Broken>> = {
  'an event store that delivers only the last event of an append': () => skipping,
  'an event store that writes whatever was expected': () => careless,
  'an event store that reads streams without their last event': () => staleReads,
  'an event store whose appends can be torn': () => torn,
  'a read-model store that commits in two steps': () => twoSteps,
  'a read-model store without fencing': () => unfenced,
  'a read-model store that forgets deletes': () =>
    withWriter(({ commit }) => ({ commit: (batch) => commit({ ...batch, deletes: [] }) })),
  'a projector that moves the checkpoint first': () => checkpointFirst,
  'a projector that forgets what it missed while it was cut off': () => forgetsDrops,
  'a projector that applies what is delivered again': () => doubling,
  'a projector that believes a commit that failed': () => hopeful,
  'a projector that stops when its store is away': () => despairing,
  'a handler without repeat detection': () => withoutMemory,
  'a handler that retries under new ids': () => newIds,
  'a handler that takes silence for a yes': () => optimistic,
  'a handler that overwrites conflicts': () => overwriting,
  'a policy that forgets a reaction after a duplicate': forgetful,
  'a policy runner that does not wait for answers': () => hasty,
  'a policy runner that sends under new ids': restless,
  'a policy store without fencing': () => unfencedPolicies,
  'a policy store that keeps no timers': () => timeless,
  'a policy store that never forgets a timer': () => clinging,
  'a policy store that is ahead of what was done': () => ahead,
}
