import { policy, seal } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import {
  commandHandler,
  inMemoryEventStore,
  inMemoryPolicies,
  policyRunner,
} from '../../src/index.ts'
import { Account } from '../support/account.ts'
import { done, leftOf } from '../support/answers.ts'
import { ask, fund, logOf, NOW, typesOf, world } from '../support/policies.ts'
import { type Moving, reminders, sealed, Transfer, transfers } from '../support/transfers.ts'

describe('a policy runner', () => {
  it('sends what events lead to, and hears the answers', async () => {
    const { events, runner } = world()
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    await done(runner().catchUp())
    expect(await typesOf(events)).toEqual([
      'a Deposited',
      't TransferRequested',
      'a Withdrawn',
      'b Deposited',
      't TransferCompleted',
    ])
  })

  it('hears refusals of its own commands, and goes on by them', async () => {
    const { events, runner } = world()
    await fund(events, 'a', 3)
    await ask(events, 't', 'a', 'b', 7)
    await done(runner().catchUp())
    expect(await typesOf(events)).toEqual([
      'a Deposited',
      't TransferRequested',
      'a CommandRefused',
      't TransferFailed',
    ])
  })

  it('says in meta for whom, because of what, and never earlier than that', async () => {
    const { events, clock, runner } = world()
    clock.now = '2020-01-01T00:00:00Z'
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    await done(runner().catchUp())
    const [, requested, withdrawn, deposited] = await logOf(events)
    expect(withdrawn?.meta).toMatchObject({
      actor: { kind: 'policy', name: 'transfers', onBehalfOf: 'transfers' },
      correlationId: requested?.meta.correlationId,
      causationId: requested?.id,
      recordedAt: requested?.meta.recordedAt,
    })
    expect(deposited?.meta.causationId).toBe(withdrawn?.id)
    expect(deposited?.meta.correlationId).toBe(requested?.meta.correlationId)
  })

  it('fires a timer once it is due, and only once', async () => {
    const { events, clock, runner } = world([reminders])
    await ask(events, 't', 'a', 'b', 7, '2026-01-11T00:00:00Z')
    clock.now = NOW
    const one = runner()
    await done(one.tick())
    expect(await typesOf(events)).toEqual(['t TransferRequested'])
    clock.now = '2026-01-11T00:00:00Z'
    await done(one.tick())
    const fired = ['t TransferRequested', 't TransferReminded', 't DelayNoted', 't DelayNoted']
    expect(await typesOf(events)).toEqual(fired)
    await done(one.tick())
    await done(runner().tick())
    expect(await typesOf(events)).toEqual(fired)
    const [requested, reminded] = await logOf(events)
    expect(reminded?.meta).toMatchObject({ causationId: requested?.id, recordedAt: clock.now })
  })

  it('tells apart the timers of two instances, of one name and one instant', async () => {
    const fees = policy<Moving>()({
      ...transfers,
      name: 'fees',
      react: (_, on) =>
        on._tag === 'Timer'
          ? [
              {
                _tag: 'Send',
                to: 'account',
                command: { type: 'Deposit', data: { accountId: 'fees', amount: 1 } },
                discriminator: '',
              },
            ]
          : on.recorded.event.type === 'TransferRequested'
            ? [{ _tag: 'At', timer: 'fee', instant: NOW }]
            : [],
    })
    const { events, runner } = world([fees])
    await ask(events, 't-1', 'a', 'b', 7)
    await ask(events, 't-2', 'a', 'b', 7)
    await done(runner().tick())
    expect((await typesOf(events)).slice(2)).toEqual(['fees Deposited', 'fees Deposited'])
  })

  it('tells apart what two events have set one timer for, at one instant', async () => {
    const chasing = policy<Moving>()({
      ...transfers,
      name: 'chasing',
      react: ({ transferId }, on) => {
        if (on._tag === 'Timer') {
          return [
            {
              _tag: 'Send',
              to: 'account',
              command: { type: 'Deposit', data: { accountId: 'fees', amount: 1 } },
              discriminator: '',
            },
            {
              _tag: 'Send',
              to: 'transfer',
              command: { type: 'FailTransfer', data: { transferId } },
              discriminator: '',
            },
          ]
        }
        // Both are long past their day, so both are chased at once.
        const { type } = on.recorded.event
        return type === 'TransferRequested' || type === 'TransferFailed'
          ? [{ _tag: 'At', timer: 'chase', instant: NOW }]
          : []
      },
    })
    const { events, runner } = world([chasing])
    await ask(events, 't', 'a', 'b', 7)
    await done(runner().tick())
    const fees = (await typesOf(events)).filter((one) => one === 'fees Deposited')
    expect(fees).toHaveLength(2)
  })

  it('lets policies take turns: what they write stands in the order of the list', async () => {
    const noting = (name: string, ring: number) =>
      policy<Moving>()({
        ...transfers,
        name,
        react: ({ transferId }, on) =>
          on._tag === 'Event' && on.recorded.event.type === 'TransferRequested'
            ? [
                {
                  _tag: 'Send',
                  to: 'transfer',
                  command: { type: 'NoteDelay', data: { transferId, ring } },
                  discriminator: '',
                },
              ]
            : [],
      })
    const noted = async (inTurns: boolean): Promise<ReadonlyArray<unknown>> => {
      // The log answers whoever comes first late, so that the second overtakes it if it may.
      const store = inMemoryEventStore()
      let isFirst = true
      const events: typeof store = {
        ...store,
        append: (...args) => {
          const isSlow =
            isFirst && args[0].includes('transfer-') && args[2][0].type === 'DelayNoted'
          if (isSlow) isFirst = false
          return async () => {
            if (isSlow) await new Promise((go) => setTimeout(go, 20))
            return store.append(...args)()
          }
        },
      }
      const { runner } = world([noting('first', 1), noting('second', 2)], events)
      await ask(events, 't-1', 'a', 'b', 7)
      await ask(events, 't-2', 'a', 'b', 7)
      await done(runner({ inTurns }).catchUp())
      const log = await logOf(events)
      return log.filter(({ type }) => type === 'DelayNoted').map(({ data }) => data)
    }
    const [one, two] = ['t-1', 't-2']
    const inOrder = [
      { transferId: one, ring: 1 },
      { transferId: one, ring: 2 },
      { transferId: two, ring: 1 },
      { transferId: two, ring: 2 },
    ]
    expect(await noted(true)).toEqual(inOrder)
    expect(await noted(false)).not.toEqual(inOrder)
  })

  it('lets further instances know of an event, and only its own react', async () => {
    const gossip = policy<Moving>()({
      ...transfers,
      name: 'gossip',
      alsoKnownTo: ({ event }) => (event.type === 'TransferRequested' ? ['t-1', 't-1', 't-2'] : []),
      react: ({ transferId, story }, on) =>
        on._tag === 'Event' && on.recorded.event.type === 'TransferRequested'
          ? [
              {
                _tag: 'Send',
                to: 'transfer',
                command: { type: 'NoteDelay', data: { transferId, ring: story.length } },
                discriminator: '',
              },
            ]
          : [],
    })
    const { events, runner } = world([gossip])
    await ask(events, 't-1', 'a', 'b', 7)
    await ask(events, 't-2', 'a', 'b', 7)
    await done(runner().catchUp())
    const noted = (await logOf(events)).filter(({ type }) => type === 'DelayNoted')
    expect(noted.map(({ data }) => data)).toEqual([
      { transferId: 't-1', ring: 1 },
      { transferId: 't-2', ring: 2 },
    ])
  })

  it('finds an instance by what the event’s own stream has said, and by no other', async () => {
    const heard: string[] = []
    const byPayer = policy<number>()({
      name: 'byPayer',
      from: [Transfer],
      links: ({ event }, { payer = 'nobody', last = 'none' }) =>
        event.type === 'TransferRequested'
          ? { payer: event.data.from, last: event.type }
          : { last: event.type, before: `${payer} ${last}` },
      key: (_, { payer }) => payer,
      alsoKnownTo: ({ event }, { payer = 'nobody' }) =>
        event.type === 'DelayNoted' ? [`friend of ${payer}`] : [],
      initialState: 0,
      evolve: (count, { event, stream }, { before = 'none' }) => {
        heard.push(`${stream} ${event.type}, ${count}, before: ${before}`)
        return count + 1
      },
      react: () => [],
    })
    const { events, clock, runner } = world([reminders, byPayer])
    await ask(events, 't-1', 'a', 'c', 7, '2026-01-11T00:00:00Z')
    await ask(events, 't-2', 'b', 'c', 7)
    clock.now = '2026-01-11T00:00:00Z'
    await done(runner().tick())
    const once = [...heard]
    expect(once).toEqual([
      'kiemtra.transfer-t-1 TransferRequested, 0, before: none',
      'kiemtra.transfer-t-2 TransferRequested, 0, before: none',
      'kiemtra.transfer-t-1 TransferReminded, 1, before: a TransferRequested',
      'kiemtra.transfer-t-1 DelayNoted, 0, before: a TransferReminded',
      'kiemtra.transfer-t-1 DelayNoted, 2, before: a TransferReminded',
      'kiemtra.transfer-t-1 DelayNoted, 1, before: a DelayNoted',
      'kiemtra.transfer-t-1 DelayNoted, 3, before: a DelayNoted',
    ])
    // Another process learns the same from the log.
    await done(runner().catchUp())
    expect(heard.slice(once.length)).toEqual(once)
  })

  it('cannot be made where an aggregate is missing, or a name is taken twice', () => {
    const events = inMemoryEventStore()
    const base = { events, handle: commandHandler({ events }), store: inMemoryPolicies() }
    const made = (policies: Parameters<typeof policyRunner>[0]['policies'], aggregates = sealed) =>
      leftOf(policyRunner({ ...base, aggregates, policies }))
    expect(made([transfers], [seal(Account)])).toEqual({
      _tag: 'UnknownCategory',
      policy: 'transfers',
      category: 'transfer',
    })
    expect(made([transfers, transfers])).toMatchObject({ _tag: 'SeveralPoliciesOfOneName' })
    expect(made([], [seal(Account), seal(Account)])).toEqual({
      _tag: 'SeveralAggregatesOfOneCategory',
      category: 'account',
    })
  })
})
