import { positionOf } from '@kiemtra/kernel'
import {
  type ColumnKind,
  inMemoryReadModels,
  type ReadModelStore,
  type ReadModelTable,
  type RowPage,
  type RowQuery,
} from '@kiemtra/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failure, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()

/** Values that meet, and values at every edge of JSON and of PostgreSQL's text. */
const texts = fc.oneof(
  fc.constantFrom('', '1', 'a', 'á', 'true', '[1]', '\u{1F600}', '\uFFFD', '\0', '\u0001', 'a\0'),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('\u0001\u0001', '\\u0000', "'; --", '"\\'),
)
const numbers = fc.oneof(
  fc.constantFrom(0, 1, 2, -1, 5e-324, 1e308, 1e21, 0.1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
)
/** JSON.parse of Node 24 takes the property "\u0000" for "\\" once it has met that one. */
const properties = texts.filter((text) => !text.includes('\\'))
const anything = fc.oneof(texts, numbers, fc.constantFrom(null, true, false))

/** Columns, the kind of each, and what a row's codec lets stand there. */
const COLUMNS = {
  mixed: ['json', fc.oneof(anything, fc.array(anything, { maxLength: 2 }))],
  'Tên "đơn\\vị\'': [
    'json',
    fc.oneof(anything, fc.dictionary(properties, anything, { maxKeys: 2 })),
  ],
  text: ['text', fc.oneof(texts, fc.constant(null))],
  number: ['number', fc.oneof(numbers, fc.constant(null))],
  truth: ['boolean', fc.constantFrom(true, false, null)],
} as const satisfies Record<string, readonly [ColumnKind, fc.Arbitrary<unknown>]>

const names = Object.keys(COLUMNS)
const row = fc.record(
  Object.fromEntries(Object.entries(COLUMNS).map(([name, [, values]]) => [name, values])),
  { requiredKeys: [] },
)
const key = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 3 })
  .filter((text) => !text.includes('\0'))

const query: fc.Arbitrary<RowQuery> = fc.record(
  {
    where: fc.record({ column: fc.constantFrom(...names, 'unheard-of'), equals: anything }),
    orderBy: fc.constantFrom(...names, 'unheard-of'),
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

describe('rows in the database', () => {
  it('are kept to the byte, found, ordered and cut into pages as in memory', async () => {
    const database = await openReadModels(server())
    const names = Object.entries(COLUMNS).map(([name, [kind]]) => ({ name, kind }))
    const met = { rows: 0, pages: 0, filtered: 0, odd: 0 }
    let version = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key, row }), { minLength: 1, maxLength: 20, size: 'max' }),
        fc.array(query, { minLength: 1, maxLength: 5 }),
        async (upserts, queries) => {
          version += 1
          const table: ReadModelTable = {
            name: 'rows',
            version,
            columns: names,
            indexes: ['mixed', 'text', 'number', 'truth', 'Tên "đơn\\vị\''],
          }
          const memory = inMemoryReadModels()
          const position = positionOf(String(version))
          for (const store of [memory, database]) {
            const writer = success(await store.claim(table)())
            success(await writer.commit({ position, upserts, deletes: [], links: [] })())
          }
          for (const asked of queries) {
            const wanted = await pages(memory, table, asked)
            const found = await pages(database, table, asked)
            const text = JSON.stringify(found.map(({ rows }) => rows))
            expect(text).toBe(JSON.stringify(wanted.map(({ rows }) => rows)))
            expect(found.every((page) => page.position === position)).toBe(true)
            met.rows += found.reduce((sum, { rows }) => sum + rows.length, 0)
            met.pages += found.length - 1
            if (asked.where !== undefined) met.filtered += found[0]?.rows.length ?? 0
            if (text.includes('\\u000')) met.odd += 1
          }
        },
      ),
      { numRuns: 120 },
    )
    for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(50)
  })

  it('are found by type as well as by value, also what a codec would not have let in', async () => {
    const database = await openReadModels(server())
    const memory = inMemoryReadModels()
    const columns = Object.entries(COLUMNS).map(([name, [kind]]) => ({ name, kind }))
    const table: ReadModelTable = { name: 'mistyped', version: 1, columns, indexes: ['number'] }
    const values = [null, '1', 1, 'true', true, '', 0, false, 'null', [1], { a: 1 }]
    const upserts = names.flatMap((column) => [
      ...values.map((value, i) => ({ key: `${column} ${i}`, row: { [column]: value } })),
      { key: `${column} none`, row: {} },
    ])
    for (const store of [memory, database]) {
      const writer = success(await store.claim(table)())
      const position = positionOf('1')
      success(await writer.commit({ position, upserts, deletes: [], links: [] })())
    }
    const wanted = [null, '1', 1, 'true', true, '', 0, false, 'null', '[1]', '{"a":1}']
    for (const column of names) {
      for (const equals of wanted) {
        const asked = { where: { column, equals } }
        expect(success(await database.query(table, asked)()), JSON.stringify(asked)).toEqual(
          success(await memory.query(table, asked)()),
        )
      }
    }
  })

  it('take any limit, no cursor of another query, and no column that SQL can’t name', async () => {
    const database = await openReadModels(server())
    const columns = [{ name: 'n', kind: 'number' }] as const
    const table: ReadModelTable = { name: 'cut', version: 1, columns, indexes: [] }
    success(await database.claim(table)())
    for (const after of ['null', '{}', '[]', '["a","b"]', '[1]', '[null]', '[["a"]]']) {
      await expect(database.query(table, { after })(), after).rejects.toThrow('not a cursor')
    }
    for (const after of ['["a"]', '["1","b","c"]', '[1,"b"]', '["1",null]', '["1",2]']) {
      const asked = database.query(table, { orderBy: 'n', after })()
      await expect(asked, after).rejects.toThrow('not a cursor')
    }
    // As many as one may ask for, and more than there can be.
    for (const limit of [40_000, 1e9, 1e12]) {
      expect(success(await database.query(table, { limit })()).rows).toEqual([])
    }
    const column = 'a\0b'
    for (const asked of [{ orderBy: column }, { where: { column, equals: 1 } }]) {
      expect(failure(await database.query(table, asked)())).toMatchObject({ _tag: 'Incompatible' })
    }
  })
})
