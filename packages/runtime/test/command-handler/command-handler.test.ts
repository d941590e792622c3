import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  type CommandHandlerConfig,
  commandHandler,
  eventIdOf,
  inMemoryEventStore,
} from '../../src/index.ts'
import { Account } from '../support/account.ts'
import { collect, done, failed } from '../support/answers.ts'
import { deposit, depositTwice, STREAM, touch, withdraw } from '../support/commands.ts'
import { meta } from '../support/meta.ts'

const notFinite = { path: 'data.amount', expected: 'finite number', found: 'number' }

const setUp = (config: Partial<CommandHandlerConfig> = {}) => {
  const events = inMemoryEventStore()
  return { events, handle: commandHandler({ events, ...config }) }
}

describe('a command', () => {
  it('is answered with its events as recorded, and the state after them', async () => {
    const { events, handle } = setUp()
    const answer = await done(
      handle(Account, deposit('c1', 3, { correlationId: 'x', causationId: 'y' })),
    )
    expect(answer).toMatchObject({
      state: { balance: 3, changes: 1 },
      revision: 0,
      repeated: false,
    })
    const [stored] = await collect(events.read(STREAM))
    expect(stored).toEqual({
      id: eventIdOf(STREAM, 'c1', 0),
      stream: STREAM,
      revision: 0,
      position: answer.position,
      type: 'Deposited',
      data: { amount: 3 },
      meta: {
        schemaVersion: 1,
        commandId: 'c1',
        index: 0,
        count: 1,
        actor: { kind: 'import', source: 'test' },
        recordedAt: '2026-01-05T02:00:00Z',
        correlationId: 'x',
        causationId: 'y',
        reads: [],
      },
    })
    const { type, data, ...envelope } = stored ?? {}
    expect(answer.events).toEqual([{ ...envelope, event: { type, data } }])
  })

  it('starts a correlation of its own where none is given', async () => {
    const { handle } = setUp()
    const { events } = await done(handle(Account, deposit('c1')))
    expect(events[0]?.meta).toMatchObject({ correlationId: 'c1' })
    expect(events[0]?.meta).not.toHaveProperty('causationId')
  })

  it('may make several events, each with its own place', async () => {
    const { events, handle } = setUp()
    await done(handle(Account, deposit('c0')))
    const answer = await done(handle(Account, depositTwice('c1', 2)))
    expect(answer).toMatchObject({ state: { balance: 5 }, revision: 2 })
    const stored = (await collect(events.read(STREAM))).slice(1)
    expect(answer.events.map(({ id, revision, position }) => [id, revision, position])).toEqual(
      stored.map(({ id, revision, position }) => [id, revision, position]),
    )
    expect(stored.map((one) => [one.meta.index, one.meta.count])).toEqual([
      [0, 2],
      [1, 2],
    ])
    expect(answer.position).toBe(stored[1]?.position)
  })

  it('may change nothing', async () => {
    const { events, handle } = setUp()
    expect(await done(handle(Account, touch('c0')))).toEqual({
      events: [],
      state: { balance: 0, changes: 0 },
      revision: -1,
      position: undefined,
      repeated: false,
    })
    const { position } = await done(handle(Account, deposit('c1')))
    const answer = await done(handle(Account, touch('c2')))
    expect(answer).toMatchObject({ events: [], revision: 0, position, repeated: false })
    expect(await collect(events.read(STREAM))).toHaveLength(1)
  })

  it('that is refused leaves no trace', async () => {
    const { events, handle } = setUp()
    expect(await failed(handle(Account, withdraw('c1')))).toEqual({
      _tag: 'Rejected',
      rejection: { _tag: 'Overdrawn', balance: 0 },
    })
    expect(await collect(events.read(STREAM))).toEqual([])
  })

  it('goes to the stream of its namespace', async () => {
    const { events, handle } = setUp({ namespace: 'other' })
    await done(handle(Account, deposit('c1')))
    expect(await collect(events.read('other.account-a'))).toHaveLength(1)
    expect(() => setUp({ namespace: 'not-a-name' })).toThrow(TypeError)
    const misnamed = handle({ ...Account, category: 'not-a-name' }, deposit('c1'))
    await expect(misnamed()).rejects.toThrow(TypeError)
  })
})

describe('what comes in', () => {
  const { events, handle } = setUp()
  const good = deposit('c1')

  it.each([
    ['no object', 7, ['type', 'meta']],
    ['an unknown type', { ...good, type: 'Steal' }, ['type']],
    ['wrong data', { ...good, data: { accountId: 'a', amount: -1 } }, ['data.amount']],
    ['an id that is none', { ...good, data: { accountId: 'a/b', amount: 1 } }, ['data.accountId']],
    ['no command id', { ...good, meta: { ...good.meta, commandId: '' } }, ['meta.commandId']],
    ['no instant', { ...good, meta: { ...good.meta, recordedAt: 'noon' } }, ['meta.recordedAt']],
    ['no meta', { type: good.type, data: good.data }, ['meta']],
  ])('is refused: %s', async (_, command, paths) => {
    const failure = await failed(handle.untyped(Account, command))
    if (failure._tag !== 'MalformedCommand') throw new Error(failure._tag)
    const found = failure.problems.map(({ path }) => path)
    for (const path of paths)
      expect(found.some((one) => one.includes(path) || one === '(whole)')).toBe(true)
    expect(JSON.stringify(failure)).not.toContain('Steal')
  })

  it('is refused where the aggregate gives no id to it', async () => {
    const odd = { ...Account, idOf: () => 'Sở Nội vụ' }
    expect(await failed(handle(odd, good))).toEqual({
      _tag: 'MalformedCommand',
      problems: [expect.objectContaining({ path: 'id' })],
    })
  })

  it('loses keys that the codec does not know', async () => {
    const data = { accountId: 'a', amount: 1, extra: 'x' }
    const seen: unknown[] = []
    const spy: typeof Account = {
      ...Account,
      decide: (command, state, facts) => {
        seen.push(command)
        return Account.decide(command, state, facts)
      },
    }
    await done(handle.untyped(spy, { ...good, data, more: 1, meta: { ...meta('c9'), more: 1 } }))
    expect(seen).toEqual([deposit('c9')])
    expect(await collect(events.read(STREAM))).toHaveLength(1)
  })
})

describe('options', () => {
  it('a dry run does everything but append', async () => {
    const { events, handle } = setUp()
    await done(handle(Account, deposit('c0')))
    const answer = await done(handle(Account, deposit('c1', 4), { dryRun: true }))
    expect(answer).toMatchObject({ state: { balance: 5 }, revision: 1, repeated: false })
    expect(answer.position).toBeUndefined()
    expect(answer.events).toMatchObject([{ revision: 1, event: { data: { amount: 4 } } }])
    const refused = withdraw('c2', 9, { onRefusal: 'record' })
    expect(await failed(handle(Account, refused, { dryRun: true }))).toMatchObject({
      _tag: 'Rejected',
    })
    expect(await collect(events.read(STREAM))).toHaveLength(1)
  })

  it.each([
    ['no-stream', 0, true],
    ['no-stream', 1, false],
    [0, 1, true],
    [0, 2, false],
    [1, 1, false],
  ] as const)('expected %s with %s events there: %s', async (expected, there, isMet) => {
    const { events, handle } = setUp()
    for (let i = 0; i < there; i++) await done(handle(Account, deposit(`c${i}`)))
    const answer = await handle(Account, deposit('x'), { expected })()
    if (isMet) expect(answer).toMatchObject({ right: { revision: there } })
    else {
      const actual = there - 1
      const failure = { _tag: 'Conflict', stream: STREAM, expected, actual }
      expect(answer).toMatchObject({ left: { _tag: 'Store', failure } })
    }
    expect(await collect(events.read(STREAM))).toHaveLength(there + (isMet ? 1 : 0))
  })

  it('a repeat is answered whatever revision it expects', async () => {
    const { handle } = setUp()
    await done(handle(Account, deposit('c1'), { expected: 'no-stream' }))
    await done(handle(Account, deposit('c2')))
    const again = await done(handle(Account, deposit('c1'), { expected: 'no-stream' }))
    expect(again).toMatchObject({ revision: 0, repeated: true })
  })

  it('an abort ends it before anything is written', async () => {
    const { events, handle } = setUp()
    const failure = { _tag: 'Store', failure: { _tag: 'Unavailable', reason: 'aborted' } }
    const before = AbortSignal.abort()
    expect(await failed(handle(Account, deposit('c1'), { signal: before }))).toEqual(failure)
    const during = new AbortController()
    const slow: typeof Account = {
      ...Account,
      decide: (command, state, facts) => {
        during.abort()
        return Account.decide(command, state, facts)
      },
    }
    expect(await failed(handle(slow, deposit('c2'), { signal: during.signal }))).toEqual(failure)
    expect(await collect(events.read(STREAM))).toEqual([])
  })
})

describe('bugs throw', () => {
  it('an event that its own codec refuses never reaches the log', async () => {
    const { events, handle } = setUp()
    const broken: typeof Account = {
      ...Account,
      event: {
        ...Account.event,
        decode: ({ type, stream, revision }) =>
          left({ _tag: 'Malformed', type, stream, revision, problems: [notFinite] }),
      },
      decide: () => ({
        _tag: 'Right',
        right: [{ type: 'Deposited', data: { amount: Number.NaN } }],
      }),
    }
    await expect(handle(broken, deposit('c1'))()).rejects.toThrow('data.amount: finite number')
    expect(await collect(events.read(STREAM))).toEqual([])
  })
})
