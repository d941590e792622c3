/**
 * Opening: what is set up, what is refused, and what a refusal says.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { freePort, PASSWORD } from '../../../test/support/postgres/server.ts'
import { postgresReadModels } from '../src/index.ts'
import { migrations, SCHEMA_VERSION } from '../src/schema.ts'
import { row, table, writing } from './support/tables.ts'
import {
  containing,
  failure,
  freshSchema,
  openReadModels,
  success,
  useServer,
} from './support/world.ts'

const server = useServer()
const PLAIN = { user: 'plain', password: 'plain' }

beforeAll(() => server().sql(`CREATE ROLE plain LOGIN PASSWORD 'plain'`))

const attempt = async (connectionString: string, schema = 'kiemtra') => {
  const opened = await postgresReadModels({ connectionString, schema })()
  if (!isLeft(opened)) await opened.right.close()
  return opened
}

/** Everything that stands in a schema. */
const inventory = (schema: string) =>
  server().sql(
    `SELECT relname, relkind, relfilenode FROM pg_class WHERE relnamespace = to_regnamespace('${schema}') ORDER BY 1`,
  )

describe('a database', () => {
  it('is set up once, by however many at once, and opened again as it is', async () => {
    const schema = freshSchema()
    const stores = await Promise.all(
      Array.from({ length: 8 }, () => openReadModels(server(), { schema })),
    )
    const before = await inventory(schema)
    expect(before.length).toBeGreaterThan(6)
    success(await attempt(server().connectionString(), schema))
    expect(await inventory(schema)).toEqual(before)
    expect(stores[0]?.schema).toBe(schema)
  })

  it.each(Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 1))(
    'of version %i is brought up to date once, by however many at once, and keeps what it holds',
    async (version) => {
      const [schema, today] = [freshSchema(), freshSchema()]
      await server().sql(`CREATE SCHEMA ${schema}`)
      for (const migration of migrations.slice(0, version)) await server().sql(migration(schema))
      await server().sql(`
        INSERT INTO ${schema}.kiemtra_schema (version) VALUES (${version});
        INSERT INTO ${schema}.kiemtra_views (name, version) VALUES ('kept', 7)`)
      const url = server().connectionString()
      const all = await Promise.all(Array.from({ length: 5 }, () => attempt(url, schema)))
      all.forEach(success)
      expect(await server().sql(`SELECT version FROM ${schema}.kiemtra_schema`)).toEqual([
        { version: SCHEMA_VERSION },
      ])
      expect(await server().sql(`SELECT * FROM ${schema}.kiemtra_views`)).toEqual([
        { name: 'kept', version: 7 },
      ])
      success(await attempt(url, today))
      const names = (rows: Awaited<ReturnType<typeof inventory>>) =>
        rows.map((one) => one['relname'])
      expect(names(await inventory(schema))).toEqual(names(await inventory(today)))
    },
  )

  it('may hold several schemas, which know nothing of each other', async () => {
    const [one, two] = [freshSchema(), freshSchema()]
    const first = await openReadModels(server(), { schema: one })
    const second = await openReadModels(server(), { schema: two })
    const writer = success(await first.claim(table)())
    success(await writer.commit(writing(1, 'p', row(1, 'a')))())
    expect(failure(await second.row(table, 'p')())).toMatchObject({ _tag: 'UnknownTable' })
  })

  it('has one schema, named kiemtra, unless told otherwise', async () => {
    const store = await openReadModels(server())
    expect(store.schema).toBe('kiemtra')
    expect(await inventory('kiemtra')).not.toEqual([])
  })

  it('may have the empty schema of a role that can create none', async () => {
    const schema = freshSchema()
    await server().sql(`CREATE SCHEMA ${schema} AUTHORIZATION plain`)
    const store = await openReadModels(server(), {
      connectionString: server().connectionString('postgres', PLAIN),
      schema,
    })
    success(await store.claim(table)())
  })

  it('is read by a role that may only read', async () => {
    const schema = freshSchema()
    const owner = await openReadModels(server(), { schema })
    const writer = success(await owner.claim(table)())
    success(await writer.commit(writing(1, 'p', row(1, 'a')))())
    await server().sql(
      `GRANT USAGE ON SCHEMA ${schema} TO plain; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO plain`,
    )
    const store = await openReadModels(server(), {
      connectionString: server().connectionString('postgres', PLAIN),
      schema,
    })
    expect(success(await store.row(table, 'p')())).toEqual(row(1, 'a'))
    expect(success(await store.query(table)()).rows).toHaveLength(1)
    expect(failure(await store.claim(table)())).toEqual({
      _tag: 'AccessDenied',
      operation: `write postgres on 127.0.0.1:${server().port} as plain`,
    })
  })
})

describe('what is not ours', () => {
  it('is refused where another program’s tables stand, and stays as it was', async () => {
    const schema = freshSchema()
    await server().sql(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.notes (text text)`)
    const before = await inventory(schema)
    expect(failure(await attempt(server().connectionString(), schema))).toEqual({
      _tag: 'Incompatible',
      found: `schema ${schema} with tables of another program`,
      wanted: 'a schema that is empty or missing: name another',
    })
    expect(await inventory(schema)).toEqual(before)
  })

  it('is refused when a newer version made it, and taken at its own', async () => {
    const schema = freshSchema()
    success(await attempt(server().connectionString(), schema))
    await server().sql(`UPDATE ${schema}.kiemtra_schema SET version = version + 1`)
    const before = await inventory(schema)
    expect(failure(await attempt(server().connectionString(), schema))).toEqual({
      _tag: 'Incompatible',
      found: `schema ${schema} of version ${SCHEMA_VERSION + 1}`,
      wanted: `version ${SCHEMA_VERSION} or older: use the newer @kiemtra/postgres that made it`,
    })
    expect(await inventory(schema)).toEqual(before)
    await server().sql(`UPDATE ${schema}.kiemtra_schema SET version = version - 1`)
    success(await attempt(server().connectionString(), schema))
  })

  it.each([
    'ALTER TABLE %.kiemtra_read_models DROP COLUMN epoch',
    'ALTER TABLE %.kiemtra_links ADD COLUMN more text',
    'DROP TABLE %.kiemtra_views',
    'DELETE FROM %.kiemtra_schema',
  ])('is refused when somebody has changed it: %s', async (change) => {
    const schema = freshSchema()
    success(await attempt(server().connectionString(), schema))
    await server().sql(change.replace('%', schema))
    expect(failure(await attempt(server().connectionString(), schema))).toMatchObject({
      _tag: 'Incompatible',
      found: `schema ${schema} changed by something else`,
    })
  })

  it('is refused in another encoding', async () => {
    await server().sql(
      `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`,
    )
    expect(failure(await attempt(server().connectionString('latin')))).toEqual({
      _tag: 'Incompatible',
      found: 'a database in LATIN1',
      wanted: 'one in UTF8',
    })
  })

  it.each(['', 'Kiemtra', 'pg_mine', 'a b', 'a"', 'a.b', '1a', 'x'.repeat(41)])(
    'is refused as the name of a schema: %j',
    async (schema) => {
      expect(failure(await attempt(server().connectionString(), schema))).toMatchObject({
        _tag: 'Incompatible',
        found: `a schema named '${schema}'`,
      })
    },
  )
})

describe('a wrong address', () => {
  it('says what is missing, at once, and never the password', async () => {
    const port = await freePort()
    const good = `127.0.0.1:${server().port}`
    const wrong: ReadonlyArray<readonly [string, unknown]> = [
      [
        `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
        { _tag: 'Unavailable', reason: containing(`no PostgreSQL answers at 127.0.0.1:${port}`) },
      ],
      [
        `postgres://postgres:${PASSWORD}@no-such-host.invalid/postgres`,
        { _tag: 'Unavailable', reason: 'the name of no-such-host.invalid:5432 leads nowhere' },
      ],
      [
        `postgres://postgres:${PASSWORD}-not@${good}/postgres`,
        { _tag: 'AccessDenied', operation: containing('as postgres: wrong password') },
      ],
      [
        `postgres://nobody:${PASSWORD}@${good}/postgres`,
        { _tag: 'AccessDenied', operation: containing('as nobody: wrong password') },
      ],
      [
        `postgres://postgres:${PASSWORD}@${good}/elsewhere`,
        {
          _tag: 'Unavailable',
          reason: `${good} has no database elsewhere: create it, or name another`,
        },
      ],
      [
        `postgres://postgres:${PASSWORD}@${good}/postgres?sslmode=verify-full`,
        { _tag: 'Unavailable', reason: `${good} offers no TLS: leave sslmode out` },
      ],
      [
        `postgres://plain:plain@${good}/postgres`,
        { _tag: 'AccessDenied', operation: `set up postgres on ${good} as plain` },
      ],
      [
        `postgres://postgres:${PASSWORD}@a b:x/%`,
        { _tag: 'Incompatible', found: 'no connection string' },
      ],
      [`mysql://root:${PASSWORD}@${good}`, { _tag: 'Incompatible', found: 'no connection string' }],
      ['', { _tag: 'Incompatible', found: 'no connection string' }],
    ]
    for (const [connectionString, why] of wrong) {
      const refused = failure(await attempt(connectionString, 'nowhere'))
      expect(refused).toMatchObject(Object(why))
      expect(JSON.stringify(refused)).not.toContain(PASSWORD)
    }
  })

  it('without a password says so', async () => {
    const refused = failure(
      await attempt(`postgres://postgres@127.0.0.1:${server().port}/postgres`),
    )
    expect(refused).toMatchObject({
      _tag: 'AccessDenied',
      operation: containing('it asks for a password'),
    })
  })
})
