/**
 * Broken projections, and broken stores under a sound one, one a law.
 */
import { positionOf, projection } from '@kiemtra/kernel'
import { inMemoryReadModels, type ReadModelStore } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkProjection, logsOf, reportText } from '../../src/index.ts'
import { Counter } from '../support/counter.ts'
import { refuted } from '../support/refuted.ts'

const Total = t.strict({ total: t.number, streams: t.number })
type Total = t.TypeOf<typeof Total>

/** How much was counted, over all counters. */
const totals = (counted: (row: Total, by: number) => Total, row: t.Type<Total, unknown> = Total) =>
  projection<Total>()({
    name: 'totals',
    version: 1,
    from: [Counter],
    audience: 'public',
    row,
    indexes: [],
    on: {
      Opened: {
        keys: () => ['all'],
        apply: (before) => ({
          ...(before ?? { total: 0 }),
          streams: (before?.streams ?? 0) + 1,
        }),
      },
      Counted: {
        keys: () => ['all'],
        apply: (before, { event }) => counted(before ?? { total: 0, streams: 0 }, event.data.by),
      },
      Closed: { keys: ({ stream }) => [stream], apply: () => ({ total: 1, streams: 1 }) },
    },
  })

const sum = (row: Total, by: number): Total => ({ ...row, total: row.total + by })
const sound = totals(sum)

const throwing = totals((row, by) => {
  if (row.streams === 0) throw new Error('counted before it was opened')
  return sum(row, by)
})

const Positive = t.refinement(Total, ({ total }) => total < 9, 'a total below 9')
const unfit = totals(sum, new t.Type('total', Positive.is, Positive.validate, t.identity))

/** Shows half of what it has counted, and keeps the rest where its codec doesn't: until the batch ends. */
const forgetful = totals((row, by) => {
  const kept: unknown = Reflect.get(row, 'sum')
  const counted = (typeof kept === 'number' ? kept : row.total * 2) + by
  return Object.assign({ ...row, total: Math.floor(counted / 2) }, { sum: counted })
})

const lastWins = totals((row, by) => ({ ...row, total: by }))

const commitsAgain = (): ReadModelStore => {
  const store = inMemoryReadModels()
  const places = new Map<string, number>()
  return {
    ...store,
    // Every commit gets a later position than the one before, so none is ever skipped.
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      const writer = claimed.right
      const name = `${table.name}@${table.version}`
      return right({
        ...writer,
        commit: (batch) => async () => {
          const place = (places.get(name) ?? 0) + 1
          places.set(name, place)
          return writer.commit({
            ...batch,
            position: positionOf(String(place).padStart(16, '0')),
          })()
        },
      })
    },
  }
}

/** Takes the rows of the version before over into the next one. */
const inherits = (): ReadModelStore => {
  const store = inMemoryReadModels()
  const orphan = { total: 1, streams: 1 }
  return {
    ...store,
    query: (table, query) => async () => {
      const page = await store.query(table, query)()
      if (isLeft(page) || table.version === 1) return page
      return right({ ...page.right, rows: [...page.right.rows, { key: 'orphan', row: orphan }] })
    },
  }
}

const options = { seed: 2023, runs: 60 }

describe('a broken projection is refuted by its law, and by no other', () => {
  it.each([
    ['total', throwing],
    ['L5', unfit],
    ['L14', forgetful],
    ['L15', lastWins],
  ] as const)('%s', async (law, broken) => {
    const report = await checkProjection(broken, options)
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  it.each([
    ['L13', commitsAgain],
    ['L16', inherits],
  ] as const)('%s, by its store', async (law, readModels) => {
    const report = await checkProjection(sound, { ...options, readModels })
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  it('a sound one is proven, on drawn logs and on those of histories', async () => {
    const drawn = await checkProjection(sound, options)
    expect(drawn.verdict, reportText(drawn)).toBe('proven')
    const lived = await checkProjection(sound, { ...options, logs: logsOf(Counter) })
    expect(lived.verdict, reportText(lived)).toBe('proven')
  })
})
