/**
 * What a read-model store is tried on: a storage, and stores that are opened over it.
 */
import { positionOf, type Position } from '@kiemtra/kernel'
import type { ReadModelBatch, ReadModelStore, ReadModelTable } from '@kiemtra/runtime'
import { randomUUID } from 'node:crypto'
import type { CallLog } from '../contract/call-log.ts'
import { recordedReadModels } from './recorded.ts'

/** Faults that a storage can bring about. */
export interface ReadModelFaults {
  /** The next commit fails half-way: after its first row, before its checkpoint. */
  readonly breakNextCommit: (store: ReadModelStore) => void | Promise<void>
}

/** A storage that holds read models; cases keep to tables of their own. */
export interface ReadModelStorage {
  /** A store over this storage: another one each time where that can be. */
  readonly open: () => ReadModelStore | Promise<ReadModelStore>
  readonly faults?: ReadModelFaults
  /** Called when the case is over and its stores are closed. */
  readonly remove?: () => Promise<void>
}

/** What a read-model store can do, and how hard it is tried. */
export interface ReadModelStoreCapabilities {
  readonly name: string
  /** `open` gives stores of their own over one storage. */
  readonly independent?: boolean
  /** What was committed is there after every store was closed. */
  readonly durable?: boolean
  /** The storage has {@link ReadModelFaults}. */
  readonly faults?: boolean
  /** The store has `oldVersions`. */
  readonly oldVersions?: boolean
  /** Runs of each property; 30 by default. */
  readonly runs?: number
  /** What the properties draw from; drawn itself where none is given, and named in the report. */
  readonly seed?: number
  /** Rows in the big batch; 2,000 by default. */
  readonly bigBatch?: number
}

/** What a case works on. */
export interface ReadModelContext {
  /** Takes the stores that the case has, and faults what they stand for. */
  readonly faults: ReadModelFaults | undefined
  readonly store: ReadModelStore
  readonly open: () => Promise<ReadModelStore>
  /** A table that no other case uses. */
  readonly table: ReadModelTable
  /** Further such tables. */
  readonly freshTable: (version?: number) => ReadModelTable
  readonly runs: number
  readonly bigBatch: number
  /** Gives everything back. */
  readonly end: () => Promise<void>
}

const DEFAULTS = { runs: 30, bigBatch: 2000 } as const

/** A row of the tables that cases use. */
export interface ContractRow {
  readonly name: string
  readonly rank: number | null
  readonly open: boolean
  readonly tags: ReadonlyArray<string>
}

const freshTable = (version = 1): ReadModelTable => ({
  name: `contract${randomUUID().replaceAll('-', '')}`,
  version,
  columns: [
    { name: 'name', kind: 'text' },
    { name: 'rank', kind: 'number' },
    { name: 'open', kind: 'boolean' },
    { name: 'tags', kind: 'json' },
  ],
  indexes: ['name', 'rank'],
})

/** Opens a storage for one case. */
export const openContext = async (
  make: () => ReadModelStorage | Promise<ReadModelStorage>,
  capabilities: ReadModelStoreCapabilities,
  calls: CallLog,
): Promise<ReadModelContext> => {
  const storage = await make()
  // One and the same store stays one.
  const recorded = new Map<ReadModelStore, ReadModelStore>()
  const open = async (): Promise<ReadModelStore> => {
    const store = await storage.open()
    const known = recorded.get(store) ?? recordedReadModels(store, calls)
    recorded.set(store, known)
    return known
  }
  const behind = (store: ReadModelStore): ReadModelStore =>
    [...recorded].find(([, known]) => known === store)?.[0] ?? store
  const { faults } = storage
  return {
    faults: faults && {
      breakNextCommit: (store) => faults.breakNextCommit(behind(store)),
    },
    store: await open(),
    open,
    table: freshTable(),
    freshTable,
    runs: capabilities.runs ?? DEFAULTS.runs,
    bigBatch: capabilities.bigBatch ?? DEFAULTS.bigBatch,
    end: async () => {
      for (const store of recorded.keys()) await store.close()
      await storage.remove?.()
    },
  }
}

/** The position of the n-th event of a log. */
export const at = (n: number): Position => positionOf(String(n).padStart(16, '0'))

/** A row, with what the case wants different. */
export const rowOf = (some: Partial<ContractRow> = {}): ContractRow => ({
  name: 'Sở Nội vụ',
  rank: 1,
  open: true,
  tags: [],
  ...some,
})

/** A batch at a position, with what the case wants in it. */
export const batchAt = (
  position: number,
  { upserts = [], deletes = [], links = [] }: Partial<Omit<ReadModelBatch, 'position'>> = {},
): ReadModelBatch => ({ position: at(position), upserts, deletes, links })

/** Upserts of one row each under the keys. */
export const upsertsOf = (rows: Readonly<Record<string, unknown>>): ReadModelBatch['upserts'] =>
  Object.entries(rows).map(([key, row]) => ({ key, row }))
