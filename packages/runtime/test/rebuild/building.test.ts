import { positionOf, type StoredEvent } from '@kiemtra/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inMemoryEventStore, inMemoryReadModels, type RowScan, tableOf } from '../../src/index.ts'
import { foldingOf } from '../../src/projector/folding.ts'
import { buildingOf, type Written } from '../../src/rebuild/building.ts'
import { compareRows } from '../../src/rebuild/compare.ts'
import { haltBy } from '../../src/projector/halt.ts'
import { canonicalText, digestOf, rowsHash } from '../../src/rebuild/rows-hash.ts'
import { done, rightOf } from '../support/answers.ts'
import { boxes, delivered, emptied, type Happened, put } from '../support/boxes.ts'
import { expectedRows } from '../support/order-rows.ts'
import { customerOrders, entries, record } from '../support/orders.ts'

const halt = haltBy(undefined, async () => undefined)

describe('building', () => {
  it('knows at each flush what the store should hold, however it is flushed and bounded', async () => {
    let replaced = 0
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.constantFrom(0, 2, 100),
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        async (log, maxHeld, flushes) => {
          const stored = await record(inMemoryEventStore(), log)
          const builder = await done(inMemoryReadModels().build(tableOf(customerOrders)))
          const folding = foldingOf(customerOrders, 'kiemtra')
          const building = buildingOf({ folding, builder, maxHeld })
          for (const [n, flush] of flushes.entries()) {
            const event: StoredEvent | undefined = stored[n]
            const last = event === undefined
            const position = event?.position ?? positionOf('9')
            const deliveries = last ? [] : [{ _tag: 'Event', stored: event } as const]
            rightOf(await building.fold(deliveries, position))
            if (!flush && !last) continue
            rightOf(await building.flush())
            const found = await compared(await done(builder.scan()), building.written())
            expect(found.isAsWritten).toBe(true)
            expect(found.built).toEqual(building.written().summary())
            expect(found.built.rows).toBe(expectedRows(log.slice(0, n + 1)).length)
            if (flush && !last) replaced += 1
          }
        },
      ),
      { numRuns: 100 },
    )
    expect(replaced).toBeGreaterThan(100)
  })

  it('reads nothing and knows each row, until it has to forget; holds no more than it may', async () => {
    const { fold, told, building, builder } = await counting(2)
    await fold(put('a', 'b'))
    expect(told()).toEqual({ reads: 0, commits: 0, held: 2, isWhole: true })
    rightOf(await building.flush())
    rightOf(await building.flush())
    expect(told()).toEqual({ reads: 0, commits: 1, held: 2, isWhole: true })
    await fold(put('c'))
    expect(told()).toEqual({ reads: 0, commits: 2, held: 0, isWhole: false })
    for (const one of [put('a'), emptied('a'), put('a')]) {
      await fold(one)
      rightOf(await building.flush())
    }
    expect(told()).toEqual({ reads: 1, commits: 5, held: 1, isWhole: false })
    await fold(put('d', 'e'))
    expect(told()).toEqual({ reads: 2, commits: 6, held: 0, isWhole: false })
    await fold(put('a', 'b', 'c'))
    expect(told()).toEqual({ reads: 3, commits: 7, held: 0, isWhole: false })
    await fold(put('e'))
    rightOf(await building.flush())
    expect(told()).toEqual({ reads: 4, commits: 8, held: 1, isWhole: false })
    const found = await compared(await done(builder.scan()), building.written())
    expect([found.isAsWritten, found.built.rows]).toEqual([true, 5])
  })
})

/** A building over boxes that counts what it asks of the store. */
const counting = async (maxHeld: number) => {
  const builder = await done(inMemoryReadModels().build(tableOf(boxes)))
  let [reads, commits] = [0, 0]
  const building = buildingOf({
    folding: foldingOf(boxes, 'kiemtra'),
    builder: {
      ...builder,
      rows: (keys) => {
        reads += 1
        return builder.rows(keys)
      },
      commit: (batch) => {
        commits += 1
        return builder.commit(batch)
      },
    },
    maxHeld,
  })
  return {
    builder,
    building,
    fold: async (happened: Happened) => {
      const delivery = delivered(happened)
      rightOf(await building.fold([delivery], delivery.stored.position))
    },
    told: () => ({
      reads,
      commits,
      held: building.held(),
      isWhole: building.written().rows !== undefined,
    }),
  }
}

const compared = async (built: RowScan, written: Written) =>
  rightOf(await compareRows({ built, written, standing: undefined, listed: 1 }, halt))

describe('the hash of rows', () => {
  it('is the same in any order, and differs with any row, key or count', () => {
    const text = fc.string({ maxLength: 3 })
    const rows = fc.uniqueArray(fc.tuple(text, text), { maxLength: 6, selector: ([key]) => key })
    const hashOf = (all: ReadonlyArray<readonly [string, string]>): string => {
      const hash = rowsHash()
      for (const [key, row] of all) hash.add(digestOf(key, row))
      return hash.value()
    }
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        expect(hashOf(a.toReversed())).toBe(hashOf(a))
        const same = JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
        expect(hashOf(a) === hashOf(b)).toBe(same)
      }),
    )
    expect(hashOf([['a', 'b']])).not.toBe(hashOf([['a', 'c']]))
    expect(hashOf([['a', 'b']])).not.toBe(hashOf([['b', 'a']]))
  })

  it('forgets a row that is taken out', () => {
    const [one, two] = [digestOf('a', '1'), digestOf('b', '2')]
    const hash = rowsHash()
    hash.add(one)
    const before = hash.value()
    hash.add(two)
    hash.remove(two)
    expect([hash.value(), hash.rows()]).toEqual([before, 1])
  })

  it('is of a row’s canonical text: JSON, whatever the order of its properties', () => {
    expect(canonicalText({ b: [1, { d: null, c: 'ẵ"' }], a: true, gone: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"ẵ\\"","d":null}]}',
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
