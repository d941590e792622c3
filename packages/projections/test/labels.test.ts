/** Every read model and every column has a name in both languages, and says what its keys are made of. */
import { tableOf } from '@kiemtra/runtime'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { readModelLabels, type ReadModelLabels, readModels } from '../src/index.ts'
import { city, project, rowsIn } from './support/city.ts'
import { wholeLife } from './support/whole-life.ts'

const labels = new Map(Object.entries(readModelLabels))

const isSaid = (text: string): boolean => /^[\p{Lu}\d].*[^\s.]$/u.test(text)

it('labels every read model, and nothing else', () => {
  expect([...labels.keys()]).toEqual(readModels.map(({ name }) => name))
})

describe.each(readModels)('$name', (readModel) => {
  const { name, row, columns, key } = labels.get(readModel.name) ?? {
    name: { vi: '', en: '' },
    row: { vi: '', en: '' },
    columns: {},
    key: [],
  }

  it('has a label for every column that it has, and no other', () => {
    const shown = tableOf(readModel).columns.map((column) => column.name)
    expect(Object.keys(columns).sort()).toEqual(shown.sort())
    expect(shown).toEqual(expect.arrayContaining([...key]))
  })

  it('says each in both languages, no two columns alike', () => {
    const said = Object.values(columns)
    for (const { vi, en } of [name, row, ...said]) {
      expect(isSaid(vi), vi).toBe(true)
      expect(isSaid(en), en).toBe(true)
      expect(vi).not.toBe(en)
    }
    expect(new Set(said.map(({ vi }) => vi)).size).toBe(said.length)
    expect(new Set(said.map(({ en }) => en)).size).toBe(said.length)
  })
})

it('says of what columns the keys are made', async () => {
  const ready = await city()
  for (const step of wholeLife) await ready.ask(step)
  const store = await project(ready.events)
  for (const readModel of readModels) {
    const parts: ReadonlyArray<string> = labels.get(readModel.name)?.key ?? []
    const rows = Object.entries(await rowsIn<unknown>(store, readModel))
    expect(rows, readModel.name).not.toEqual([])
    for (const [key, row] of rows) {
      const values = t.UnknownRecord.is(row) ? parts.map((part) => String(row[part])) : []
      const made = values.join('.')
      // A deadline's key tells apart several duties about one object, by what no column shows.
      const rest = readModel.name === 'deadlines' ? key.slice(made.length) : ''
      expect(made + rest, readModel.name).toBe(key)
      expect(rest === '' || rest.startsWith('.'), key).toBe(true)
    }
  }
})

it('does not compile with a column missing, or one that is gone', () => {
  type Two = ReadModelLabels<{ readonly planId: string; readonly year: number }>
  const label = { vi: 'Năm', en: 'Year' }
  // @ts-expect-error -- `planId` has no label
  const missing: Two['columns'] = { year: label }
  // @ts-expect-error -- `month` is no column
  const stale: Two['columns'] = { planId: label, year: label, month: label }
  // @ts-expect-error -- a key is made of columns
  const key: Two['key'] = ['month']
  expect([missing, stale, key]).toHaveLength(3)
})
