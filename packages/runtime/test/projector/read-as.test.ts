/**
 * Readers see what the audience of a projection allows, and can't tell what else there is.
 */
import { type Audience, event, eventCodec, positionOf, projection } from '@kiemtra/kernel'
import fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { inMemoryReadModels } from '../../src/in-memory/read-models.ts'
import { type Reader, readModelAs } from '../../src/projector/read-as.ts'
import { tableOf } from '../../src/projector/table.ts'

const Row = t.strict({ owner: t.string, size: t.number })
type Row = t.TypeOf<typeof Row>

const Things = {
  category: 'thing',
  event: eventCodec(event('Seen', t.strict({}))),
}
const things = (audience: Audience<Row>) =>
  projection<Row>()({
    name: 'things',
    version: 1,
    from: [Things],
    audience,
    row: Row,
    indexes: ['owner'],
    on: {},
  })
const owners: Audience<Row> = { subject: ({ owner }) => owner }

const stored = async (rows: Readonly<Record<string, Row>>) => {
  const store = inMemoryReadModels()
  const writer = await store.claim(tableOf(things('public')))()
  if (writer._tag === 'Left') throw new Error(writer.left._tag)
  const upserts = Object.entries(rows).map(([key, row]) => ({ key, row }))
  const batch = { position: positionOf('1'), upserts, deletes: [], links: [] }
  expect((await writer.right.commit(batch)())._tag).toBe('Right')
  return store
}

const three = {
  a: { owner: 'ba-dinh', size: 1 },
  b: { owner: 'dong-da', size: 2 },
  c: { owner: 'dong-da', size: 3 },
}

const seen = async (audience: Audience<Row>, reader: Reader, rows = three) => {
  const answer = await readModelAs(await stored(rows), things(audience), reader).query()()
  return answer._tag === 'Left' ? answer.left : answer.right.rows.map(({ key }) => key).join('')
}

const subject: Reader = { as: 'subject', id: 'dong-da' }
const denied = { _tag: 'AccessDenied', operation: 'read things' }

describe('who sees what', () => {
  it.each([
    ['public', { as: 'public' }, 'abc'],
    ['public', subject, 'abc'],
    ['public', { as: 'delegation' }, 'abc'],
    ['public', { as: 'auditor' }, 'abc'],
    ['delegation', { as: 'public' }, denied],
    ['delegation', subject, denied],
    ['delegation', { as: 'delegation' }, 'abc'],
    ['delegation', { as: 'auditor' }, 'abc'],
    ['auditor', { as: 'public' }, denied],
    ['auditor', subject, denied],
    ['auditor', { as: 'delegation' }, denied],
    ['auditor', { as: 'auditor' }, 'abc'],
    [owners, { as: 'public' }, denied],
    [owners, subject, 'bc'],
    [owners, { as: 'subject', id: 'tay-ho' }, ''],
    [owners, { as: 'delegation' }, 'abc'],
    [owners, { as: 'auditor' }, 'abc'],
  ] as const)('%o read by %o', async (audience, reader, expected) => {
    expect(await seen(audience, reader)).toEqual(expected)
  })

  it('one row is denied, or not there, like a page', async () => {
    const store = await stored(three)
    const get = async (reader: Reader, key: string) => {
      const answer = await readModelAs(store, things(owners), reader).get(key)()
      return answer._tag === 'Left' ? answer.left : answer.right
    }
    expect(await get(subject, 'b')).toEqual(three.b)
    expect(await get(subject, 'a')).toBeUndefined()
    expect(await get(subject, 'none')).toBeUndefined()
    expect(await get({ as: 'public' }, 'a')).toEqual(denied)
    expect(await get({ as: 'public' }, 'none')).toEqual(denied)
  })

  it('a failing store fails, for whoever may ask', async () => {
    const model = readModelAs(inMemoryReadModels(), things(owners), subject)
    const unknown = { _tag: 'UnknownTable', table: 'things', version: 1 }
    expect(await model.query()()).toMatchObject({ left: unknown })
    expect(await model.get('a')()).toMatchObject({ left: unknown })
  })
})

describe('a subject', () => {
  const rowsOf = fc.dictionary(
    fc.stringMatching(/^[a-f]{1,3}$/),
    fc.record({
      owner: fc.constantFrom('ba-dinh', 'dong-da', 'tay-ho'),
      size: fc.integer({ min: 0, max: 3 }),
    }),
    { maxKeys: 24 },
  )

  it('pages through its own rows as if there were no others, page by page', async () => {
    let pages = 0
    await fc.assert(
      fc.asyncProperty(
        rowsOf,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('size' as const, undefined),
        fc.boolean(),
        async (rows, limit, orderBy, descending) => {
          const own = Object.fromEntries(
            Object.entries(rows).filter(([, { owner }]) => owner === 'dong-da'),
          )
          const order = { limit, descending, ...(orderBy === undefined ? {} : { orderBy }) }
          const walk = async (all: Readonly<Record<string, Row>>) => {
            const model = readModelAs(await stored(all), things(owners), subject)
            const walked: string[] = []
            let after: string | undefined
            for (;;) {
              const answer = await model.query({
                ...order,
                ...(after === undefined ? {} : { after }),
              })()
              if (answer._tag === 'Left') throw new Error(answer.left._tag)
              const { rows: page, next } = answer.right
              expect(Object.keys(answer.right)).not.toContain('position')
              walked.push(page.map(({ key }) => key).join(' '))
              if (next === undefined) return walked
              after = next
              pages++
            }
          }
          expect(await walk(rows)).toEqual(await walk(own))
        },
      ),
      { numRuns: 200 },
    )
    expect(pages).toBeGreaterThan(20)
  })
})
