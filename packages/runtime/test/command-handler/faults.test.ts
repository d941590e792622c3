import { describe, expect, it } from 'vitest'
import {
  type AppendFailure,
  type CommandHandlerConfig,
  commandHandler,
  inMemoryEventStore,
} from '../../src/index.ts'
import { Account } from '../support/account.ts'
import { collect, done, failed } from '../support/answers.ts'
import { deposit, depositTwice, STREAM, withdraw } from '../support/commands.ts'
import { faultyStore } from '../support/faulty-store.ts'

const setUp = (config: Partial<CommandHandlerConfig> = {}) => {
  const log = inMemoryEventStore()
  const store = faultyStore(log)
  const pauses: number[] = []
  const handle = commandHandler({
    events: store.events,
    pause: async (ms) => {
      pauses.push(ms)
    },
    ...config,
  })
  const rival = commandHandler({ events: log })
  let rivals = 0
  /** Someone else's deposit. */
  const other = () => done(rival(Account, deposit(`rival-${rivals++}`, 10)))
  return { log, ...store, handle, other, pauses }
}

const failures: ReadonlyArray<AppendFailure> = [
  { _tag: 'Unavailable', reason: 'down' },
  { _tag: 'TooLarge', bytes: 2, limit: 1 },
  { _tag: 'StreamDeleted', stream: STREAM },
  { _tag: 'AccessDenied', operation: 'append' },
  { _tag: 'StorageFull', where: 'disk' },
  { _tag: 'Incompatible', found: '2', wanted: '1' },
]

describe('a store that says no', () => {
  it.each(failures)('$_tag on append is the answer, at once', async (failure) => {
    const { appends, calls, handle } = setUp()
    appends.push({ fails: failure })
    expect(await failed(handle(Account, deposit('c1')))).toEqual({ _tag: 'Store', failure })
    expect(calls).toEqual(['read from 0', 'append at no-stream'])
  })

  it.each(failures)('$_tag on read is the answer', async (failure) => {
    const { reads, handle } = setUp()
    reads.push(failure)
    expect(await failed(handle(Account, deposit('c1')))).toEqual({ _tag: 'Store', failure })
  })

  it('anything else that it throws is a bug', async () => {
    const { reads, handle } = setUp()
    reads.push(new Error('a bug'))
    await expect(handle(Account, deposit('c1'))()).rejects.toThrow('a bug')
  })

  it('a failure while a repeat is read again is the answer', async () => {
    const { reads, handle } = setUp()
    await done(handle(Account, deposit('c1')))
    const [failure] = failures
    if (failure === undefined) throw new Error()
    reads.push('none', failure)
    expect(await failed(handle(Account, deposit('c1')))).toEqual({ _tag: 'Store', failure })
  })

  it('a failure to read back positions does not undo what is written', async () => {
    const { reads, handle } = setUp()
    reads.push('none', { _tag: 'Unavailable', reason: 'down' })
    const answer = await done(handle(Account, depositTwice('c1')))
    expect(answer.events.map(({ position }) => position)).toEqual([
      answer.position,
      answer.position,
    ])
  })
})

describe('a conflict', () => {
  it('loads and decides again on what it finds then, up to the retries', async () => {
    const { appends, handle, other } = setUp()
    appends.push({ first: other }, { first: other }, { first: other })
    const answer = await done(handle(Account, deposit('c1', 1)))
    expect(answer).toMatchObject({ state: { balance: 31 }, revision: 3 })
  })

  it('is the answer when the retries have run out', async () => {
    const { appends, calls, handle, log, other } = setUp({ retries: 2 })
    appends.push({ first: other }, { first: other }, { first: other })
    expect(await failed(handle(Account, deposit('c1')))).toMatchObject({
      _tag: 'Store',
      failure: { _tag: 'Conflict', actual: 2 },
    })
    expect(calls.filter((call) => call.startsWith('append'))).toHaveLength(3)
    expect(await collect(log.read(STREAM))).toHaveLength(3)
  })

  it('turns a decision into a rejection, never a stale one', async () => {
    const { appends, handle, log, other } = setUp()
    await other()
    const rival = commandHandler({ events: log })
    appends.push({ first: () => done(rival(Account, withdraw('w0', 10))) })
    expect(await failed(handle(Account, withdraw('w1', 10)))).toEqual({
      _tag: 'Rejected',
      rejection: { _tag: 'Overdrawn', balance: 0 },
    })
  })

  it('of a refusal to record decides again, and may then accept', async () => {
    const { appends, handle, log, other } = setUp()
    appends.push({ first: other })
    const answer = await done(handle(Account, withdraw('w1', 10, { onRefusal: 'record' })))
    expect(answer).toMatchObject({ state: { balance: 0 }, revision: 1 })
    expect((await collect(log.read(STREAM))).map(({ type }) => type)).toEqual([
      'Deposited',
      'Withdrawn',
    ])
  })

  it('with the same command, won by another process, gets the answer of that one', async () => {
    const { appends, handle, log } = setUp()
    const rival = commandHandler({ events: log })
    const before = () => done(rival(Account, deposit('other', 5)))
    appends.push({
      first: async () => {
        await before()
        await done(rival(Account, deposit('c1', 1)))
      },
    })
    const answer = await done(handle(Account, deposit('c1', 1), { expected: 'no-stream' }))
    expect(answer).toMatchObject({ revision: 1, repeated: true })
    expect(await collect(log.read(STREAM))).toHaveLength(2)
  })
})

describe('an unknown outcome', () => {
  it.each(['replyLost', 'requestLost'] as const)('%s: appended once', async (fault) => {
    const { appends, handle, log, pauses } = setUp()
    appends.push(fault, fault, fault)
    const answer = await done(handle(Account, depositTwice('c1', 2)))
    expect(answer).toMatchObject({ state: { balance: 4 }, revision: 1, repeated: false })
    const stored = await collect(log.read(STREAM))
    expect(stored.map(({ id }) => id)).toEqual(answer.events.map(({ id }) => id))
    expect(answer.position).toBe(stored[1]?.position)
    expect(pauses).toEqual([50, 100, 200])
  })

  it('on a conflict, its own events are found in the log', async () => {
    const { appends, handle, log } = setUp()
    // A store that doesn't answer repeats as the first time: the log still tells.
    const failure = { _tag: 'Conflict', stream: STREAM, expected: 'no-stream', actual: 0 } as const
    appends.push('replyLost', { fails: failure })
    const answer = await done(handle(Account, deposit('c1')))
    expect(answer).toMatchObject({ revision: 0, repeated: false })
    expect(await collect(log.read(STREAM))).toHaveLength(1)
  })

  it('on a conflict, foreign events mean that it was not written', async () => {
    const { appends, handle, log, other } = setUp()
    appends.push({ lostAfter: other })
    const answer = await done(handle(Account, deposit('c1', 1)))
    expect(answer).toMatchObject({ state: { balance: 11 }, revision: 1 })
    expect(await collect(log.read(STREAM))).toHaveLength(2)
  })

  it('on a conflict, when the log cannot be read, it is sent again', async () => {
    const { appends, reads, handle } = setUp()
    const failure = { _tag: 'Conflict', stream: STREAM, expected: 'no-stream', actual: 0 } as const
    appends.push('replyLost', { fails: failure })
    reads.push('none', { _tag: 'Unavailable', reason: 'down' })
    expect(await done(handle(Account, deposit('c1')))).toMatchObject({ revision: 0 })
  })

  it.each(failures)('followed by $_tag stays unknown, and is sent again', async (failure) => {
    const { appends, handle, log } = setUp()
    appends.push('replyLost', { fails: failure })
    expect(await done(handle(Account, deposit('c1')))).toMatchObject({ revision: 0 })
    expect(await collect(log.read(STREAM))).toHaveLength(1)
  })

  it('is the answer only when the attempts have run out', async () => {
    const { appends, calls, handle } = setUp({ attempts: 3 })
    appends.push('replyLost', 'replyLost', 'replyLost')
    expect(await failed(handle(Account, deposit('c1')))).toEqual({
      _tag: 'Store',
      failure: { _tag: 'OutcomeUnknown', stream: STREAM, attempts: 3 },
    })
    expect(calls.filter((call) => call.startsWith('append'))).toHaveLength(3)
    // The sender repeats the command, and hears what became of it.
    expect(await done(handle(Account, deposit('c1')))).toMatchObject({
      revision: 0,
      repeated: true,
    })
  })

  it('is the answer when the sender calls it off meanwhile', async () => {
    const called = new AbortController()
    const { appends, handle } = setUp({ pause: async () => called.abort() })
    appends.push('replyLost', 'replyLost')
    const failure = { _tag: 'OutcomeUnknown', stream: STREAM, attempts: 2 }
    expect(await failed(handle(Account, deposit('c1'), { signal: called.signal }))).toEqual({
      _tag: 'Store',
      failure,
    })
  })

  it('of a recorded refusal: recorded once', async () => {
    const { appends, handle, log } = setUp()
    appends.push('replyLost')
    const command = withdraw('w1', 1, { onRefusal: 'record' })
    expect(await failed(handle(Account, command))).toMatchObject({ _tag: 'Rejected' })
    expect(await collect(log.read(STREAM))).toHaveLength(1)
  })
})
