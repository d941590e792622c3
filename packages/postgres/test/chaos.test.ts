/**
 * A projector whose wire is cut and whose backends are ended all the time: its rows are those of a
 * quiet run, to the byte, and it never has to be started again.
 */
import { inMemoryEventStore, inMemoryReadModels, projector } from '@kiemtra/runtime'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PASSWORD } from '../../../test/support/postgres/server.ts'
import { startProxy } from '../../../test/support/postgres/proxy.ts'
import { customerOrders, entries, record } from '../../runtime/test/support/orders.ts'
import { everyRow } from './support/rows.ts'
import { atEnd, freshSchema, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()
const table = { name: 'customerOrders', version: 1 }

it('leaves the rows of a quiet run', async () => {
  const schema = freshSchema()
  const proxy = await startProxy(server().port)
  atEnd(() => proxy.close())
  const connectionString = `postgres://postgres:${PASSWORD}@127.0.0.1:${proxy.port}/postgres`
  const readModels = await openReadModels(server(), { connectionString, schema })
  const events = inMemoryEventStore()
  const projections = [customerOrders]
  const projecting = projector({ events, readModels, projections, batchSize: 3 })
  const running = projecting.run()
  let ended = 0
  for (const [i, log] of fc.sample(entries, { numRuns: 40, seed: 2023 }).entries()) {
    if (i % 4 === 0) proxy.cutAt('WITH moved AS', 'after')
    if (i % 4 === 1) proxy.cutAt('WITH moved AS', 'before')
    await record(events, log)
    // Under way, at a different point each time.
    await new Promise((resolve) => setTimeout(resolve, i % 7))
    if (i % 4 === 2) proxy.cut()
    if (i % 4 === 3) {
      const [found] = await server().sql(`SELECT count(pg_terminate_backend(pid))::integer AS n
        FROM pg_stat_activity WHERE application_name = 'kiemtra'`)
      ended += Number(found?.['n'])
    }
    const head = success(await events.head()())
    if (head !== undefined) success(await projecting.awaitPosition(head)())
  }
  await projecting.stop()
  await running
  expect(proxy.cuts()).toBeGreaterThan(5)
  expect(ended).toBeGreaterThan(5)

  const memory = inMemoryReadModels()
  success(await projector({ events, readModels: memory, projections }).catchUp()())
  expect(await everyRow(readModels, table)).toBe(await everyRow(memory, table))
})
