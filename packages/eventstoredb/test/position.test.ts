import fc from 'fast-check'
import { expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import { logPositionOf, positionAt } from '../src/position.ts'

const part = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const place = fc.record({ commit: part, prepare: part })

it('loses nothing', () => {
  fc.assert(
    fc.property(place, (at) => {
      const position = positionAt(at)
      expect(position === undefined ? undefined : logPositionOf(position)).toEqual(at)
    }),
  )
})

it('sorts as text as the log does', () => {
  const near = fc.tuple(place, fc.integer({ min: -1, max: 1 })).map(([at, by]) => {
    const commit = at.commit + BigInt(by)
    return [at, { ...at, commit: commit < 0n ? 0n : commit }] as const
  })
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(place, place)), ([a, b]) => {
      const [left, right] = [positionAt(a) ?? '', positionAt(b) ?? '']
      const isBefore = a.commit < b.commit || (a.commit === b.commit && a.prepare < b.prepare)
      expect(left < right).toBe(isBefore)
    }),
  )
})

it('takes a number where a client gives one for a bigint', () => {
  expect(positionAt({ commit: 7, prepare: 7n })).toBe(positionAt({ commit: 7n, prepare: 7n }))
})

it('knows what a server writes for a position that it does not know', () => {
  expect(positionAt({ commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n })).toBeUndefined()
  expect(positionAt({ commit: 2n ** 63n, prepare: 0n })).toBeUndefined()
  expect(positionAt(undefined)).toBeUndefined()
})

it.each(['0000000000000007', 'x', '1/2', `${'0'.repeat(20)}/${'0'.repeat(19)}`])(
  'refuses %s, which another store wrote',
  (text) => {
    expect(logPositionOf(positionOf(text))).toBeUndefined()
  },
)
