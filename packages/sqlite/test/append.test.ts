import { readFileSync, writeFileSync } from 'node:fs'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { AppendFailure } from '@kiemtra/runtime'
import { transaction } from '../src/connection.ts'
import { CommitError, faultOf } from '../src/failure.ts'
import { sqliteEventStore } from '../src/index.ts'
import { collect, event, events, ids, turns } from './support/events.ts'
import { failure, openEvents, raw, success, temporaryFile } from './support/files.ts'

const S = 'k.a-1'

describe('append', () => {
  it('answers a repeat as it answered first, also after later appends', async () => {
    const store = await openEvents(temporaryFile())
    const first = await store.append(S, 'no-stream', events('1', '2'))()
    expect(first).toEqual({ _tag: 'Right', right: { revision: 1, position: '0000000000000002' } })
    success(await store.append(S, 1, events('3'))())
    expect(await store.append(S, 'no-stream', events('1', '2'))()).toEqual(first)
    expect(await ids(store.read(S))).toEqual(['1', '2', '3'])
  })

  it.each([
    ['another id', 'no-stream', ['1', 'x'], 1],
    ['another order', 'no-stream', ['2', '1'], 1],
    ['one event more', 'no-stream', ['1', '2', '3'], 1],
    ['a place further on', 0, ['1'], 1],
    ['behind the end', 2, ['3'], 1],
    ['before the first', -5, ['1', '2'], 1],
    ['an id that stands in the stream', 1, ['3', '1'], 1],
    ['the same id twice', 1, ['3', '3'], 1],
  ] as const)('is a conflict with %s', async (_, expected, given, actual) => {
    const store = await openEvents(temporaryFile())
    success(await store.append(S, 'no-stream', events('1', '2'))())
    const [first, ...rest] = given
    expect(failure(await store.append(S, expected, events(first, ...rest))())).toEqual({
      _tag: 'Conflict',
      stream: S,
      expected,
      actual,
    })
    expect(await ids(store.read(S))).toEqual(['1', '2'])
  })

  it('is a conflict where a stream was expected and none is', async () => {
    const store = await openEvents(temporaryFile())
    expect(failure(await store.append(S, 0, events('1'))())).toMatchObject({ actual: 'no-stream' })
  })

  it('is a conflict with an id of another stream', async () => {
    const store = await openEvents(temporaryFile())
    success(await store.append(S, 'no-stream', events('1'))())
    expect(failure(await store.append('k.a-2', 'no-stream', events('1'))())).toMatchObject({
      _tag: 'Conflict',
      stream: 'k.a-2',
      actual: 'no-stream',
    })
  })

  it('keeps what JSON keeps, and throws at the rest without a trace', async () => {
    const store = await openEvents(temporaryFile())
    const kept = { text: 'Sở\u0000\ud800"', n: 0.1, big: 1e300, none: null, list: [true, [], {}] }
    success(await store.append(S, 'no-stream', [event('1', { ...kept, gone: undefined })])())
    const [stored] = await collect(store.read(S))
    expect(stored?.data).toStrictEqual(kept)
    expect(stored?.meta).toStrictEqual(event('1').meta)
    for (const [bad, path] of [
      [{ at: new Date(0) }, 'data.at is an instance of a class'],
      [{ n: [Number.NaN] }, 'data.n[0] is not a finite number'],
      [[undefined], 'data[0] is nothing'],
      [{ big: 1n }, 'data.big is bigint'],
    ] as const) {
      await expect(store.append(S, 0, [event('2'), event('3', bad)])()).rejects.toThrow(path)
    }
    await expect(store.append(S, 0, [event('2\0')])()).rejects.toThrow('id is')
    await expect(store.append('k.a-\ud800', 'no-stream', [event('2')])()).rejects.toThrow('stream')
    expect(await ids(store.read(S))).toEqual(['1'])
  })

  it('is TooLarge from one byte beyond the limit on', async () => {
    const bytes = (data: unknown): number =>
      Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(event('1').meta))
    const data = 'ế'.repeat(100)
    const exact = await openEvents(temporaryFile(), { maxEventBytes: bytes(data) })
    success(await exact.append(S, 'no-stream', [event('1', data)])())
    const small = await openEvents(temporaryFile(), { maxEventBytes: bytes(data) - 1 })
    expect(failure(await small.append(S, 'no-stream', [event('1', data)])())).toEqual({
      _tag: 'TooLarge',
      bytes: bytes(data),
      limit: bytes(data) - 1,
    })
    expect(await small.head()()).toEqual({ _tag: 'Right', right: undefined })
  })

  it('does nothing when it is aborted beforehand, or while it waits', async () => {
    const file = temporaryFile()
    const aborting = new AbortController()
    const other = raw(file)
    const store = await openEvents(file, {
      busyTimeoutMs: 0,
      pause: async () => aborting.abort(),
    })
    other.exec('BEGIN IMMEDIATE')
    const { signal } = aborting
    const aborted = { _tag: 'Unavailable', reason: 'aborted' }
    expect(failure(await store.append(S, 'no-stream', events('1'), { signal })())).toEqual(aborted)
    other.exec('ROLLBACK')
    expect(failure(await store.append(S, 'no-stream', events('1'), { signal })())).toEqual(aborted)
    expect(await ids(store.read(S))).toEqual([])
  })

  it('waits for another process, leaving the event loop free, and then goes on', async () => {
    const file = temporaryFile()
    const other = raw(file)
    const store = await openEvents(file, { busyTimeoutMs: 0 })
    other.exec('BEGIN IMMEDIATE')
    const appending = store.append(S, 'no-stream', events('1'))()
    await turns(20)
    // Reading goes on meanwhile.
    expect(await ids(store.read(S))).toEqual([])
    other.exec('ROLLBACK')
    expect(success(await appending).revision).toBe(0)
  })

  it('closing waits for an append that waits', async () => {
    const file = temporaryFile()
    const other = raw(file)
    const store = await openEvents(file, { busyTimeoutMs: 0 })
    other.exec('BEGIN IMMEDIATE')
    let closed = false
    const appending = store.append(S, 'no-stream', events('1'))()
    const closing = store.close().then(() => (closed = true))
    expect(failure(await store.append(S, 0, events('2'))())).toEqual({
      _tag: 'Unavailable',
      reason: 'closed',
    })
    await turns(20)
    expect(closed).toBe(false)
    other.exec('ROLLBACK')
    expect(success(await appending).revision).toBe(0)
    await closing
    expect(await ids((await openEvents(file)).read(S))).toEqual(['1'])
  })
})

describe('a full disk', () => {
  it('is StorageFull, loses nothing, and the store goes on when there is room', async () => {
    const file = temporaryFile()
    const small = await openEvents(file, { maxFileBytes: 200_000 })
    let acknowledged = 0
    let answer: Either<AppendFailure, unknown>
    for (;;) {
      const expected = acknowledged === 0 ? 'no-stream' : acknowledged - 1
      answer = await small.append(S, expected, [event(`${acknowledged}`, 'x'.repeat(5000))])()
      if (!isRight(answer)) break
      acknowledged += 1
    }
    expect(failure(answer)).toEqual({ _tag: 'StorageFull', where: file })
    expect(acknowledged).toBeGreaterThan(10)
    expect(await ids(small.read(S))).toHaveLength(acknowledged)
    // A large batch fails halfway, and leaves none of its events.
    const many = Array.from({ length: 50 }, (__, i) => event(`m${i}`, 'x'.repeat(5000)))
    const [first = event('m'), ...rest] = many
    expect(failure(await small.append(S, acknowledged - 1, [first, ...rest])())).toMatchObject({
      _tag: 'StorageFull',
    })
    const roomy = await openEvents(file)
    expect(await ids(roomy.read(S))).toHaveLength(acknowledged)
    success(await roomy.append(S, acknowledged - 1, events('more'))())
    expect(await ids(small.read(S))).toHaveLength(acknowledged + 1)
  })
})

describe('what SQL may do to events', () => {
  const INSERT =
    'kiemtra_events (position, stream, revision, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)'

  it.each([
    ['UPDATE kiemtra_events SET data = ?', ['1'], 'never changed'],
    ["UPDATE OR REPLACE kiemtra_events SET id = '2' WHERE id = ?", ['1'], 'never changed'],
    ['DELETE FROM kiemtra_events WHERE id = ?', ['2'], 'never deleted'],
    [`REPLACE INTO ${INSERT}`, [1, S, 0, '1', 'T', '0', '0'], 'end of the log'],
    [`INSERT OR REPLACE INTO ${INSERT}`, [3, S, 0, '9', 'T', '0', '0'], 'end of its stream'],
    [`INSERT OR REPLACE INTO ${INSERT}`, [3, S, 2, '1', 'T', '0', '0'], 'never replaced'],
    [`INSERT OR IGNORE INTO ${INSERT}`, [3, S, 3, '9', 'T', '0', '0'], 'end of its stream'],
    [`INSERT INTO ${INSERT}`, [4, S, 2, '9', 'T', '0', '0'], 'end of the log'],
    [`INSERT INTO ${INSERT}`, [0, S, 2, '9', 'T', '0', '0'], 'end of the log'],
    [
      `INSERT INTO ${INSERT} ON CONFLICT (id) DO UPDATE SET data = 'x'`,
      [3, S, 2, '1', 'T', '0', '0'],
      'never replaced',
    ],
  ])('refuses %s %j', async (sql, parameters, message) => {
    const file = temporaryFile()
    const store = await openEvents(file)
    success(await store.append(S, 'no-stream', events('1', '2'))())
    const before = await collect(store.read(S))
    expect(() =>
      raw(file)
        .prepare(sql)
        .run(...parameters),
    ).toThrow(message)
    expect(await collect(store.read(S))).toEqual(before)
  })

  it('lets it add the next event of a stream, and nothing that is no text', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    success(await store.append(S, 'no-stream', events('1'))())
    const insert = raw(file).prepare(`INSERT INTO ${INSERT}`)
    insert.run(2, S, 1, '2', 'T', '{}', '{}')
    expect(await ids(store.read(S))).toEqual(['1', '2'])
    expect(() => insert.run(3, S, 2, '3', 'T', new Uint8Array(2), '{}')).toThrow('BLOB')
  })
})

describe('a failed COMMIT', () => {
  /** A connection whose COMMIT fails with one of SQLite's codes. */
  const failing = (errcode: number) => {
    const log: string[] = []
    const error = Object.assign(new Error('failed'), { errcode, errstr: 'failed' })
    return {
      log,
      connection: {
        exec: (sql: string) => {
          log.push(sql)
          if (sql === 'COMMIT') throw error
        },
        sync: (level: string) => void log.push(level),
        isTransaction: () => log.at(-1) !== 'ROLLBACK',
      },
    }
  }

  it.each([
    [10, 'InDoubt'],
    [1034, 'InDoubt'],
    [13, 'StorageFull'],
    [5, 'Busy'],
  ])('with code %d leaves nothing open and is %s', (errcode, tag) => {
    const { log, connection } = failing(errcode)
    let fault: unknown
    try {
      transaction(connection, 'write', () => 1)
    } catch (error) {
      expect(error).toBeInstanceOf(CommitError)
      fault = faultOf(error, 'f', 'append to')
    }
    expect(fault).toMatchObject({ _tag: tag })
    expect(log).toEqual(['FULL', 'BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'])
  })

  it('is no doubt when the writing itself failed', () => {
    const error = Object.assign(new Error('x'), { errcode: 778, errstr: 'disk I/O error' })
    expect(faultOf(error, 'f', 'append to')).toEqual({
      _tag: 'Unavailable',
      reason: 'append to f: SQLite says "disk I/O error" (code 778)',
    })
    expect(() => faultOf(new TypeError('bug'), 'f', 'x')).toThrow('bug')
  })

  it.each([
    [8, 'AccessDenied'],
    [23, 'AccessDenied'],
    [1032, 'Unavailable'],
    [11, 'Unavailable'],
    [14, 'Unavailable'],
    [26, 'Incompatible'],
    [6, 'Busy'],
  ])('SQLite’s code %d is %s', (errcode, tag) => {
    const error = Object.assign(new Error('x'), { errcode, errstr: 'x' })
    expect(faultOf(error, 'f', 'read')).toMatchObject({ _tag: tag })
  })
})

describe('a damaged file', () => {
  it('is a failure that says so, not an answer', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    const many = Array.from({ length: 200 }, (_, i) => event(`${i}`, 'x'.repeat(500)))
    const [first = event('0'), ...rest] = many
    success(await store.append(S, 'no-stream', [first, ...rest])())
    await store.close()
    const bytes = readFileSync(file)
    // All pages but the first, which holds the header and the schema.
    bytes.fill(0xa5, 4096)
    writeFileSync(file, bytes)
    const opened = await sqliteEventStore({ file })()
    const broken = isRight(opened)
      ? failure(await opened.right.append(S, 199, events('more'))())
      : failure(opened)
    expect(broken).toEqual({
      _tag: 'Unavailable',
      reason: `${file} is damaged (database disk image is malformed): restore it from a backup`,
    })
    if (isRight(opened)) await opened.right.close()
  })
})
