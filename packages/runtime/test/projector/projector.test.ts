import { positionOf } from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  commandHandler,
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  type ProjectionStatus,
  projector,
  type ReadModelFailure,
  type ReadModelStore,
  readModel,
  StoreError,
} from '../../src/index.ts'
import { Account } from '../support/account.ts'
import { done, failed } from '../support/answers.ts'
import { withdraw } from '../support/commands.ts'
import { customerOrders, type Entry, record, refusals } from '../support/orders.ts'

const placed = (order: string, customer: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderPlaced',
  data: { customer },
})
const shipped = (order: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderShipped',
  data: {},
})
const poison: Entry = { stream: 'kiemtra.order-9', type: 'OrderPlaced', data: { customer: 7 } }

const setUp = () => ({ events: inMemoryEventStore(), readModels: inMemoryReadModels() })

/** The same projection under another name: a neighbour. */
const neighbour = { ...refusals, name: 'neighbour' }
const patient = { pause: async () => undefined }

describe('a projector', () => {
  it('projects what is there, and reaches rows of other keys by links', async () => {
    const { events, readModels } = setUp()
    await record(events, [placed('1', 'ann'), placed('2', 'bob'), shipped('1')])
    await done(projector({ events, readModels, projections: [customerOrders] }).catchUp())
    const { rows } = await done(readModel(readModels, customerOrders).query())
    expect(rows).toEqual([
      { key: 'ann', row: { customer: 'ann', placed: 1, shipped: 1 } },
      { key: 'bob', row: { customer: 'bob', placed: 1, shipped: 0, last: 'kiemtra.order-2' } },
    ])
  })

  it('commits a batch at once, and moves past what does not concern it', async () => {
    const { events, readModels } = setUp()
    const log = [placed('1', 'ann'), placed('2', 'ann'), placed('3', 'bob')]
    const foreign: Entry = { stream: 'other.order-1', type: 'OrderPlaced', data: {} }
    await record(events, [...log, foreign])
    const commits: number[] = []
    const counting: ReadModelStore = {
      ...readModels,
      claim: (table) => async () => {
        const claimed = await readModels.claim(table)()
        if (claimed._tag === 'Left') return claimed
        const { commit } = claimed.right
        const right = {
          ...claimed.right,
          commit: (batch: Parameters<typeof commit>[0]) => {
            commits.push(batch.upserts.length)
            return commit(batch)
          },
        }
        return { ...claimed, right }
      },
    }
    await done(projector({ events, readModels: counting, projections: [customerOrders] }).catchUp())
    expect(commits).toEqual([2])
    const head = await done(events.head())
    expect(await done(readModels.checkpoint(customerOrders))).toBe(head)
  })

  it('begins at the lowest checkpoint, and each projection at its own', async () => {
    const { events, readModels } = setUp()
    const late = { ...customerOrders, name: 'late' }
    const later = { ...customerOrders, name: 'later' }
    const config = { events, readModels }
    const projects = (...projections: ReadonlyArray<typeof customerOrders>) =>
      done(projector({ ...config, projections }).catchUp())
    const placedIn = async (projection: typeof customerOrders) =>
      (await done(readModel(readModels, projection).get('ann')))?.placed
    await record(events, [placed('1', 'ann')])
    await projects(late)
    await record(events, [placed('2', 'ann')])
    await projects(customerOrders)
    await record(events, [placed('3', 'ann')])
    // Late is behind customerOrders, whichever comes first; later has no checkpoint at all.
    await projects(late, customerOrders)
    expect([await placedIn(late), await placedIn(customerOrders)]).toEqual([3, 3])
    await record(events, [placed('4', 'ann')])
    await projects(late)
    await record(events, [placed('5', 'ann')])
    await projects(customerOrders, late)
    await projects(late, later)
    expect([await placedIn(late), await placedIn(customerOrders)]).toEqual([5, 5])
    expect(await placedIn(later)).toBe(5)
  })

  it('hears of refusals as of any event', async () => {
    const { events, readModels } = setUp()
    const handle = commandHandler({ events })
    await failed(handle(Account, withdraw('w1', 1, { onRefusal: 'record' })))
    await done(projector({ events, readModels, projections: [refusals] }).catchUp())
    const rows = readModel(readModels, refusals)
    expect(await done(rows.get('kiemtra.account-a'))).toEqual({ count: 1 })
    expect(await done(rows.get('kiemtra.account-b'))).toBeUndefined()
  })

  it('tells how its projections stand', async () => {
    const { events, readModels } = setUp()
    const seen: string[] = []
    const onState = ({ projection, state }: ProjectionStatus) =>
      seen.push(`${projection} ${state._tag}`)
    const projections = [customerOrders, refusals]
    let ms = 0
    // Ten milliseconds for the one commit; then the clock stands still.
    const clockMs = () => ms
    const onProgress = ({ projection, events: count }: ProjectionStatus) => {
      progress.push(`${projection} ${count}`)
      ms = 10
    }
    const progress: string[] = []
    const config = { events, readModels, projections, onState, onProgress, clockMs }
    const running = projector(config)
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Idle', 'Idle'])
    const [first] = await record(events, [placed('1', 'ann')])
    const ended = running.run()
    await done(running.catchUp())
    expect(running.states()).toEqual(
      projections.map(({ name, version }) => ({
        projection: name,
        version,
        position: first?.position,
        lag: 0,
        events: 1,
        eventsPerSecond: 100,
        state: { _tag: 'Live' },
      })),
    )
    await running.stop()
    await ended
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Idle', 'Idle'])
    expect(seen.sort()).toEqual(['customerOrders Live', 'refusals Live'])
    expect(progress).toContain('refusals 1')
  })
})

describe('rows as of a position', () => {
  it('are refused before it, with where they stand, and answered from it on', async () => {
    const { events, readModels } = setUp()
    const stored = await record(events, [placed('1', 'ann'), placed('2', 'ann')])
    const [first = positionOf(''), second = positionOf('')] = stored.map((one) => one.position)
    const older = inMemoryEventStore()
    await record(older, [placed('1', 'ann')])
    const rows = readModel(readModels, customerOrders)
    await done(projector({ events: older, readModels, projections: [customerOrders] }).catchUp())
    const notYet = { _tag: 'NotYet', table: 'customerOrders', version: 1, wanted: second }
    const early = { ...notYet, position: first }
    expect(await failed(rows.get('ann', { atLeast: second }))).toEqual(early)
    expect(await failed(rows.query({ atLeast: second }))).toEqual(early)
    expect(await done(rows.get('ann', { atLeast: first }))).toMatchObject({ placed: 1 })
    const page = await done(rows.query({ atLeast: first, orderBy: 'placed' }))
    expect(page.rows).toHaveLength(1)
    await done(projector({ events, readModels, projections: [customerOrders] }).catchUp())
    expect(await done(rows.get('ann', { atLeast: second }))).toMatchObject({ placed: 2 })
    expect((await done(rows.query({ atLeast: second }))).position).toBe(second)
    const fresh = { ...customerOrders, version: 9 }
    await done(readModels.claim({ ...fresh, columns: [] }))
    expect(await failed(readModel(readModels, fresh).query({ atLeast: first }))).toMatchObject({
      _tag: 'NotYet',
      position: undefined,
    })
  })
})

describe('awaiting a position', () => {
  it('lets a writer read its own write', async () => {
    const { events, readModels } = setUp()
    const running = projector({ events, readModels, projections: [customerOrders] })
    const ended = running.run()
    for (const customer of ['ann', 'bob', 'cid']) {
      const [written] = await record(events, [placed(customer, customer)])
      await done(running.awaitPosition(written?.position ?? positionOf('')))
      expect(await done(readModel(readModels, customerOrders).get(customer))).toMatchObject({
        placed: 1,
      })
    }
    await running.stop()
    await ended
  })

  it('ends when the projector does, when called off, and for what isn’t there', async () => {
    const { events, readModels } = setUp()
    const running = projector({ events, readModels, projections: [customerOrders] })
    const never = positionOf('9')
    const called = new AbortController()
    const waiting = failed(running.awaitPosition(never))
    const off = failed(running.awaitPosition(never, { signal: called.signal }))
    called.abort()
    expect(await off).toEqual({ _tag: 'Aborted' })
    expect(await failed(running.awaitPosition(never, { projection: 'none' }))).toEqual({
      _tag: 'UnknownProjection',
      projection: 'none',
    })
    const ended = running.run()
    await running.stop()
    await ended
    expect(await waiting).toEqual({ _tag: 'Ended' })
    expect(await failed(running.awaitPosition(never))).toEqual({ _tag: 'Ended' })
  })

  it('of one projection does not wait for the others', async () => {
    const { events, readModels } = setUp()
    const projections = [customerOrders, neighbour]
    const running = projector({ events, readModels, projections })
    const ended = running.run()
    const [bad] = await record(events, [poison])
    const position = bad?.position ?? positionOf('')
    await done(running.awaitPosition(position, { projection: 'neighbour' }))
    expect(await failed(running.awaitPosition(position))).toMatchObject({
      _tag: 'ProjectionStopped',
      projection: 'customerOrders',
      failure: { _tag: 'UnreadableEvent', failure: { _tag: 'Malformed' } },
    })
    await running.stop()
    await ended
  })
})

describe('a poison event', () => {
  it.each([1, 2, 100])(
    'stops one projection, with all before it done (batches of %i)',
    async (batchSize) => {
      const { events, readModels } = setUp()
      const log = [placed('1', 'ann'), placed('2', 'ann'), poison, placed('3', 'ann')]
      const [, , bad, last] = await record(events, log)
      const projections = [customerOrders, neighbour]
      const running = projector({ events, readModels, projections, batchSize })
      expect(await failed(running.catchUp())).toMatchObject({ projection: 'customerOrders' })
      expect(await done(readModel(readModels, customerOrders).get('ann'))).toMatchObject({
        placed: 2,
      })
      const [stopped, other] = running.states()
      expect(stopped?.state).toMatchObject({ _tag: 'Stopped', at: bad?.position })
      expect(other?.position).toBe(last?.position)
    },
  )

  it('of a type that no source knows is none', async () => {
    const { events, readModels } = setUp()
    await record(events, [{ stream: 'kiemtra.order-1', type: 'FromTheFuture', data: 7 }])
    await done(projector({ events, readModels, projections: [customerOrders] }).catchUp())
  })

  it('ends the run where it stops the last projection', async () => {
    const { events, readModels } = setUp()
    await record(events, [poison])
    await projector({ events, readModels, projections: [customerOrders] }).run()
  })
})

describe('rows', () => {
  it('that the codec refuses stop the projection', async () => {
    const { events, readModels } = setUp()
    await record(events, [placed('1', 'ann')])
    await done(projector({ events, readModels, projections: [customerOrders] }).catchUp())
    await record(events, [placed('2', 'ann')])
    const stricter = { ...customerOrders, row: t.strict({ since: t.string }) }
    const running = projector({ events, readModels, projections: [stricter] })
    expect(await failed(running.catchUp())).toMatchObject({ failure: { _tag: 'UnreadableRow' } })
    expect(
      await failed(readModel(readModels, { ...refusals, name: 'customerOrders' }).get('ann')),
    ).toMatchObject({
      _tag: 'UnreadableRow',
      table: 'customerOrders',
    })
  })

  it('that `apply` makes wrong are not written', async () => {
    const { events, readModels } = setUp()
    await record(events, [placed('1', 'ann')])
    const wrong = { ...customerOrders, row: t.strict({ since: t.string }) }
    const running = projector({ events, readModels, projections: [wrong] })
    expect(await failed(running.catchUp())).toMatchObject({ failure: { _tag: 'UnreadableRow' } })
    expect(await done(readModels.row(customerOrders, 'ann'))).toBeUndefined()
  })

  it('a throw in a projection stops it, and no other', async () => {
    const { events, readModels } = setUp()
    const [only] = await record(events, [placed('1', 'ann')])
    const broken = {
      ...customerOrders,
      name: 'broken',
      links: () => {
        throw new Error('a bug')
      },
    }
    const running = projector({ events, readModels, projections: [broken, customerOrders] })
    expect(await failed(running.catchUp())).toMatchObject({ failure: { _tag: 'Defect' } })
    expect(running.states().map(({ position }) => position)).toEqual([undefined, only?.position])
  })
})

describe('two projectors on one table', () => {
  it('the later takes over, the former stops and never writes', async () => {
    const { events, readModels } = setUp()
    const config = { events, readModels, projections: [customerOrders] }
    const former = projector(config)
    const ended = former.run()
    await done(former.catchUp())
    const later = projector(config)
    const running = later.run()
    await done(later.catchUp())
    const [written] = await record(events, [placed('1', 'ann')])
    await ended
    const fenced: Partial<ReadModelFailure> = { _tag: 'Fenced', epoch: 1, current: 2 }
    expect(former.states()[0]?.state).toMatchObject({
      _tag: 'Stopped',
      failure: { _tag: 'ReadModels', failure: fenced },
    })
    await done(later.awaitPosition(written?.position ?? positionOf('')))
    expect(await done(readModel(readModels, customerOrders).get('ann'))).toMatchObject({
      placed: 1,
    })
    await later.stop()
    await running
  })
})

describe('stores that fail', () => {
  it('an unavailable read-model store is asked again, with growing pauses, and says so', async () => {
    const { events, readModels } = setUp()
    let refusalsLeft = 3
    const down: ReadModelStore = {
      ...readModels,
      claim: (table) => async () =>
        refusalsLeft-- > 0
          ? left({ _tag: 'Unavailable', reason: 'down' })
          : readModels.claim(table)(),
    }
    const pauses: number[] = []
    const seen: string[] = []
    const config = { events, readModels: down, projections: [customerOrders] }
    const running = projector({
      ...config,
      pause: async (ms) => {
        pauses.push(ms)
      },
      onState: ({ state }) => seen.push(state._tag),
    })
    await done(running.catchUp())
    expect(pauses).toEqual([50, 100, 200])
    expect(seen).toEqual(['Retrying', 'Retrying', 'Retrying', 'CatchingUp', 'Live'])
  })

  it('stops while it waits for one', async () => {
    const { events, readModels } = setUp()
    const down: ReadModelStore = {
      ...readModels,
      claim: () => async () => left({ _tag: 'Unavailable', reason: 'down' }),
    }
    const calledOff = new AbortController()
    const running = projector({
      events,
      readModels: down,
      projections: [customerOrders],
      signal: calledOff.signal,
      pause: () => new Promise<never>(() => undefined),
      onState: () => calledOff.abort(),
    })
    await running.run()
    expect(await failed(running.catchUp())).toEqual({ _tag: 'Ended' })
  })

  const dropping = (events: EventStore, failures: StoreError[]): EventStore => ({
    ...events,
    subscribe: (options) => ({
      async *[Symbol.asyncIterator](): AsyncGenerator<Delivery> {
        for await (const delivery of events.subscribe(options)) {
          yield delivery
          const failure = failures.shift()
          if (failure !== undefined) throw failure
        }
      },
    }),
  })

  it('a subscription that drops is taken up again', async () => {
    const { events, readModels } = setUp()
    await record(events, [placed('1', 'ann'), placed('2', 'ann'), placed('3', 'ann')])
    const drops = [1, 2].map(() => new StoreError({ _tag: 'Unavailable', reason: 'dropped' }))
    const config = { readModels, projections: [customerOrders], ...patient }
    await done(projector({ ...config, events: dropping(events, drops) }).catchUp())
    expect(drops).toEqual([])
    expect(await done(readModel(readModels, customerOrders).get('ann'))).toMatchObject({
      placed: 3,
    })
  })

  it('a subscription that is refused stops all', async () => {
    const { events, readModels } = setUp()
    const failure = { _tag: 'AccessDenied', operation: 'subscribe' } as const
    const denied = dropping(events, [new StoreError(failure)])
    const running = projector({ events: denied, readModels, projections: [customerOrders] })
    expect(await failed(running.catchUp())).toEqual({
      _tag: 'ProjectionStopped',
      projection: 'customerOrders',
      failure: { _tag: 'Events', failure },
    })
  })
})
