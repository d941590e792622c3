/**
 * The seeded draw: reproducible by anyone, blind to the pool's order, and fair.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFrom, Seed } from '../../src/vocabulary/draw.ts'

// The algorithm once more, from its published description, in another style: who doubts a draw would
// write this.
const word = (n: bigint): bigint => BigInt.asUintN(64, n)

const fnv1a = (text: string): bigint =>
  Array.from(text).reduce(
    (hash, character) => word((hash ^ BigInt(character.charCodeAt(0))) * 1_099_511_628_211n),
    14_695_981_039_346_656_037n,
  )

const splitmix = (seed: bigint, index: number): bigint => {
  let z = word(seed + 0x9e3779b97f4a7c15n * BigInt(index + 1))
  z = word((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n)
  z = word((z ^ (z >> 27n)) * 0x94d049bb133111ebn)
  return z ^ (z >> 31n)
}

const drawAgain = (seed: string, pool: ReadonlyArray<string>, count: number): Array<string> => {
  const left = [...new Set(pool)].sort()
  const drawn: Array<string> = []
  for (let asked = 0; drawn.length < count && left.length > 0; asked++) {
    const x = splitmix(fnv1a(seed), asked)
    const size = BigInt(left.length)
    if (x >= 2n ** 64n - (2n ** 64n % size)) continue
    drawn.push(...left.splice(Number(x % size), 1))
  }
  return drawn
}

const pools = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_-]{1,12}$/), { maxLength: 40 })
const seeds = fc.stringMatching(/^[\w.:-]{1,64}$/)

describe('R9: the seeded draw', () => {
  it('stands on generators whose published values it gives', () => {
    expect(fnv1a('a')).toBe(0xaf63dc4c8601ec8cn)
    expect(splitmix(0n, 0)).toBe(0xe220a8397b1dcdafn)
  })

  it('R9: is what its description says', () => {
    fc.assert(
      fc.property(seeds, pools, fc.nat({ max: 45 }), (seed, pool, count) => {
        expect(drawFrom(seed, pool, count)).toEqual(drawAgain(seed, pool, count))
      }),
    )
  })

  it('R9: never changes for a seed and a pool', () => {
    const pool = ['ba-dinh', 'cau-giay', 'dong-da', 'hoan-kiem', 'long-bien', 'tay-ho']
    expect(drawFrom('xsmb-2023-04-02:58213', pool, 3)).toEqual([
      'long-bien',
      'dong-da',
      'hoan-kiem',
    ])
  })

  it('R9: draws distinct members, as many as asked for, whatever the order or repeats of the pool', () => {
    fc.assert(
      fc.property(seeds, pools, fc.nat({ max: 45 }), (seed, pool, count) => {
        const drawn = drawFrom(seed, pool, count)
        expect(new Set(drawn).size).toBe(Math.min(count, pool.length))
        expect(drawn.every((id) => pool.includes(id))).toBe(true)
        expect(drawFrom(seed, [...pool, ...pool].reverse(), count)).toEqual(drawn)
      }),
    )
  })

  it('R9: a larger draw begins with the smaller one', () => {
    fc.assert(
      fc.property(seeds, pools, fc.nat({ max: 20 }), (seed, pool, count) => {
        expect(drawFrom(seed, pool, count + 1).slice(0, count)).toEqual(drawFrom(seed, pool, count))
      }),
    )
  })

  it('R9: favours nobody', () => {
    const pool = ['a', 'b', 'c', 'd', 'e']
    const times = new Map<string, number>()
    for (let i = 0; i < 2000; i++) {
      for (const id of drawFrom(`seed-${String(i)}`, pool, 2)) {
        times.set(id, (times.get(id) ?? 0) + 1)
      }
    }
    // 2,000 draws of 2 from 5: 800 each, give or take five standard deviations of 22.
    for (const id of pool) expect(Math.abs((times.get(id) ?? 0) - 800)).toBeLessThan(110)
  })

  it('takes seeds of plain characters only', () => {
    expect(Seed.is('xsmb-2023-04-02:58213')).toBe(true)
    expect(Seed.is('')).toBe(false)
    expect(Seed.is('a'.repeat(64))).toBe(true)
    expect(Seed.is('a'.repeat(65))).toBe(false)
    expect(Seed.is('xổ số')).toBe(false)
  })
})
