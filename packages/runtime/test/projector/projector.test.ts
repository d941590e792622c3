import { describe, expect, it } from 'vitest'
import { inMemoryEventStore, inMemoryReadModels, projector, readModel } from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { customerOrders, record } from '../support/orders.ts'

const placed = (order: string, customer: string) => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderPlaced',
  data: { customer },
})
const shipped = (order: string) => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderShipped',
  data: {},
})

describe('projector', () => {
  it('projects what is there, and reaches rows of other keys by links', async () => {
    const events = inMemoryEventStore()
    const readModels = inMemoryReadModels()
    await record(events, [placed('1', 'ann'), placed('2', 'bob'), shipped('1')])
    await done(projector({ events, readModels, projections: [customerOrders] }).catchUp())
    const { rows } = await done(readModel(readModels, customerOrders).query())
    expect(rows).toEqual([
      { key: 'ann', row: { customer: 'ann', placed: 1, shipped: 1 } },
      { key: 'bob', row: { customer: 'bob', placed: 1, shipped: 0, last: 'kiemtra.order-2' } },
    ])
  })

  it('lets a writer wait for its own write', async () => {
    const events = inMemoryEventStore()
    const readModels = inMemoryReadModels()
    const running = projector({ events, readModels, projections: [customerOrders] })
    const ended = running.run()
    const [written] = await record(events, [placed('1', 'ann')])
    if (written === undefined) throw new Error('nothing written')
    await done(running.awaitPosition(written.position))
    expect(await done(readModel(readModels, customerOrders).get('ann'))).toMatchObject({
      placed: 1,
    })
    await running.stop()
    await ended
  })
})
