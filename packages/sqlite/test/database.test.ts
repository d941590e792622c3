import { describe, expect, it } from 'vitest'
import { transaction } from '../src/connection.ts'
import { openDatabase } from '../src/database.ts'
import type { SqliteOptions } from '../src/options.ts'
import { atEnd, failure, success, temporaryFile } from './support/files.ts'

const opened = async (options: Partial<SqliteOptions> = {}) => {
  const database = success(
    await openDatabase({ file: temporaryFile(), busyTimeoutMs: 0, ...options }),
  )
  atEnd(() => database.close())
  return database
}

const busy = Object.assign(new Error('busy'), { errcode: 5, errstr: 'database is locked' })

/** Work that finds the file busy a number of times. */
const busyFor = (times: number) => {
  let left = times
  return () => {
    if (left-- > 0) throw busy
    return 'done'
  }
}

describe('run', () => {
  it('pauses longer and longer, up to 50 ms, half of it by chance', async () => {
    const pauses: number[] = []
    const database = await opened({ pause: async (ms) => void pauses.push(ms) })
    expect(await database.run({ operation: 'read' }, busyFor(10))).toMatchObject({ right: 'done' })
    const longest = [1, 2, 4, 8, 16, 32, 50, 50, 50, 50]
    expect(pauses).toHaveLength(longest.length)
    pauses.forEach((ms, i) => {
      expect(ms).toBeLessThanOrEqual(longest[i] ?? 0)
      expect(ms).toBeGreaterThanOrEqual((longest[i] ?? 0) / 2)
    })
  })

  it('ends with its budget, or goes on without end', async () => {
    let pauses = 0
    const database = await opened({ retryForMs: 100, pause: async () => void (pauses += 1) })
    const ended = await database.run({ operation: 'read' }, busyFor(1000))
    expect(failure(ended)).toMatchObject({ _tag: 'Unavailable' })
    // 1 + 2 + 4 + 8 + 16 + 32 = 63; 50 more would be too much.
    expect(pauses).toBe(6)
    const endless = { operation: 'read', retryForMs: Number.POSITIVE_INFINITY }
    expect(await database.run(endless, busyFor(1000))).toMatchObject({ right: 'done' })
  })

  it('ends an endless wait when the signal aborts, or the store closes', async () => {
    const aborting = new AbortController()
    const database = await opened({ pause: async () => aborting.abort() })
    const endless = { operation: 'read', retryForMs: Number.POSITIVE_INFINITY }
    const aborted = await database.run({ ...endless, signal: aborting.signal }, busyFor(1e9))
    expect(failure(aborted)).toEqual({ _tag: 'Unavailable', reason: 'aborted' })
    const isOver = (): boolean => database.isClosed()
    let attempts = 0
    const closing = database.run({ ...endless, isOver }, () => {
      if (++attempts === 5) void database.close()
      throw busy
    })
    expect(failure(await closing)).toEqual({ _tag: 'Unavailable', reason: 'aborted' })
    await database.close()
  })

  it('throws a bug on, and works after it', async () => {
    const database = await opened()
    const bug = () => {
      throw new RangeError('bug')
    }
    await expect(database.run({ operation: 'read' }, bug)).rejects.toThrow('bug')
    expect(await database.run({ operation: 'read' }, busyFor(0))).toMatchObject({ right: 'done' })
    await database.close()
    expect(failure(await database.run({ operation: 'read' }, busyFor(0)))).toEqual({
      _tag: 'Unavailable',
      reason: 'closed',
    })
  })
})

describe('a transaction', () => {
  const FULL = 2
  const NORMAL = 1

  it('waits for the disk unless it says otherwise, whatever came of the one before it', async () => {
    const database = await opened()
    const found = success(
      await database.run({ operation: 'write' }, (connection) => {
        const level = () => connection.get('PRAGMA synchronous')?.['synchronous']
        const fails = (): never => {
          throw new RangeError('bug')
        }
        const levels = [transaction(connection, 'write', level)]
        levels.push(transaction(connection, 'unsynced', level))
        levels.push(transaction(connection, 'write', level))
        expect(() => transaction(connection, 'unsynced', fails)).toThrow('bug')
        levels.push(transaction(connection, 'write', level))
        return levels
      }),
    )
    expect(found).toEqual([FULL, NORMAL, FULL, FULL])
  })

  it('does not begin where it can’t be made to wait', async () => {
    const database = await opened()
    success(
      await database.run({ operation: 'write' }, (connection) => {
        transaction(connection, 'unsynced', () => undefined)
        connection.exec('BEGIN')
        expect(() => transaction(connection, 'write', () => undefined)).toThrow(/[Ss]afety level/)
        connection.exec('ROLLBACK')
        const level = () => connection.get('PRAGMA synchronous')?.['synchronous']
        expect(transaction(connection, 'write', level)).toBe(FULL)
      }),
    )
  })
})
