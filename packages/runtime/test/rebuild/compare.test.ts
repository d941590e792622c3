/**
 * Comparing: what a store gives back is held against what was written to it, and against what stands.
 */
import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyedRow, RowScan, ScannedRow } from '../../src/index.ts'
import { compareTexts } from '../../src/in-memory/row-query.ts'
import { haltBy } from '../../src/projector/halt.ts'
import type { Written } from '../../src/rebuild/building.ts'
import { compareRows } from '../../src/rebuild/compare.ts'
import { canonicalText, digestOf, rowsHash } from '../../src/rebuild/rows-hash.ts'
import { rightOf } from '../support/answers.ts'

const halt = haltBy(undefined, async () => undefined)

/** A scan of these rows, a few at a time; with their texts, as a store that keeps texts gives them. */
const scanOf = (all: ReadonlyArray<KeyedRow>, hasText = false): RowScan => {
  let at = 0
  return {
    position: undefined,
    next: (limit) => async () => {
      const page = all.slice(at, (at += Math.min(limit, 2)))
      return right(hasText ? page.map(withText) : page)
    },
    close: async () => undefined,
  }
}

const withText = ({ key, row }: KeyedRow): ScannedRow => ({ key, row, text: JSON.stringify(row) })

const summaryOf = (all: ReadonlyArray<KeyedRow>) => {
  const hash = rowsHash()
  for (const { key, row } of all) hash.add(digestOf(key, canonicalText(row)))
  return { rows: hash.rows(), hash: hash.value() }
}

const writtenOf = (all: ReadonlyArray<KeyedRow>, isWhole: boolean): Written => ({
  summary: () => summaryOf(all),
  rows: isWhole ? new Map(all.map(({ key, row }) => [key, row])) : undefined,
})

const turned = (row: unknown): unknown =>
  typeof row === 'object' && row !== null
    ? Object.fromEntries(Object.entries(row).toReversed())
    : row

const row = fc.constantFrom(null, 1, { a: 1, b: 2 }, { a: 1 }, { b: 2, a: 3 })
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '\u{1f600}', '\uffee')
const table = fc
  .uniqueArray(fc.record({ key, row }), { selector: (one) => one.key })
  .map((all) => all.toSorted((a, b) => compareTexts(a.key, b.key)))

describe('a comparison', () => {
  it('is given up at the next page once it is cancelled', async () => {
    const all = Array.from({ length: 10 }, (_, i) => ({ key: `k${i}`, row: i }))
    const stop = haltBy(undefined, async () => undefined)
    let pages = 0
    const scan = scanOf(all)
    const built: RowScan = {
      ...scan,
      next: (limit) => {
        if (++pages === 2) stop.halt()
        return scan.next(limit)
      },
    }
    const comparing = { built, written: writtenOf(all, true), standing: undefined, listed: 1 }
    expect(await compareRows(comparing, stop)).toEqual(
      left({ _tag: 'Unavailable', reason: 'cancelled' }),
    )
    expect(pages).toBe(2)
  })

  it('finds what differs between two tables, whatever the order of properties', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, fc.boolean(), fc.boolean(), async (is, was, text, isWhole) => {
        const standing = was.map((one) => ({ ...one, row: turned(one.row) }))
        const found = rightOf(
          await compareRows(
            {
              built: scanOf(is, text),
              written: writtenOf(is, isWhole),
              standing: scanOf(standing, text),
              listed: 2,
            },
            halt,
          ),
        )
        const keys = [...new Set([...is, ...was].map((one) => one.key))].toSorted(compareTexts)
        const at = (all: ReadonlyArray<KeyedRow>, wanted: string) =>
          all.find((one) => one.key === wanted)?.row
        const differing = keys.filter(
          (one) => canonicalText(at(is, one)) !== canonicalText(at(was, one)),
        )
        expect(found.isAsWritten).toBe(true)
        expect(found.built).toEqual(summaryOf(is))
        expect(found.standing).toEqual(summaryOf(was))
        expect(found.differences.total).toBe(differing.length)
        expect(found.differences.rows).toEqual(
          differing.slice(0, 2).map((one) => ({ key: one, was: at(was, one), is: at(is, one) })),
        )
      }),
    )
  })

  const a = { key: 'a', row: { n: 1, m: 2 } }
  const b = { key: 'b', row: { n: 2, m: 2 } }
  const c = { key: 'c', row: { n: 3, m: 2 } }
  it.each([
    ['nothing', [a, b, c], true],
    ['the order of properties', [a, { key: 'b', row: { m: 2, n: 2 } }, c], true],
    ['a row', [a, { key: 'b', row: { n: 2, m: 3 } }, c], false],
    ['a property less', [a, { key: 'b', row: { n: 2 } }, c], false],
    ['that one is missing', [a, c], false],
    ['that the last is missing', [a, b], false],
    ['one more', [a, b, c, { key: 'd', row: null }], false],
    ['one for another', [a, b, { key: 'd', row: null }], false],
    ['one that comes twice, for another', [a, a, c], false],
    ['one that comes again later, for another', [a, b, a], false],
    ['no order', [b, a, c], false],
    ['all missing', [], false],
  ])('of what was written with what differs in %s', async (what, found, isSound) => {
    for (const isWhole of [true, false]) {
      // A sum of digests doesn't know in which order they came.
      if (!isWhole && what === 'no order') continue
      for (const text of [true, false]) {
        const compared = await compareRows(
          {
            built: scanOf(found, text),
            written: writtenOf([a, b, c], isWhole),
            standing: undefined,
            listed: 1,
          },
          halt,
        )
        expect(rightOf(compared).isAsWritten).toBe(isSound)
        expect(rightOf(compared).differences.total).toBe(0)
        expect(rightOf(compared).built).toEqual(summaryOf(found))
      }
    }
  })
})
