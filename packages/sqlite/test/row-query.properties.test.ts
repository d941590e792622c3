import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import {
  inMemoryReadModels,
  type ReadModelStore,
  type ReadModelTable,
  type RowPage,
  type RowQuery,
} from '@kiemtra/runtime'
import { openReadModels, success, temporaryDirectory } from './support/files.ts'

const COLUMNS = ['n', 's', 'Tên đơn vị']

/** Values that meet, and values at every edge of JSON. */
const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[null, true, false, 0, 1, 2, '', '1', 'a', 'á', 'true', '[1]', '\u{1F600}', '\uFFFD'],
    ),
  },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 4 }),
)

const row = fc.dictionary(
  fc.constantFrom(...COLUMNS),
  fc.oneof(value, fc.array(value, { maxLength: 2 })),
)
const key = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 3 })
  .filter((text) => !text.includes('\0'))

const query: fc.Arbitrary<RowQuery> = fc.record(
  {
    where: fc.record({ column: fc.constantFrom(...COLUMNS), equals: value }),
    orderBy: fc.constantFrom(...COLUMNS),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
)

const pages = async (
  store: ReadModelStore,
  table: ReadModelTable,
  asked: RowQuery,
): Promise<RowPage[]> => {
  const all: RowPage[] = []
  let after: string | undefined
  do {
    const page = success(
      await store.query(table, after === undefined ? asked : { ...asked, after })(),
    )
    all.push(page)
    after = page.next
  } while (after !== undefined)
  return all
}

describe('rows on disk', () => {
  it('are found, ordered and cut into pages as in memory', { timeout: 240_000 }, async () => {
    const directory = temporaryDirectory()
    const disk = await openReadModels(join(directory, 'rows.db'))
    let version = 0
    let rowsSeen = 0
    let pagesSeen = 0
    let filtered = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key, row }), { minLength: 1, maxLength: 25, size: 'max' }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (upserts, queries) => {
          version += 1
          const table: ReadModelTable = {
            name: 'rows',
            version,
            columns: COLUMNS.map((name) => ({ name, kind: 'json' })),
            indexes: ['n', 'Tên đơn vị'],
          }
          const memory = inMemoryReadModels()
          const position = positionOf(String(version))
          for (const store of [memory, disk]) {
            const writer = success(await store.claim(table)())
            success(await writer.commit({ position, upserts, deletes: [], links: [] })())
          }
          for (const asked of queries) {
            const wanted = await pages(memory, table, asked)
            const found = await pages(disk, table, asked)
            expect(found.map(({ rows }) => rows)).toEqual(wanted.map(({ rows }) => rows))
            expect(found.every((page) => page.position === position)).toBe(true)
            rowsSeen += found.reduce((sum, { rows }) => sum + rows.length, 0)
            pagesSeen += found.length - 1
            if (asked.where !== undefined) filtered += found[0]?.rows.length ?? 0
          }
        },
      ),
      { numRuns: 300 },
    )
    expect(rowsSeen).toBeGreaterThan(500)
    expect(pagesSeen).toBeGreaterThan(100)
    expect(filtered).toBeGreaterThan(50)
  })
})
