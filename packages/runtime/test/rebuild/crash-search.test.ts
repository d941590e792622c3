/**
 * Exhaustive crash search (P4, L17): every combination of up to two crashes, at any call to the store,
 * before or after it took effect, over a small log in small batches. Then the same over broken twins,
 * which the search must refute: it would be worth nothing if it could not.
 */
import { describe, expect, it } from 'vitest'
import {
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
  rebuild,
} from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { type Choices, exhaust } from '../support/choices.ts'
import { type Fault, faultyReadModels } from '../support/faulty-read-models.ts'
import { expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, type Entry, record } from '../support/orders.ts'
import { type Beside, type Twin, twinOf } from '../support/twins.ts'

const LOG: ReadonlyArray<Entry> = [
  { stream: 'kiemtra.order-1', type: 'OrderPlaced', data: { customer: 'ann' } },
  { stream: 'kiemtra.order-1', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.order-2', type: 'OrderPlaced', data: { customer: 'ann' } },
  { stream: 'kiemtra.order-2', type: 'OrderShipped', data: {} },
]
const MOST_CRASHES = 2
const projections = [customerOrders]
const pause = async (): Promise<void> => undefined

/** Work that is begun again whenever its process dies, or not: as `isRepeated` says. */
const untilDone = async (
  { choose }: Choices,
  store: (faultAt: (call: number) => Fault | undefined) => {
    readonly store: ReadModelStore
    readonly died: Promise<void>
  },
  work: (store: ReadModelStore) => Promise<unknown>,
  isRepeated: () => boolean = () => true,
): Promise<void> => {
  let crashes = 0
  for (;;) {
    const process = store(() => {
      if (crashes === MOST_CRASHES) return undefined
      const chosen = (['none', 'diesBefore', 'diesAfter'] as const)[choose(3)]
      if (chosen === undefined || chosen === 'none') return undefined
      crashes += 1
      return chosen
    })
    const outcome = work(process.store).then(() => 'done' as const)
    const end = await Promise.race([outcome, process.died.then(() => 'died' as const)])
    if (end === 'done' || !isRepeated()) return
  }
}

/** One process's view of a store, sound or a twin: its calls meet faults. */
const seenBy =
  (readModels: ReadModelStore, twin: Twin | undefined, beside: Beside) =>
  (faultAt: (call: number) => Fault | undefined) => {
    const { store, died } = faultyReadModels(readModels, faultAt)
    if (twin === undefined) return { store, died }
    // The moment between the twin's transactions is a call like the others.
    return { store: twinOf(store, twin, beside, store.skipped(customerOrders)), died }
  }

interface Searched {
  readonly worlds: number
  readonly wrong: number
}

const search = async (
  twin: Twin | undefined,
  world: (
    choices: Choices,
    see: ReturnType<typeof seenBy>,
    readModels: ReadModelStore,
  ) => Promise<void>,
): Promise<Searched> => {
  let wrong = 0
  const worlds = await exhaust(async (choices) => {
    const readModels = inMemoryReadModels()
    const beside: Beside = { checkpoint: undefined, count: 0 }
    await world(choices, seenBy(readModels, twin, beside), readModels)
    const rows = JSON.stringify(await rowsOf(readModels, customerOrders))
    if (rows !== JSON.stringify(expectedRows(LOG))) wrong += 1
  })
  return { worlds, wrong }
}

const catchUp = (length = LOG.length) => {
  const events = inMemoryEventStore()
  return record(events, LOG.slice(0, length)).then(() => ({
    events,
    run: (readModels: ReadModelStore) =>
      done(projector({ events, readModels, projections, batchSize: 2, pause }).catchUp()),
  }))
}

const searchProjector = (twin?: Twin): Promise<Searched> =>
  search(twin, async (choices, see) => {
    const { run } = await catchUp()
    await untilDone(choices, see, run)
  })

/** Rows of the log's first half are live; it is rebuilt, then the projector goes on. */
const searchRebuild = (twin?: Twin): Promise<Searched> =>
  search(twin, async (choices, see) => {
    const half = await catchUp(2)
    await half.run(see(() => undefined).store)
    const whole = await catchUp()
    const { events } = whole
    await untilDone(
      choices,
      see,
      (readModels) => done(rebuild(customerOrders, { events, readModels, pause })),
      // Whoever rebuilds may leave it at that.
      () => choices.choose(2) === 0,
    )
    await whole.run(see(() => undefined).store)
  })

const told = (what: string, { worlds, wrong }: Searched): void => {
  console.log(`${what}: ${wrong} of ${worlds} worlds wrong`)
}

// Thousands of worlds: a second or two, where the machine is free.
const PATIENT = { timeout: 240_000 }

describe.each([
  ['projector', searchProjector],
  ['rebuild', searchRebuild],
] as const)('up to two crashes of a %s', (what, searched) => {
  it('leave no world wrong', PATIENT, async () => {
    const found = await searched()
    told(what, found)
    expect(found.wrong).toBe(0)
    expect(found.worlds).toBeGreaterThan(100)
  })

  it.each(['rows first', 'checkpoint first'] as const)(
    'leave some wrong where a store writes in two transactions, %s',
    PATIENT,
    async (twin) => {
      const found = await searched(twin)
      told(`${what}, ${twin}`, found)
      expect(found.wrong).toBeGreaterThan(0)
    },
  )
})
