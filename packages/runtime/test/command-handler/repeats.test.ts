import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { commandHandler, type EventStore, inMemoryEventStore } from '../../src/index.ts'
import { Account, type AccountRejection, decisions } from '../support/account.ts'
import { collect, done, failed } from '../support/answers.ts'
import { deposit, depositTwice, STREAM, withdraw } from '../support/commands.ts'
import { draft } from '../support/meta.ts'

/** A stricter codec than the type says, as a later version's may be. */
const asRejection = (codec: t.Mixed): t.Type<AccountRejection, unknown> =>
  new t.Type<AccountRejection, unknown>(
    codec.name,
    (u): u is AccountRejection => codec.is(u),
    (u, context) => codec.validate(u, context),
    (rejection) => rejection,
  )

describe('a repeated command id', () => {
  it.each([
    ['by the same handler', {}, false],
    ['by a handler without a cache', { cache: 0 }, false],
    ['by a handler that has never seen the stream', {}, true],
    ['by a handler that has forgotten it', { cache: 8 }, false],
  ])('%s is never decided again, and answered as the first', async (_, config, isOther) => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events, ...config })
    await done(handle(Account, deposit('c0', 5)))
    const first = await done(handle(Account, depositTwice('c1', 2)))
    // Right away, and a thousand events later.
    for (const more of [0, 1000]) {
      for (let i = 0; i < more; i++) await done(handle(Account, deposit(`d${i}`)))
      const decided = decisions.count
      const asked = isOther ? commandHandler({ events, ...config }) : handle
      const again = await done(asked(Account, depositTwice('c1', 2)))
      expect(again).toEqual({ ...first, repeated: true })
      expect(decisions.count).toBe(decided)
    }
    expect(await collect(events.read(STREAM))).toHaveLength(1003)
  })

  it('is the same command whatever it now says', async () => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    const first = await done(handle(Account, deposit('c1', 5)))
    expect(await done(handle(Account, withdraw('c1', 99)))).toEqual({ ...first, repeated: true })
  })

  it('at the same time is recorded once', async () => {
    const events = inMemoryEventStore()
    const [one, two] = [commandHandler({ events }), commandHandler({ events })]
    const answers = await Promise.all([
      done(one(Account, deposit('c1'))),
      done(two(Account, deposit('c1'))),
      done(two(Account, deposit('c1'))),
    ])
    for (const { state, revision } of answers) expect([state.balance, revision]).toEqual([1, 0])
    expect(await collect(events.read(STREAM))).toHaveLength(1)
  })
})

describe('a recorded refusal', () => {
  const refused = withdraw('w1', 7, { onRefusal: 'record' })
  const rejected = { _tag: 'Rejected', rejection: { _tag: 'Overdrawn', balance: 0 } }

  it('stands in the stream, changes no state, and is answered again without deciding', async () => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    expect(await failed(handle(Account, refused))).toEqual(rejected)
    const [stored] = await collect(events.read(STREAM))
    expect(stored).toMatchObject({
      type: 'CommandRefused',
      data: { commandType: 'Withdraw', rejection: rejected.rejection },
      meta: { commandId: 'w1', index: 0, count: 1 },
    })
    const after = await done(handle(Account, deposit('c1', 10)))
    expect(after).toMatchObject({ state: { balance: 10, changes: 1 }, revision: 1 })
    const decided = decisions.count
    for (const asked of [handle, commandHandler({ events })]) {
      expect(await failed(asked(Account, refused))).toEqual(rejected)
    }
    expect(decisions.count).toBe(decided)
  })

  it('is decided anew if it was not recorded', async () => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    expect(await failed(handle(Account, withdraw('w1', 7)))).toEqual(rejected)
    await done(handle(Account, deposit('c1', 10)))
    expect(await done(handle(Account, withdraw('w1', 7)))).toMatchObject({ repeated: false })
  })

  it('is read back by the codec of rejections, where the aggregate has one', async () => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    await failed(handle(Account, refused))
    const rejection = t.union([
      t.strict({ _tag: t.literal('Overdrawn'), balance: t.number }),
      t.strict({ _tag: t.literal('AboveLimit'), limit: t.number }),
    ])
    expect(await failed(handle({ ...Account, rejection }, refused))).toEqual(rejected)
    // The tag is known, and what comes with it isn't as it was.
    const stricter = t.union([
      t.strict({ _tag: t.literal('Overdrawn'), balance: t.number, since: t.string }),
      t.strict({ _tag: t.literal('AboveLimit'), limit: t.number }),
    ])
    const reader = { ...Account, rejection: asRejection(stricter) }
    expect(await failed(handle(reader, refused))).toMatchObject({
      _tag: 'UnreadableHistory',
      failure: { _tag: 'Malformed', type: 'CommandRefused' },
    })
  })
})

describe('history that cannot be read', () => {
  it.each([
    ['Malformed', draft('e1', { amount: 'much' }, 'Deposited')],
    ['UnknownType', draft('e1', {}, 'FromTheFuture')],
  ])('%s: nothing is decided', async (tag, bad) => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    await done(handle(Account, deposit('c1')))
    await done(events.append(STREAM, 0, [bad]))
    for (let i = 0; i < 2; i++) {
      expect(await failed(handle(Account, deposit('c2')))).toMatchObject({
        _tag: 'UnreadableHistory',
        failure: { _tag: tag, stream: STREAM, revision: 1 },
      })
    }
  })
})

describe('a reading that ends before the log does', () => {
  const closing = () => {
    const log = inMemoryEventStore()
    let closed = 0
    const events: EventStore = {
      ...log,
      read: (stream, options) => ({
        [Symbol.asyncIterator]: () => {
          const reading = log.read(stream, options)[Symbol.asyncIterator]()
          return {
            next: () => reading.next(),
            return: async () => {
              closed += 1
              return { done: true, value: undefined }
            },
          }
        },
      }),
    }
    return { events, handle: commandHandler({ events }), closed: () => closed }
  }

  it('is closed where an event cannot be read', async () => {
    const { events, handle, closed } = closing()
    await done(events.append(STREAM, 'no-stream', [draft('e1', {}, 'FromTheFuture'), draft('e2')]))
    await failed(handle(Account, deposit('c1')))
    expect(closed()).toBe(1)
  })

  it('is closed where evolve throws, which is a bug and stays one', async () => {
    const { events, handle, closed } = closing()
    await done(events.append(STREAM, 'no-stream', [draft('e1', { amount: 1 }, 'Deposited')]))
    const broken = {
      ...Account,
      evolve: (): never => {
        throw new Error('a bug')
      },
    }
    await expect(handle(broken, deposit('c1'))()).rejects.toThrow('a bug')
    expect(closed()).toBe(1)
  })
})
