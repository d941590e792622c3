/** The README names every column, and its SQL runs on rows as SQLite's views would show them. */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tableOf } from '@kiemtra/runtime'
import * as t from 'io-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { readModels } from '../src/index.ts'
import { city, project } from './support/city.ts'
import { wholeLife } from './support/whole-life.ts'

const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const sectionOf = (name: string): string => page.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? ''

const sql = new DatabaseSync(':memory:')

const shown = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

beforeAll(async () => {
  const ready = await city()
  for (const step of wholeLife) await ready.ask(step)
  const store = await project(ready.events)
  for (const readModel of readModels) {
    const { name, version, columns } = tableOf(readModel)
    sql.exec(`CREATE TABLE ${name} (${columns.map((column) => `"${column.name}"`).join(', ')})`)
    const insert = sql.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`)
    const found = await store.query({ name, version }, { limit: 10_000 })()
    if (found._tag === 'Left') throw new Error(JSON.stringify(found.left))
    for (const { row } of found.right.rows) {
      const values = new Map(Object.entries(t.UnknownRecord.is(row) ? row : {}))
      insert.run(...columns.map((column) => shown(values.get(column.name))))
    }
  }
})

describe.each(readModels)('$name', (readModel) => {
  it('is described with every column that it has, and no other', () => {
    const described = sectionOf(readModel.name)
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) =>
        [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
      )
    expect(described).toEqual(tableOf(readModel).columns.map(({ name }) => name))
  })

  it('answers the README’s questions', () => {
    const statements = [...sectionOf(readModel.name).matchAll(/```sql\n([\s\S]*?)```/g)]
    expect(statements).toHaveLength(2)
    for (const [, statement = ''] of statements) {
      expect(sql.prepare(statement).all(), statement).not.toEqual([])
    }
  })
})
