import { expect, it } from 'vitest'
import { gate } from '../src/gate.ts'

it('lets so many through, and the rest in the order they came', async () => {
  const bounded = gate(2)
  const started: number[] = []
  const leave: (() => void)[] = []
  const runs = [0, 1, 2, 3].map((n) =>
    bounded.through(() => {
      started.push(n)
      return new Promise<void>((resolve) => leave.push(resolve))
    }),
  )
  await Promise.resolve()
  expect(started).toEqual([0, 1])
  leave[1]?.()
  await runs[1]
  await Promise.resolve()
  expect(started).toEqual([0, 1, 2])
  const newcomer = bounded.through(async () => void started.push(9))
  leave[0]?.()
  await runs[0]
  leave[2]?.()
  await runs[2]
  leave[3]?.()
  await Promise.all([...runs, newcomer, bounded.idle()])
  expect(started).toEqual([0, 1, 2, 3, 9])
})

it('lets the next one in after a failure, and is idle at the end', async () => {
  const bounded = gate(1)
  await expect(bounded.through(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await bounded.through(async () => 1)).toBe(1)
  await bounded.idle()
})
