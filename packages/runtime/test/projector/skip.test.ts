import { positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import {
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
  rebuild,
  tableOf,
} from '../../src/index.ts'
import { done, failed } from '../support/answers.ts'
import { faultyReadModels } from '../support/faulty-read-models.ts'
import { expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, type Entry, record, refusals } from '../support/orders.ts'

const placed = (order: string, customer: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderPlaced',
  data: { customer },
})
const poison: Entry = { stream: 'kiemtra.order-9', type: 'OrderPlaced', data: { customer: 7 } }
const LOG = [placed('1', 'ann'), poison, placed('2', 'bob')]
const SOUND = [placed('1', 'ann'), placed('2', 'bob')]

const by = { kind: 'operator', personId: 'p-1', reason: 'số liệu nhập sai' } as const
const table = tableOf(customerOrders)
const clock = (): string => '2026-01-05T02:00:00Z'
const pause = async (): Promise<void> => undefined
/** Hears of refusals only: the poison is none of its business. */
const sound = { ...refusals, name: 'sound' }

const setUp = async (readModels: ReadModelStore = inMemoryReadModels()) => {
  const events = inMemoryEventStore()
  const stored = await record(events, LOG)
  const stores = { events, readModels }
  const running = projector({ ...stores, projections: [customerOrders], clock, pause })
  const at = stored[1]?.position ?? positionOf('')
  const request = { projection: 'customerOrders', position: at, by }
  return { ...stores, stored, running, at, request }
}

describe('skipping', () => {
  it('is recorded with the checkpoint, and the projection goes on behind the event', async () => {
    const { readModels, running, at, request, stored } = await setUp()
    expect(await failed(running.catchUp())).toMatchObject({ _tag: 'ProjectionStopped' })
    expect(running.states()[0]?.state).toMatchObject({ _tag: 'Stopped', at })
    const skipped = {
      position: at,
      eventId: stored[1]?.id,
      stream: poison.stream,
      revision: 0,
      type: 'OrderPlaced',
      failure: 'Malformed',
      by,
      recordedAt: clock(),
    }
    expect(await done(running.skip(request))).toEqual(skipped)
    expect(await done(readModels.skipped(table))).toEqual([skipped])
    expect(await done(readModels.checkpoint(table))).toBe(at)
    await done(running.catchUp())
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(SOUND))
    // What is rebuilt passes over it, too.
    expect(
      (await done(rebuild(customerOrders, { events: (await setUp()).events, readModels })))
        .comparison.agree,
    ).toBe(true)
  })

  it('lets a run go on in which others are live, and which it didn’t stop', async () => {
    const { events, readModels, at, request } = await setUp()
    const projections = [customerOrders, sound]
    const running = projector({ events, readModels, projections, clock, pause })
    const ended = running.run()
    await failed(running.awaitPosition(at, { projection: 'customerOrders' }))
    await done(running.awaitPosition(at, { projection: 'sound' }))
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Stopped', expect.any(String)])
    const [late] = await record(events, [placed('3', 'ann')])
    await done(running.awaitPosition(late?.position ?? at, { projection: 'sound' }))
    await done(running.skip(request))
    await done(running.awaitPosition(late?.position ?? at))
    expect(running.states().map(({ state }) => state._tag)).toEqual(['Live', 'Live'])
    await running.stop()
    await ended
    expect(await rowsOf(readModels, customerOrders)).toEqual(
      expectedRows([...SOUND, placed('3', 'ann')]),
    )
  })

  it('is refused without a reason, where nothing has stopped, and of another event', async () => {
    const { readModels, running, at, request, stored } = await setUp()
    const notThere = { _tag: 'NotStoppedThere', projection: 'customerOrders' }
    expect(await failed(running.skip(request))).toEqual({ ...notThere, at: undefined })
    await failed(running.catchUp())
    for (const other of [stored[0], stored[2]]) {
      const position = other?.position ?? positionOf('')
      expect(await failed(running.skip({ ...request, position }))).toEqual({ ...notThere, at })
    }
    const blank = { ...request, by: { ...by, reason: ' ' } }
    expect(await failed(running.skip(blank))).toEqual({ _tag: 'ReasonMissing' })
    expect(await failed(running.skip({ ...request, projection: 'nobody' }))).toEqual({
      _tag: 'UnknownProjection',
      projection: 'nobody',
    })
    expect(await done(readModels.skipped(table))).toEqual([])
    await done(running.skip(request))
    expect(await failed(running.skip(request))).toEqual({ ...notThere, at: undefined })
  })

  it('is refused who was overtaken, and may be repeated when its answer was lost', async () => {
    const inner = inMemoryReadModels()
    const faults: 'replyLost'[] = []
    const { readModels, running, request } = await setUp(
      faultyReadModels(inner, () => faults.shift()).store,
    )
    await failed(running.catchUp())
    faults.push('replyLost')
    expect(await failed(running.skip(request))).toMatchObject({ _tag: 'ReadModels' })
    await done(running.skip(request))
    expect(await done(readModels.skipped(table))).toHaveLength(1)

    const other = await setUp()
    await failed(other.running.catchUp())
    await done(other.readModels.claim(table))
    expect(await failed(other.running.skip(other.request))).toMatchObject({
      _tag: 'ReadModels',
      failure: { _tag: 'Fenced' },
    })
    expect(await done(other.readModels.skipped(table))).toEqual([])
  })

  it('is done on the rows of a rebuild where there was one meanwhile', async () => {
    const { events, readModels, running, request } = await setUp()
    await failed(running.catchUp())
    const older = inMemoryEventStore()
    await record(older, LOG.slice(0, 1))
    await done(rebuild(customerOrders, { events: older, readModels }))
    await done(running.skip(request))
    await done(running.catchUp())
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(SOUND))
    expect(await done(readModels.checkpoint(table))).toBe(await done(events.head()))
  })

  it('can pass over a bug of the projection’s own, too', async () => {
    const { events, readModels } = await setUp()
    const buggy = {
      ...customerOrders,
      on: {
        ...customerOrders.on,
        CustomerForgotten: {
          keys: () => ['x'],
          apply: (): undefined => {
            throw new Error('a bug')
          },
        },
      },
    }
    const stored = await record(events, [
      { stream: 'kiemtra.customer-ann', type: 'CustomerForgotten', data: {} },
    ])
    const running = projector({ events, readModels, projections: [buggy], clock, pause })
    await failed(running.catchUp())
    const first = running.states()[0]?.state
    const position = first?._tag === 'Stopped' ? first.at : undefined
    const request = { projection: 'customerOrders', by }
    await done(running.skip({ ...request, position: position ?? positionOf('') }))
    await failed(running.catchUp())
    await done(running.skip({ ...request, position: stored[0]?.position ?? positionOf('') }))
    await done(running.catchUp())
    const recorded = await done(readModels.skipped(table))
    expect(recorded.map(({ failure }) => failure)).toEqual(['Malformed', 'Defect'])
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(SOUND))
  })
})
