import { describe, expect, it } from 'vitest'
import { commandHandler, inMemoryEventStore } from '../../src/index.ts'
import { Account, Bank } from '../support/account.ts'
import { done, failed } from '../support/answers.ts'
import { depositWithin, setLimit } from '../support/commands.ts'
import { draft } from '../support/meta.ts'

const BANK = 'kiemtra.bank-b'

const setUp = () => {
  const events = inMemoryEventStore()
  return { events, handle: commandHandler({ events }), office: commandHandler({ events }) }
}

describe('facts', () => {
  it('are those of now, however long ago they were last read', async () => {
    const { handle, office } = setUp()
    await done(office(Bank, setLimit('l1', 5)))
    expect(await done(handle(Account, depositWithin('c1', 5)))).toMatchObject({ revision: 0 })
    await done(office(Bank, setLimit('l2', 6)))
    expect(await done(handle(Account, depositWithin('c2', 1)))).toMatchObject({ revision: 1 })
    await done(office(Bank, setLimit('l3', 2)))
    expect(await failed(handle(Account, depositWithin('c3', 1)))).toEqual({
      _tag: 'Rejected',
      rejection: { _tag: 'AboveLimit', limit: 2 },
    })
  })

  it('are cited with the revision that was relied on', async () => {
    const { handle, office } = setUp()
    await done(office(Bank, setLimit('l1', 5)))
    await done(office(Bank, setLimit('l2', 9)))
    const { events } = await done(handle(Account, depositWithin('c1', 5)))
    expect(events[0]?.meta.reads).toEqual([{ stream: BANK, revision: 1 }])
  })

  it('of a stream without events are a reference to nothing, unless that is an answer', async () => {
    const { handle } = setUp()
    expect(await failed(handle(Account, depositWithin('c1', 5)))).toEqual({
      _tag: 'UnknownReference',
      stream: BANK,
    })
    const answer = await done(handle(Account, depositWithin('c1', 5, { unlimited: true })))
    expect(answer.events[0]?.meta.reads).toEqual([{ stream: BANK, revision: -1 }])
  })

  it('as of an instant are the longest prefix recorded by then', async () => {
    const { handle, office } = setUp()
    await done(office(Bank, setLimit('l1', 1, '2026-01-01T00:00:00Z')))
    await done(office(Bank, setLimit('l2', 2, '2026-01-03T00:00:00Z')))
    // A clock that ran backwards: behind a later record, so not known earlier.
    await done(office(Bank, setLimit('l3', 3, '2026-01-02T00:00:00Z')))
    const limitAsOf = async (asOf: string) => {
      const command = depositWithin(`c-${asOf.slice(0, 10)}`, 100, { asOf })
      const failure = await failed(handle(Account, command, { dryRun: true }))
      return failure._tag === 'Rejected' ? failure.rejection : failure._tag
    }
    expect(await limitAsOf('2025-12-31T23:59:59Z')).toBe('UnknownReference')
    expect(await limitAsOf('2026-01-01T00:00:00Z')).toEqual({ _tag: 'AboveLimit', limit: 1 })
    expect(await limitAsOf('2026-01-02T00:00:00Z')).toEqual({ _tag: 'AboveLimit', limit: 1 })
    expect(await limitAsOf('2026-01-03T00:00:00Z')).toEqual({ _tag: 'AboveLimit', limit: 3 })
  })

  it('as of an instant cite the revision known then', async () => {
    const { handle, office } = setUp()
    await done(office(Bank, setLimit('l1', 9, '2026-01-01T00:00:00Z')))
    await done(office(Bank, setLimit('l2', 1, '2026-01-03T00:00:00Z')))
    const command = depositWithin('c1', 5, { asOf: '2026-01-02T00:00:00Z' })
    const { events } = await done(handle(Account, command))
    expect(events[0]?.meta.reads).toEqual([{ stream: BANK, revision: 0 }])
  })

  it('that cannot be read end the command', async () => {
    const { events, handle } = setUp()
    await done(events.append(BANK, 'no-stream', [draft('l1', { limit: 'none' }, 'LimitSet')]))
    expect(await failed(handle(Account, depositWithin('c1', 5)))).toMatchObject({
      _tag: 'UnreadableHistory',
      failure: { stream: BANK },
    })
  })

  it('are cited once, in the order of the needs', async () => {
    const { handle, office } = setUp()
    await done(office(Bank, setLimit('l1', 9)))
    const greedy: typeof Account = {
      ...Account,
      needs: (command, state) => {
        const { bank } = Account.needs(command, state)
        if (bank === undefined) return {}
        return Object.assign(
          { other: { ...bank, id: 'none', absent: 'initial' } },
          { bank, again: bank },
        )
      },
    }
    const { events } = await done(handle(greedy, depositWithin('c1', 5)))
    expect(events[0]?.meta.reads).toEqual([
      { stream: 'kiemtra.bank-none', revision: -1 },
      { stream: BANK, revision: 0 },
    ])
  })
})
