import { brandedString, personal } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { expect, it } from 'vitest'
import { tableOf } from '../../src/index.ts'

const columnsOf = (row: t.Mixed) =>
  Object.fromEntries(
    tableOf({ name: 't', version: 1, row, indexes: [] }).columns.map(({ name, kind }) => [
      name,
      kind,
    ]),
  )

it('a column per property, typed by its codec', () => {
  const Id = brandedString<{ readonly Id: unique symbol }>('id', () => true)
  const row = t.exact(
    t.intersection([
      t.type({
        id: Id,
        kind: t.keyof({ a: null, b: null }),
        state: t.literal('open'),
        year: t.number,
        done: t.boolean,
        note: personal(t.string),
        due: t.union([t.string, t.null]),
        either: t.union([t.string, t.number]),
        list: t.array(t.string),
        nested: t.strict({ a: t.string }),
      }),
      t.partial({ late: t.number }),
    ]),
  )
  expect(columnsOf(row)).toEqual({
    id: 'text',
    kind: 'text',
    state: 'text',
    year: 'number',
    done: 'boolean',
    note: 'text',
    due: 'text',
    either: 'json',
    list: 'json',
    nested: 'json',
    late: 'number',
  })
})

it('rows that are a union have the columns of all members', () => {
  const open = t.strict({ state: t.literal('open'), since: t.string, value: t.number })
  const closed = t.strict({ state: t.literal('closed'), value: t.string })
  expect(columnsOf(t.union([open, closed]))).toEqual({
    state: 'text',
    since: 'text',
    value: 'json',
  })
})

it('keeps name, version and indexes', () => {
  const row = t.strict({ id: t.string })
  expect(tableOf({ name: 'n', version: 3, row, indexes: ['id'] })).toEqual({
    name: 'n',
    version: 3,
    columns: [{ name: 'id', kind: 'text' }],
    indexes: ['id'],
  })
})
