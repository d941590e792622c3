import { readFileSync } from 'node:fs'
import { positionOf } from '@kiemtra/kernel'
import type { ReadModelTable } from '@kiemtra/runtime'
import { expect, it } from 'vitest'
import { openReadModels, success, useServer } from './support/world.ts'

const server = useServer()
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

const tables: ReadonlyArray<ReadModelTable> = [
  {
    name: 'remediationTracker',
    version: 1,
    columns: [
      { name: 'agency', kind: 'text' },
      { name: 'closed', kind: 'boolean' },
    ],
    indexes: ['agency'],
  },
  { name: 'planProgress', version: 1, columns: [{ name: 'contents', kind: 'json' }], indexes: [] },
]

it('the SQL of the README answers, each query with a row', async () => {
  const readModels = await openReadModels(server())
  const row = { agency: 'so-noi-vu', closed: false, contents: ['own-reform-plan'] }
  for (const table of tables) {
    const writer = success(await readModels.claim(table)())
    const position = positionOf('1')
    success(
      await writer.commit({ position, upserts: [{ key: 'k', row }], deletes: [], links: [] })(),
    )
  }
  const [queries = '', grants = ''] = [...readme.matchAll(/```sql\n([^]*?)```/g)].map(
    ([, sql]) => sql,
  )
  const statements = queries.split(';').filter((statement) => statement.trim() !== '')
  expect(statements).toHaveLength(4)
  for (const statement of statements) expect(await server().sql(statement)).not.toEqual([])
  await server().sql(grants)
  expect(await server().sql('SELECT * FROM reports.open_work')).toHaveLength(1)
  await server().sql('SET ROLE analyst; SELECT * FROM kiemtra."remediationTracker"')
})

it('the README names every failure', () => {
  const failures = ['Incompatible', 'AccessDenied', 'StorageFull', 'Unavailable', 'Fenced']
  for (const tag of [...failures, 'UnknownTable']) expect(readme).toContain(`\n| \`${tag}\` |`)
})
