/** What goes wrong: what passes by itself is tried again, the rest stops one policy, visibly. */
import { policy, positionOf, type Reaction } from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  commandHandler,
  inMemoryEventStore,
  inMemoryPolicies,
  type PolicyStatus,
  type PolicyStore,
} from '../../src/index.ts'
import { done, failed } from '../support/answers.ts'
import { faultyStore } from '../support/faulty-store.ts'
import { draft } from '../support/meta.ts'
import { ask, fund, typesOf, world } from '../support/policies.ts'
import { strangerTarget } from '../support/strangers.ts'
import { type Moving, sealed, Transfer, transfers } from '../support/transfers.ts'

const unavailable = { _tag: 'Unavailable', reason: 'away' } as const
const full = { _tag: 'StorageFull', where: 'disk' } as const

const reacting = (name: string, reactions: ReadonlyArray<Reaction>) =>
  policy<null>()({
    name,
    from: [Transfer],
    key: ({ stream }) => stream,
    initialState: null,
    evolve: () => null,
    react: () => reactions,
  })

const sends = (to: string, type: string, data: unknown): Reaction => ({
  _tag: 'Send',
  to,
  command: { type, data },
  discriminator: '',
})

describe('a command that fails', () => {
  it.each([
    ['a store that is away', { fails: unavailable }],
    ['an answer that was lost', 'replyLost'],
    ['a request that was lost', 'requestLost'],
  ] as const)('is sent again: %s', async (_, fault) => {
    const { events, appends } = faultyStore(inMemoryEventStore())
    const made = world([transfers], events)
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    appends.push(fault, fault, fault, fault, fault, fault, fault)
    const states: string[] = []
    const pauses: number[] = []
    const runner = made.runner({
      handle: commandHandler({ events, attempts: 1, pause: async () => undefined }),
      onState: ({ state }) => states.push(state._tag),
      pause: async (ms) => void pauses.push(ms),
    })
    await done(runner.catchUp())
    expect((await typesOf(events)).at(-1)).toBe('t TransferCompleted')
    expect(states).toContain('Retrying')
    expect(pauses[0]).toBe(50)
    expect(states.at(-1)).toBe('Live')
  })

  it('stops the policy where time alone can’t help, and goes on at the next start', async () => {
    const { events, appends } = faultyStore(inMemoryEventStore())
    const made = world([transfers], events)
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    appends.push({ fails: full })
    const runner = made.runner()
    expect(await failed(runner.catchUp())).toMatchObject({
      _tag: 'PolicyStopped',
      policy: 'transfers',
      failure: { _tag: 'Events', failure: full },
    })
    await done(runner.catchUp())
    expect((await typesOf(events)).at(-1)).toBe('t TransferCompleted')
  })

  it.each([
    [
      'MalformedCommand',
      sends('account', 'Withdraw', { accountId: 'a', amount: 'ten' }),
      { _tag: 'MalformedCommand', commandType: 'Withdraw' },
    ],
    [
      'an id that names no stream',
      sends('stranger', 'Greet', { name: 'not an id!' }),
      { _tag: 'MalformedCommand', commandType: 'Greet', problems: [{ path: 'id' }] },
    ],
    [
      'UnknownReference',
      sends('account', 'DepositWithin', { accountId: 'a', amount: 1, bankId: 'nowhere' }),
      { _tag: 'UnknownReference', stream: 'kiemtra.bank-nowhere' },
    ],
    [
      'UnknownCategory',
      sends('planet', 'Turn', {}),
      { _tag: 'UnknownCategory', category: 'planet' },
    ],
    [
      'a timer without an instant',
      { _tag: 'At', timer: 'soon', instant: 'soon' } as const,
      { _tag: 'MalformedTimer', timer: 'soon' },
    ],
    ['a decision that throws', sends('stranger', 'Greet', { name: 'thrower' }), { _tag: 'Defect' }],
  ])('stops the policy that sent it, and no other: %s', async (_, reaction, failure) => {
    const made = world([reacting('broken', [reaction]), transfers])
    await fund(made.events, 'a', 10)
    await ask(made.events, 't', 'a', 'b', 7)
    const runner = made.runner({ aggregates: [...sealed, strangerTarget] })
    expect(await failed(runner.catchUp())).toMatchObject({ policy: 'broken', failure })
    const [broken] = runner.states()
    expect(broken).toMatchObject({ state: { _tag: 'Stopped', failure } })
    // Its checkpoint stays before the event to blame; the other policy does its work at its next turn.
    const log = await typesOf(made.events)
    expect(log.slice(0, 2)).toEqual(['a Deposited', 't TransferRequested'])
    await done(world([transfers], made.events, made.store).runner().catchUp())
    expect((await typesOf(made.events)).at(-1)).toBe('t TransferCompleted')
  })

  it('stops where two commands can’t be told apart', async () => {
    const twice = sends('transfer', 'RemindOfTransfer', { transferId: 't' })
    const made = world([reacting('twice', [twice, twice])])
    await ask(made.events, 't', 'a', 'b', 7)
    expect(await failed(made.runner().catchUp())).toMatchObject({
      failure: { _tag: 'AmbiguousCommand', commandType: 'RemindOfTransfer' },
    })
  })
})

describe('an event', () => {
  it('that can’t be read stops the policy before it', async () => {
    const made = world()
    await fund(made.events, 'a', 10)
    await ask(made.events, 't', 'a', 'b', 7)
    const poison = draft('poison', { transferId: 7 }, 'TransferRequested')
    await done(made.events.append('kiemtra.transfer-x', 'no-stream', [poison]))
    const runner = made.runner()
    expect(await failed(runner.catchUp())).toMatchObject({ failure: { _tag: 'UnreadableEvent' } })
    const [status] = runner.states()
    const stopped = status?.state._tag === 'Stopped' ? status.state.at : undefined
    expect(stopped).toBe('0000000000000002')
    expect(status?.position).toBe('0000000000000001')
    expect((await typesOf(made.events)).slice(3)).toEqual(['a Withdrawn'])
  })

  it('at which the policy throws stops it', async () => {
    const broken = policy<Moving>()({
      ...transfers,
      evolve: () => {
        throw new Error('a bug')
      },
    })
    const made = world([broken])
    await ask(made.events, 't', 'a', 'b', 7)
    expect(await failed(made.runner().catchUp())).toMatchObject({ failure: { _tag: 'Defect' } })
  })

  it('of another namespace, or a type that nobody listens to, moves the checkpoint along', async () => {
    const made = world()
    await done(made.events.append('other.transfer-x', 'no-stream', [draft('x')]))
    await done(made.events.append('kiemtra.planet-x', 'no-stream', [draft('y')]))
    const runner = made.runner()
    await done(runner.catchUp())
    expect(runner.states()).toMatchObject([{ position: '0000000000000001', instances: 0 }])
  })
})

describe('a policy store', () => {
  it('that is away is asked again', async () => {
    const made = world()
    await ask(made.events, 't', 'a', 'b', 7)
    let failures = 4
    const shaky: PolicyStore = {
      ...made.store,
      claim: (name) => async () => {
        if (failures-- > 2) return left(unavailable)
        const claimed = await made.store.claim(name)()
        if (claimed._tag === 'Left') return claimed
        const { commit } = claimed.right
        return right({
          ...claimed.right,
          commit: (batch) => async () => (failures-- > 0 ? left(unavailable) : commit(batch)()),
        })
      },
    }
    await done(made.runner({ store: shaky }).catchUp())
    expect((await typesOf(made.events)).at(-1)).toBe('t TransferFailed')
    expect(failures).toBeLessThan(0)
  })

  it('lets the last to claim a policy go on; the other stops, fenced', async () => {
    const made = world()
    const states: PolicyStatus[] = []
    const first = made.runner({ onState: (status) => states.push(status) })
    const running = first.run()
    await done(first.catchUp())
    const second = made.runner()
    await done(second.catchUp())
    await fund(made.events, 'a', 10)
    await ask(made.events, 't', 'a', 'b', 7)
    await running
    expect(states.at(-1)).toMatchObject({
      state: { _tag: 'Stopped', failure: { _tag: 'Policies', failure: { _tag: 'Fenced' } } },
    })
    await done(second.catchUp())
    expect((await typesOf(made.events)).filter((one) => one === 'b Deposited')).toHaveLength(1)
  })

  it('keeps its promises: fencing, all or nothing, never backwards, closed', async () => {
    const store = inMemoryPolicies()
    const early = await done(store.claim('p'))
    const late = await done(store.claim('p'))
    const at = (text: string) => ({ position: positionOf(text), set: [], cancel: [] })
    expect(await failed(early.commit(at('1')))).toEqual({
      _tag: 'Fenced',
      policy: 'p',
      epoch: 1,
      current: 2,
    })
    const timer = {
      key: 'k',
      timer: 't',
      instant: '2026-01-05T02:00:00Z',
      setBy: {
        eventId: 'e',
        correlationId: 'c',
        onBehalfOf: 'a',
        recordedAt: '2026-01-05T02:00:00Z',
      },
      firing: false,
    }
    await done(late.commit({ ...at('2'), set: [timer] }))
    await done(late.commit({ ...at('1'), cancel: [timer] }))
    const third = await done(store.claim('p'))
    expect(third).toMatchObject({ checkpoint: '2', timers: [timer] })
    await done(third.commit({ ...at('2'), cancel: [timer] }))
    expect(await done(store.claim('p'))).toMatchObject({ timers: [] })
    await store.close()
    expect(await failed(store.claim('p'))).toMatchObject({ _tag: 'Unavailable' })
    expect(await failed(third.commit(at('3')))).toMatchObject({ _tag: 'Unavailable' })
  })
})
