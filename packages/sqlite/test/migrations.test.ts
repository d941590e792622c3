/**
 * Files of every schema that there ever was become files of today's, and keep what they hold.
 */
import { positionOf } from '@kiemtra/kernel'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { APPLICATION_ID, migrations, SCHEMA_VERSION } from '../src/schema.ts'
import { runChild } from './support/children.ts'
import {
  openEvents,
  openPolicies,
  openReadModels,
  raw,
  success,
  temporaryFile,
} from './support/files.ts'

const PATIENT = { timeout: 60_000 }
const table = {
  name: 'balances',
  version: 1,
  columns: [{ name: 'balance', kind: 'number' }],
  indexes: ['balance'],
} as const

/** What the first version of the package would have left behind. */
const CONTENT = `
  INSERT INTO kiemtra_events (position, stream, revision, id, type, data, meta)
    VALUES (1, 'k.account-a', 0, 'e1', 'Deposited', '{}', '{}');
  INSERT INTO kiemtra_read_models (id, name, version, columns, epoch, checkpoint)
    VALUES (7, 'balances', 1, '[{"name":"balance","kind":"number"}]', 4, '0000000000000001');
  INSERT INTO kiemtra_links VALUES (7, 'k.account-a', '{"owner":"o"}');
  INSERT INTO kiemtra_views VALUES ('balances', 1);
  CREATE TABLE "balances__rows_v1" (key TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL) STRICT;
  INSERT INTO "balances__rows_v1" VALUES ('a', '{"balance":5}');
  CREATE VIEW "balances__v1" AS SELECT key AS _key, json_extract(row, '$."balance"') AS "balance"
    FROM "balances__rows_v1";
  CREATE VIEW "balances" AS SELECT key AS _key, json_extract(row, '$."balance"') AS "balance"
    FROM "balances__rows_v1";
  CREATE VIEW mine AS SELECT balance FROM balances;
`

/** A file of an old schema, with something in it. */
const oldFile = (version: number): string => {
  const file = temporaryFile()
  const database = new DatabaseSync(file)
  // The third is the first that changes what was there: what it makes of it is its own.
  for (const [before, statements] of migrations.slice(0, version).entries()) {
    if (before === 2) database.exec(CONTENT)
    for (const sql of statements) database.exec(sql)
  }
  if (version > 0) {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}`)
    if (version < 3) database.exec(CONTENT)
  }
  database.close()
  return file
}

const olds = Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 1)

const holdsItsContent = async (file: string): Promise<void> => {
  const events = await openEvents(file)
  expect(raw(file).prepare('PRAGMA user_version').get()).toEqual({ user_version: SCHEMA_VERSION })
  expect(success(await events.head()())).toBe('0000000000000001')
  const readModels = await openReadModels(file)
  expect(success(await readModels.query(table)())).toEqual({
    rows: [{ key: 'a', row: { balance: 5 } }],
    position: '0000000000000001',
  })
  const writer = success(await readModels.claim(table)())
  expect(writer.epoch).toBe(5)
  expect(success(await writer.links(['k.account-a'])())).toEqual(
    new Map([['k.account-a', { owner: 'o' }]]),
  )
  const builder = success(await readModels.build(table)())
  const position = positionOf('2')
  const upserts = [{ key: 'b', row: { balance: 6 } }]
  success(await builder.commit({ position, upserts, deletes: [], links: [] })())
  success(await builder.finish()())
  expect(raw(file).prepare('SELECT * FROM mine').all()).toEqual([{ balance: 6 }])
  const policies = await openPolicies(file)
  expect(success(await policies.claim('p')()).epoch).toBe(1)
}

describe('a file of an older schema', () => {
  it('is one of several', () => {
    expect(olds.length).toBeGreaterThan(1)
  })

  it.each(olds)('%i, is brought up to date and keeps what it holds', async (version) => {
    await holdsItsContent(oldFile(version))
  })

  it('is brought up to date once, whoever else opens it at the same moment', PATIENT, async () => {
    for (const version of [0, ...olds]) {
      const file = oldFile(version)
      const children = [1, 2, 3].map(() => runChild('open', [file]))
      const answers = await Promise.all(children.map(({ json }) => json()))
      expect(answers).toEqual(children.map(() => ({ _tag: 'Right' })))
      if (version > 0) await holdsItsContent(file)
    }
  })
})
