import { positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import type { Delivery, DeliveryIterator } from '../../src/index.ts'
import { readAhead } from '../../src/projector/read-ahead.ts'

const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
}

describe('reading ahead', () => {
  it('fills batches, lets at most two wait, and loses nothing', async () => {
    let given = 0
    const deliveries = async function* (): AsyncGenerator<Delivery> {
      for (; given < 20; given++) {
        yield { _tag: 'Advanced', position: positionOf(String(given).padStart(2, '0')) }
      }
    }
    const reader = readAhead(deliveries(), 3)
    await turns(5)
    expect(reader.waiting()).toBe(6)
    expect(given).toBeLessThanOrEqual(7)
    const seen: string[] = []
    const sizes: number[] = []
    for (let batch = await reader.take(); batch !== undefined; batch = await reader.take()) {
      sizes.push(batch.length)
      for (const one of batch) if (one._tag === 'Advanced') seen.push(one.position)
      await turns(2)
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => String(i).padStart(2, '0')))
    expect(sizes).toEqual([3, 3, 3, 3, 3, 3, 2])
    await reader.close()
  })

  it('throws what the subscription has thrown, after what came before it', async () => {
    const deliveries = async function* (): AsyncGenerator<Delivery> {
      yield { _tag: 'CaughtUp', position: positionOf('1') }
      throw new Error('dropped')
    }
    const reader = readAhead(deliveries(), 3)
    expect(await reader.take()).toHaveLength(1)
    await expect(reader.take()).rejects.toThrow('dropped')
    await reader.close()
  })

  it('takes some at once where they are offered, never more than there is room for', async () => {
    const all = Array.from({ length: 20 }, (_, i): Delivery => {
      return { _tag: 'Advanced', position: positionOf(String(i).padStart(2, '0')) }
    })
    const rest = [...all]
    const asked: number[] = []
    const iterator: DeliveryIterator = {
      next: async () => Promise.reject(new Error('one by one')),
      nextSome: async (most) => {
        asked.push(most)
        const value = rest.splice(0, most)
        return value.length === 0 ? { done: true, value: undefined } : { done: false, value }
      },
    }
    const reader = readAhead({ [Symbol.asyncIterator]: () => iterator }, 3)
    await turns(5)
    expect(reader.waiting()).toBe(6)
    const seen: Delivery[] = []
    for (let batch = await reader.take(); batch !== undefined; batch = await reader.take()) {
      expect(batch.length).toBeLessThanOrEqual(3)
      seen.push(...batch)
      await turns(2)
      expect(reader.waiting()).toBeLessThanOrEqual(6)
    }
    expect(seen).toEqual(all)
    expect(asked[0]).toBe(6)
    await reader.close()
  })
})
