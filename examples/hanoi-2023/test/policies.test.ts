/**
 * Policies over a store that breaks: whoever waits for them is told.
 */
import { positionOf } from '@kiemtra/kernel'
import { commandHandler, inMemoryEventStore } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { counted } from '../src/counted.ts'
import { policiesOver } from '../src/policies.ts'

const DAY = '2023-04-03T01:00:00.000Z'

describe('settle', () => {
  it('ends with what a run has died of', async () => {
    const died = new Error('the wire was cut')
    const store = counted({
      ...inMemoryEventStore(),
      subscribe: () => {
        throw died
      },
      head: () => () => Promise.resolve({ _tag: 'Right', right: positionOf('z') }),
    })
    const policies = policiesOver(store, commandHandler({ events: store.store }))
    await expect(policies.settle(DAY)).rejects.toBe(died)
    await expect(policies.stop()).rejects.toBe(died)
  })

  it('ends where the policies were stopped before they got there', async () => {
    const store = counted({
      ...inMemoryEventStore(),
      head: () => () => Promise.resolve({ _tag: 'Right', right: positionOf('z') }),
    })
    const policies = policiesOver(store, commandHandler({ events: store.store }))
    const settled = policies.settle(DAY)
    setImmediate(() => void policies.stop())
    await expect(settled).rejects.toThrow('stopped')
  })
})
