/**
 * Failures of server, wire and disk: each a value, none that ends the process, none that loses or
 * doubles a commit.
 */
import { type ReadModelWriter } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { PASSWORD, startPostgres } from '../../../test/support/postgres/server.ts'
import { type Proxy, startProxy } from '../../../test/support/postgres/proxy.ts'
import type { PostgresOptions } from '../src/index.ts'
import { at, batch, row, table, writing } from './support/tables.ts'
import {
  atEnd,
  containing,
  failure,
  freshSchema,
  openReadModels,
  success,
  useServer,
} from './support/world.ts'

const server = useServer()

/** A store behind a wire that can be cut; `straight` reads past it. */
const wired = async (options: Partial<PostgresOptions> = {}) => {
  const schema = freshSchema()
  const proxy: Proxy = await startProxy(server().port)
  atEnd(() => proxy.close())
  const store = await openReadModels(server(), {
    connectionString: `postgres://postgres:${PASSWORD}@127.0.0.1:${proxy.port}/postgres`,
    schema,
    ...options,
  })
  const straight = await openReadModels(server(), { schema })
  const writer = success(await store.claim(table)())
  return { schema, proxy, store, straight, writer }
}

/** Ends every backend of the store, as an operator would. */
const terminate = () =>
  server().sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kiemtra'`,
  )

const COMMIT = 'WITH moved AS'

describe('a cut connection', () => {
  it('is replaced, whether it was idle or in use', async () => {
    const { proxy, store, writer } = await wired()
    proxy.cut()
    success(await writer.commit(writing(1, 'p', row(1, 'a')))())
    const many = Array.from({ length: 20 }, () => store.query(table)())
    setTimeout(proxy.cut, 3)
    for (const page of await Promise.all(many)) expect(success(page).rows).toHaveLength(1)
  })

  it.each(['before', 'after'] as const)(
    '%s a commit has been done: it is done once, and answered',
    async (when) => {
      const { proxy, straight, writer } = await wired()
      success(await writer.commit(writing(1, 'p', row(1, 'a')))())
      proxy.cutAt(COMMIT, when)
      success(await writer.commit(batch(2, { upserts: [{ key: 'p', row: row(2, 'b') }] }))())
      expect(proxy.cuts()).toBe(1)
      expect(success(await straight.row(table, 'p')())).toEqual(row(2, 'b'))
      expect(success(await straight.checkpoint(table)())).toBe(at(2))
    },
  )

  it('after a commit that a rival’s claim has followed: fenced, and the commit stands once', async () => {
    const rivals: ReadModelWriter[] = []
    const { proxy, straight, writer } = await wired({
      pause: async () => void rivals.push(success(await straight.claim(table)())),
    })
    proxy.cutAt(COMMIT, 'after')
    expect(failure(await writer.commit(writing(2, 'p', row(2, 'b')))())).toMatchObject({
      _tag: 'Fenced',
      epoch: writer.epoch,
      current: writer.epoch + 1,
    })
    expect(rivals.map(({ checkpoint }) => checkpoint)).toEqual([at(2)])
    expect(success(await straight.row(table, 'p')())).toEqual(row(2, 'b'))
  })

  it.each(['before', 'after'] as const)(
    '%s the COMMIT in which a view moves: it moves once',
    async (when) => {
      const { schema, proxy, store } = await wired()
      const newer = success(await store.claim({ ...table, version: 2 })())
      proxy.cutAt('COMMIT\0', when)
      success(await newer.commit(writing(1, 'p', row(2, 'new')))())
      expect(proxy.cuts()).toBe(1)
      const shown = await server().sql(`SELECT title FROM ${schema}."planProgress"`)
      expect(shown).toEqual([{ title: 'new' }])
    },
  )

  it.each(['before', 'after'] as const)('%s a claim: epochs only grow', async (when) => {
    const { proxy, store, straight, writer } = await wired()
    proxy.cutAt('COMMIT\0', when)
    const again = success(await store.claim(table)())
    expect(again.epoch).toBe(writer.epoch + (when === 'after' ? 2 : 1))
    success(await again.commit(writing(1, 'p', row(1, 'a')))())
    expect(success(await straight.checkpoint(table)())).toBe(at(1))
  })

  it('that stays cut is a failure after retryForMs, which names no password', async () => {
    const { proxy, store, writer } = await wired({ retryForMs: 100 })
    await proxy.close()
    for (const refused of [
      failure(await writer.commit(writing(1, 'p', row(1, 'a')))()),
      failure(await store.query(table)()),
      failure(await store.claim(table)()),
    ]) {
      expect(refused).toEqual({
        _tag: 'Unavailable',
        reason: containing(`no PostgreSQL answers at 127.0.0.1:${proxy.port}`),
      })
      expect(JSON.stringify(refused)).not.toContain(PASSWORD)
    }
  })
})

describe('a terminated backend', () => {
  it('is replaced, idle or in use', async () => {
    const { straight, store, writer } = await wired()
    for (let n = 1; n <= 5; n++) {
      const reads = Array.from({ length: 6 }, () => store.query(table)())
      const [written] = await Promise.all([
        writer.commit(writing(n, 'p', row(n, 'a')))(),
        terminate(),
      ])
      success(written)
      for (const page of await Promise.all(reads)) success(page)
    }
    expect(success(await straight.row(table, 'p')())).toEqual(row(5, 'a'))
  })
})

describe('a server that stops', () => {
  it('in the middle of commits loses none that was answered, and goes on when it is back', async () => {
    const own = await startPostgres()
    atEnd(() => own.remove())
    const store = await openReadModels(own, { retryForMs: 20_000 })
    const writer = success(await store.claim(table)())
    let answered = 0
    for (const how of ['immediate', 'fast'] as const) {
      const back = new AbortController()
      const restart = (async () => {
        await new Promise((resolve) => setTimeout(resolve, 20))
        await own.stop(how)
        await own.start()
        back.abort()
      })()
      while (!back.signal.aborted) {
        answered += 1
        success(await writer.commit(writing(answered, 'p', row(answered, how)))())
        success(await store.query(table)())
      }
      await restart
      expect(success(await store.row(table, 'p')())).toEqual(row(answered, how))
      expect(success(await store.checkpoint(table)())).toBe(at(answered))
    }
    expect(answered).toBeGreaterThan(4)
  })
})

describe('a refusal by the server', () => {
  const raising = async (condition: string, times = 1_000_000): Promise<ReadModelWriter> => {
    // What passes is waited for as long as a busy machine takes to connect again.
    const passes = times < 1_000_000
    const { schema, writer } = await wired({ retryForMs: passes ? 60_000 : 200 })
    await server().sql(`
      CREATE SEQUENCE ${schema}.raised;
      CREATE FUNCTION ${schema}.raise() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('${schema}.raised') <= ${times} THEN
          RAISE EXCEPTION 'Nguyễn Văn A' USING ERRCODE = '${condition}';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER raise BEFORE INSERT ON ${schema}."planProgress__rows_v1"
        FOR EACH ROW EXECUTE FUNCTION ${schema}.raise();`)
    return writer
  }

  it.each([
    ['53100', { _tag: 'StorageFull', where: containing('postgres on 127.0.0.1') }],
    ['42501', { _tag: 'AccessDenied', operation: containing('write postgres on 127.0.0.1') }],
    ['25006', { _tag: 'Unavailable', reason: containing('read-only') }],
    ['57014', { _tag: 'Unavailable', reason: containing('statementTimeoutMs') }],
    ['42P01', { _tag: 'Incompatible', found: containing('gone while it was in use') }],
    ['XX001', { _tag: 'Unavailable', reason: containing('SQLSTATE XX001') }],
    ['40001', { _tag: 'Unavailable', reason: containing('collided') }],
    ['53300', { _tag: 'Unavailable', reason: containing('no connection left') }],
  ])('(SQLSTATE %s) is a value without the server’s words', async (condition, why) => {
    const writer = await raising(condition)
    const refused = failure(await writer.commit(writing(1, 'p', row(1, 'a')))())
    expect(refused).toMatchObject(why)
    expect(JSON.stringify(refused)).not.toContain('Nguyễn')
  })

  it.each(['40001', '40P01', '55P03', '57P01', '57P03', '08006', '53300'])(
    '(SQLSTATE %s) that passes is waited for',
    async (condition) => {
      const writer = await raising(condition, 2)
      success(await writer.commit(writing(1, 'p', row(1, 'a')))())
      expect(success(await writer.rows(['p'])()).size).toBe(1)
    },
  )
})

describe('a statement that takes too long', () => {
  it('is given up, and the connection is of use afterwards', async () => {
    const { schema, store, writer } = await wired({ statementTimeoutMs: 200, maxConnections: 1 })
    success(await writer.commit(writing(1, 'p', row(1, 'a')))())
    await server().sql(`
      CREATE FUNCTION ${schema}.sleep() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(5); RETURN NEW; END $$;
      CREATE TRIGGER sleep BEFORE UPDATE ON ${schema}."planProgress__rows_v1"
        FOR EACH ROW EXECUTE FUNCTION ${schema}.sleep();`)
    expect(failure(await writer.commit(writing(2, 'p', row(2, 'a')))())).toMatchObject({
      reason: containing('took longer than statementTimeoutMs'),
    })
    expect(success(await store.row(table, 'p')())).toEqual(row(1, 'a'))
    expect(success(await store.checkpoint(table)())).toBe(at(1))
  })

  it('waiting for a lock is tried again, and given up in time', async () => {
    const { schema, writer, straight } = await wired({ lockTimeoutMs: 50, retryForMs: 300 })
    const holder = new Client({ connectionString: server().connectionString() })
    await holder.connect()
    atEnd(() => holder.end())
    await holder.query(`BEGIN; LOCK ${schema}.kiemtra_read_models IN SHARE MODE`)
    expect(failure(await writer.commit(writing(1, 'p', row(1, 'a')))())).toMatchObject({
      reason: containing('someone else holds a lock'),
    })
    await holder.query('ROLLBACK')
    success(await writer.commit(writing(1, 'p', row(1, 'a')))())
    expect(success(await straight.checkpoint(table)())).toBe(at(1))
  })
})

describe('a table that is dropped while it is in use', () => {
  it('is said to be gone', async () => {
    const { schema, store, writer } = await wired()
    await server().sql(`DROP SCHEMA ${schema} CASCADE`)
    expect(failure(await writer.commit(writing(1, 'p', row(1, 'a')))())).toMatchObject({
      _tag: 'Incompatible',
      found: containing('gone while it was in use'),
    })
    expect(failure(await store.query(table)())).toMatchObject({ _tag: 'Incompatible' })
  })
})
