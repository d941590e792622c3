import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import type { ReadModelTable, SkippedEvent } from '@kiemtra/runtime'
import { events } from './support/events.ts'
import { openEvents, openReadModels, raw, success, temporaryFile } from './support/files.ts'

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

it('the SQL of the README answers, each statement with a row', async () => {
  const file = temporaryFile()
  const store = await openEvents(file)
  const readModels = await openReadModels(file)
  success(await store.append('kiemtra.plan-p61-2023', 'no-stream', events('1'))())
  const row = { agency: 'so-noi-vu', closed: false, contents: ['own-reform-plan'] }
  for (const table of tables) {
    const writer = success(await readModels.claim(table)())
    const position = positionOf('1')
    const batch = { position, upserts: [{ key: 'k', row }], deletes: [], links: [] }
    const skipped: SkippedEvent = {
      position,
      eventId: 'e1',
      stream: 'kiemtra.plan-p61-2023',
      revision: 0,
      type: 'PlanIssued',
      failure: 'Malformed',
      by: { kind: 'operator', personId: 'p1', reason: 'Nhập sai' },
      recordedAt: '2026-01-05T02:00:00.000Z',
    }
    success(await writer.commit({ ...batch, skipped })())
  }
  const [, sql = ''] = /```sql\n([^]*?)```/.exec(readme) ?? []
  const statements = sql.split(';').filter((statement) => statement.trim() !== '')
  expect(statements).toHaveLength(5)
  for (const statement of statements) expect(raw(file).prepare(statement).all()).not.toEqual([])
})

it('the README names every failure', () => {
  const failures = ['Incompatible', 'AccessDenied', 'StorageFull', 'TooLarge', 'Unavailable']
  for (const tag of [...failures, 'OutcomeUnknown', 'Conflict', 'Fenced', 'UnknownTable']) {
    expect(readme).toContain(`\n| \`${tag}\` |`)
  }
})
