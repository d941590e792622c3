/**
 * What an event store is tried on: a storage, and stores that are opened over it.
 */
import type { EventStore } from '@kiemtra/runtime'
import { randomUUID } from 'node:crypto'
import type { CallLog } from '../contract/call-log.ts'
import { recordedEventStore } from './recorded.ts'

/** Faults that a storage can bring about, for its stores to survive. */
export interface EventStoreFaults {
  /** The next append through this store is written, and its answer lost on the way back. */
  readonly loseNextReply: (store: EventStore) => void | Promise<void>
  /** Nothing gets through to the storage until the returned function is called. */
  readonly cutOff: (
    store: EventStore,
  ) => (() => void | Promise<void>) | Promise<() => void | Promise<void>>
}

/** A storage that holds events, empty or not; cases keep to namespaces of their own. */
export interface EventStorage {
  /** A store over this storage: another one each time where that can be. */
  readonly open: () => EventStore | Promise<EventStore>
  readonly faults?: EventStoreFaults
  /** Called when the case is over and its stores are closed. */
  readonly remove?: () => Promise<void>
}

/** What an event store can do, and how hard it is tried. */
export interface EventStoreCapabilities {
  /** How the implementation is called in the runner's output. */
  readonly name: string
  /** `open` gives stores of their own over one storage, as processes would have them. */
  readonly independent?: boolean
  /** What was acknowledged is there after every store was closed. */
  readonly durable?: boolean
  /** The storage has {@link EventStoreFaults}. */
  readonly faults?: boolean
  /** Nobody else writes to the storage, and each `make` gives an empty one. */
  readonly exclusive?: boolean
  /** Runs of each property; 30 by default. */
  readonly runs?: number
  /** Events in the big batch; 500 by default. */
  readonly bigBatch?: number
  /** What the properties draw from; drawn itself where none is given, and named in the report. */
  readonly seed?: number
  /** How long a delivery may take; 10,000 ms by default. */
  readonly patienceMs?: number
}

/** What a case works on. */
export interface EventStoreContext {
  /** Takes the stores that the case has, and faults what they stand for. */
  readonly faults: EventStoreFaults | undefined
  /** A first store, opened. */
  readonly store: EventStore
  /** Another store over the same storage; the same one where it can't be another. */
  readonly open: () => Promise<EventStore>
  /** A namespace that no other case uses. */
  readonly namespace: string
  /** A stream of that namespace. */
  readonly stream: (id: string) => string
  readonly runs: number
  readonly bigBatch: number
  readonly patienceMs: number
  /** Gives everything back. */
  readonly end: () => Promise<void>
}

const DEFAULTS = { runs: 30, bigBatch: 500, patienceMs: 10_000 } as const

/** Opens a storage for one case. */
export const openContext = async (
  make: () => EventStorage | Promise<EventStorage>,
  capabilities: EventStoreCapabilities,
  calls: CallLog,
): Promise<EventStoreContext> => {
  const storage = await make()
  // One and the same store stays one: cases ask whether they are two.
  const recorded = new Map<EventStore, EventStore>()
  const open = async (): Promise<EventStore> => {
    const store = await storage.open()
    const known = recorded.get(store) ?? recordedEventStore(store, calls)
    recorded.set(store, known)
    return known
  }
  const behind = (store: EventStore): EventStore =>
    [...recorded].find(([, known]) => known === store)?.[0] ?? store
  const { faults } = storage
  const namespace = freshNamespace()
  return {
    faults: faults && {
      loseNextReply: (store) => faults.loseNextReply(behind(store)),
      cutOff: (store) => faults.cutOff(behind(store)),
    },
    store: await open(),
    open,
    namespace,
    stream: (id) => `${namespace}.thing-${id}`,
    runs: capabilities.runs ?? DEFAULTS.runs,
    bigBatch: capabilities.bigBatch ?? DEFAULTS.bigBatch,
    patienceMs: capabilities.patienceMs ?? DEFAULTS.patienceMs,
    end: async () => {
      for (const store of recorded.keys()) await store.close()
      await storage.remove?.()
    },
  }
}

/** A namespace that nobody has used before, on a shared server either. */
export const freshNamespace = (): string => `contract${randomUUID().replaceAll('-', '')}`
