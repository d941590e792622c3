import { positionOf } from '@kiemtra/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inMemoryReadModels, type ReadModelBatch, type RowQuery } from '../../src/index.ts'
import { compareTexts } from '../../src/in-memory/row-query.ts'
import { done, failed } from '../support/answers.ts'

const table = { name: 't', version: 1, columns: [], indexes: [] }

const batch = (position: string, more: Partial<ReadModelBatch> = {}): ReadModelBatch => ({
  position: positionOf(position),
  upserts: [],
  deletes: [],
  links: [],
  ...more,
})

describe('commits', () => {
  it('move rows, links and checkpoint together', async () => {
    const store = inMemoryReadModels()
    const writer = await done(store.claim(table))
    const links = [{ stream: 's', ids: { plan: 'p' } }]
    await done(writer.commit(batch('1', { upserts: [{ key: 'a', row: { n: 1 } }], links })))
    expect(await done(writer.rows(['a', 'b']))).toEqual(new Map([['a', { n: 1 }]]))
    expect(await done(writer.links(['s', 'x']))).toEqual(new Map([['s', { plan: 'p' }]]))
    expect(await done(store.checkpoint(table))).toBe('1')
    await done(writer.commit(batch('2', { deletes: ['a'] })))
    expect(await done(store.row(table, 'a'))).toBeUndefined()
  })

  it.each(['1', '0'])('at or before the checkpoint change nothing (%s)', async (position) => {
    const store = inMemoryReadModels()
    const writer = await done(store.claim(table))
    await done(writer.commit(batch('1')))
    await done(writer.commit(batch(position, { upserts: [{ key: 'a', row: {} }] })))
    expect(await done(store.row(table, 'a'))).toBeUndefined()
    expect(await done(store.checkpoint(table))).toBe('1')
  })

  it('with a row that is not JSON change nothing', async () => {
    const store = inMemoryReadModels()
    const writer = await done(store.claim(table))
    const upserts = [
      { key: 'a', row: {} },
      { key: 'b', row: { n: 1n } },
    ]
    await expect(writer.commit(batch('1', { upserts }))()).rejects.toThrow('row.n')
    expect(await done(store.row(table, 'a'))).toBeUndefined()
  })

  it('belong to the latest claimant alone', async () => {
    const store = inMemoryReadModels()
    const former = await done(store.claim(table))
    await done(former.commit(batch('1', { upserts: [{ key: 'a', row: {} }] })))
    const later = await done(store.claim(table))
    expect(later.checkpoint).toBe('1')
    const fenced = { _tag: 'Fenced', table: 't', epoch: former.epoch, current: later.epoch }
    expect(await failed(former.commit(batch('2')))).toEqual(fenced)
    expect(await failed(former.rows(['a']))).toEqual(fenced)
    await done(later.commit(batch('3')))
    expect(await done(store.checkpoint(table))).toBe('3')
  })
})

describe('tables', () => {
  it('of other versions are other tables; one never claimed is unknown', async () => {
    const store = inMemoryReadModels()
    await done(store.claim(table))
    expect(await failed(store.row({ name: 't', version: 2 }, 'a'))).toEqual({
      _tag: 'UnknownTable',
      table: 't',
      version: 2,
    })
    await store.close()
    expect((await failed(store.claim(table)))._tag).toBe('Unavailable')
    expect((await failed(store.query(table)))._tag).toBe('Unavailable')
  })
})

describe('queries', () => {
  const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.string()))
  const rows = fc.uniqueArray(fc.tuple(fc.string(), value), {
    selector: ([key]) => key,
    maxLength: 12,
  })

  const stored = async (all: ReadonlyArray<readonly [string, unknown]>) => {
    const store = inMemoryReadModels()
    const writer = await done(store.claim(table))
    const upserts = all.map(([key, n]) => ({ key, row: n === null ? {} : { n } }))
    await done(writer.commit(batch('1', { upserts })))
    return store
  }

  it('page through every row once, in one order, whichever way', async () => {
    const query = fc.record({ limit: fc.integer({ min: 1, max: 4 }), descending: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(rows, query, fc.boolean(), async (all, asked, isOrdered) => {
        const store = await stored(all)
        const options: RowQuery = isOrdered ? { ...asked, orderBy: 'n' } : asked
        const whole = await done(store.query(table, { ...options, limit: 1000 }))
        const paged: unknown[] = []
        let page = await done(store.query(table, options))
        for (;;) {
          expect(page.rows.length).toBeLessThanOrEqual(asked.limit)
          paged.push(...page.rows)
          if (page.next === undefined) break
          page = await done(store.query(table, { ...options, after: page.next }))
        }
        expect(paged).toEqual(whole.rows)
        expect(whole.rows).toHaveLength(all.length)
        const turned = await done(
          store.query(table, { ...options, descending: !asked.descending, limit: 1000 }),
        )
        expect([...turned.rows].reverse()).toEqual(whole.rows)
      }),
      { numRuns: 60 },
    )
  })

  it('order nothing before numbers before texts, and ties by key', async () => {
    const store = await stored([
      ['e', 'x'],
      ['d', 2],
      ['c', true],
      ['b', null],
      ['a', 'x'],
    ])
    const { rows: found, position } = await done(store.query(table, { orderBy: 'n' }))
    expect(found.map(({ key }) => key)).toEqual(['b', 'c', 'd', 'a', 'e'])
    expect(position).toBe('1')
  })

  it('find the rows that equal', async () => {
    const store = await stored([
      ['a', 1],
      ['b', null],
      ['c', '1'],
    ])
    const keys = async (equals: string | number | null) =>
      (await done(store.query(table, { where: { column: 'n', equals } }))).rows.map(
        ({ key }) => key,
      )
    expect(await keys(1)).toEqual(['a'])
    expect(await keys('1')).toEqual(['c'])
    expect(await keys(null)).toEqual(['b'])
  })

  it('compare texts as their UTF-8 bytes sort', () => {
    // Around the places where code units and code points sort apart.
    const unit = fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}')
    const text = fc.string({ unit })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareTexts(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })
})
