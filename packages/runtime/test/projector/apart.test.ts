/**
 * A new projection, or a new version of one, reads the log by itself while the others stay up to date.
 */
import { positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import {
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
} from '../../src/index.ts'
import { done, failed } from '../support/answers.ts'
import { expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, type Entry, record } from '../support/orders.ts'

const placed = (order: string, customer: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderPlaced',
  data: { customer },
})
const LOG = [placed('1', 'ann'), placed('2', 'bob'), placed('3', 'cid')]
const newer = { ...customerOrders, version: 2 }
const other = { ...customerOrders, name: 'other' }
const pause = async (): Promise<void> => undefined
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A log whose reading from the start is held up until it is let go. */
const holding = (events: EventStore) => {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const from: (string | undefined)[] = []
  const store: EventStore = {
    ...events,
    subscribe: (options) => {
      from.push(options.from)
      const real = events.subscribe(options)
      if (options.from !== 'start') return real
      return {
        async *[Symbol.asyncIterator](): AsyncGenerator<Delivery> {
          await held
          yield* real
        },
      }
    },
  }
  return { store, letGo, from }
}

const setUp = async () => {
  const events = inMemoryEventStore()
  const readModels = inMemoryReadModels()
  await record(events, LOG)
  const projections = [customerOrders, other]
  await done(projector({ events, readModels, projections }).catchUp())
  const { store, letGo, from } = holding(events)
  return { events, readModels, held: store, letGo, from }
}

describe('a new version among projections that stand', () => {
  it('is built beside the old one, and doesn’t hold up the others', async () => {
    const { events, readModels, held, letGo } = await setUp()
    const projections = [newer, other]
    const running = projector({ events: held, readModels, projections, pause })
    const ended = running.run()
    const [late] = await record(events, [placed('4', 'ann')])
    const position = late?.position ?? positionOf('')
    await done(running.awaitPosition(position, { projection: 'other' }))
    expect(running.states().map(({ state }) => state._tag)).toEqual(['CatchingUp', 'Live'])
    // The old version serves on, as it stood.
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
    letGo()
    await done(running.catchUp())
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Live', 'Live'])
    const [later] = await record(events, [placed('5', 'bob')])
    await done(running.awaitPosition(later?.position ?? position))
    const rows = expectedRows([...LOG, placed('4', 'ann'), placed('5', 'bob')])
    expect(await rowsOf(readModels, newer)).toEqual(rows)
    expect(await rowsOf(readModels, other)).toEqual(rows)
    await running.stop()
    await ended
  })

  it('is waited for by a catch-up, and then shares their subscription', async () => {
    const { readModels, held, letGo, from } = await setUp()
    letGo()
    await done(projector({ events: held, readModels, projections: [newer, other] }).catchUp())
    expect(await rowsOf(readModels, newer)).toEqual(expectedRows(LOG))
    from.length = 0
    await done(projector({ events: held, readModels, projections: [newer, other] }).catchUp())
    expect(from).toHaveLength(1)
  })

  it('goes on where the others have all stopped, and stops without them', async () => {
    const { events, readModels, held, letGo } = await setUp()
    const running = projector({ events: held, readModels, projections: [newer, other], pause })
    const ended = running.run()
    const head = (await done(events.head())) ?? positionOf('')
    await done(running.awaitPosition(head, { projection: 'other' }))
    await done(readModels.claim({ ...other, columns: [] }))
    await record(events, [placed('4', 'ann')])
    while (running.states()[1]?.state._tag !== 'Stopped') await turn()
    letGo()
    const end = (await done(events.head())) ?? head
    await done(running.awaitPosition(end, { projection: 'customerOrders' }))
    const [late] = await record(events, [placed('5', 'ann')])
    await done(
      running.awaitPosition(late?.position ?? positionOf(''), { projection: 'customerOrders' }),
    )
    await done(readModels.claim({ ...newer, columns: [] }))
    await record(events, [placed('6', 'ann')])
    await ended
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Stopped', 'Stopped'])
  })

  it('ends with the run that is told to stop while it reads', async () => {
    const { readModels, held, letGo } = await setUp()
    const running = projector({ events: held, readModels, projections: [newer, other], pause })
    const ended = running.run()
    const caughtUp = failed(running.catchUp())
    const stopping = running.stop()
    letGo()
    await stopping
    await ended
    expect(await caughtUp).toEqual({ _tag: 'Ended' })
  })
})
