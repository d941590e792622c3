/**
 * `simulate` on a sound system, on small unsound ones, and on itself: the same seed, the same run.
 */
import { aggregate, policy, seal } from '@kiemtra/kernel'
import { projector } from '@kiemtra/runtime'
import { right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  commandsTo,
  type FaultKind,
  faultKinds,
  lawIn,
  reportText,
  simulate,
} from '../../src/index.ts'
import { Account, accountCommands, balances, bank, transfers } from './support/bank.ts'

const allKinds = Object.keys(faultKinds)

describe('a sound system', () => {
  it('is proven, with every kind of fault met', { timeout: 240_000 }, async () => {
    const report = await simulate({ ...bank, seed: 2026, runs: 60 })
    expect(report.verdict, reportText(report)).toBe('proven')
    expect(report.notes).toEqual([])
    expect(Object.keys(report.faults)).toEqual(allKinds.toSorted())
    expect(Object.keys(report.reached)).toEqual(
      expect.arrayContaining([
        'accepted',
        'refused',
        'repeated',
        'unanswered',
        'conflicts',
        'fenced',
        'rebuilds',
        'releases',
      ]),
    )
    expect(Object.keys(report.eventTypesReached)).toEqual(
      expect.arrayContaining(['CommandRefused', 'TransferCompleted', 'TransferReminded']),
    )
    for (const law of report.laws) expect(law.checks, law.law).toBeGreaterThan(20)
  })

  it('is unproven where nothing is sent, and where nothing goes wrong', async () => {
    const idle = await simulate({ ...bank, seed: 1, runs: 3, senders: [] })
    expect(idle.verdict).toBe('unproven')
    expect(lawIn(idle, 'settles')?.missed).toEqual(['never met a command that was accepted'])
    const without = allKinds.filter((kind): kind is FaultKind => Object.hasOwn(faultKinds, kind))
    const calm = await simulate({ ...bank, seed: 1, runs: 3, without })
    expect(lawIn(calm, 'settles')).toMatchObject({
      verdict: 'unproven',
      missed: ['never met a fault'],
    })
    expect(calm.faults).toEqual({})
  })
})

describe('the same seed', () => {
  it('gives the same run, to the byte, whatever else goes on', async () => {
    const traceOf = async (seed: number): Promise<string> =>
      (await simulate({ ...bank, seed })).trace.join('\n')
    const seeds = [1, 2, 3, 4, 5]
    const alone: string[] = []
    for (const seed of seeds) alone.push(await traceOf(seed))
    expect(await Promise.all(seeds.map(traceOf))).toEqual(alone)
    expect(new Set(alone).size).toBe(seeds.length)
  })

  it('replays a failure, as small as it was', { timeout: 240_000 }, async () => {
    const broken = {
      ...bank,
      rules: { 'nobody is rich': (log: ReadonlyArray<unknown>) => log.length < 12 },
    }
    const found = await simulate({ ...broken, seed: 7, runs: 50 })
    const counterexample = lawIn(found, 'rules')?.counterexample
    expect(counterexample?.message).toBe('nobody is rich: it does not hold')
    const seed = Number(counterexample?.history[0]?.match(/\d+/)?.[0])
    const again = await simulate({ ...broken, seed, replay: (of) => `simulate({ seed: ${of} })` })
    expect(lawIn(again, 'rules')?.counterexample).toEqual(counterexample)
    expect(again.trace).toEqual(found.trace)
    // Twelve events, and what led to them.
    expect(found.trace.length).toBeLessThan(200)
  })
})

// ----------------------------------------------------------------- unsound

const Careless = aggregate<number, { readonly _tag: 'Overdrawn' }>()({
  ...Account,
  decide: ({ type, data }) =>
    right([{ type: type === 'Withdraw' ? ('Withdrawn' as const) : ('Deposited' as const), data }]),
})

const Throwing = aggregate<number, { readonly _tag: 'Overdrawn' }>()({
  ...Account,
  decide: (command, balance, facts) => {
    if (balance > 10) throw new RangeError('too rich')
    return Account.decide(command, balance, facts)
  },
})

const echo = policy<null>()({
  name: 'echo',
  from: [Account],
  key: ({ stream }) => stream,
  initialState: null,
  evolve: (state) => state,
  react: (_, on) =>
    on._tag === 'Timer'
      ? []
      : [
          {
            _tag: 'Send',
            to: 'account',
            command: { type: 'Deposit', data: on.recorded.event.data },
            discriminator: '',
          },
        ],
})

const accounts = { senders: [commandsTo(Account, accountCommands)], projections: [balances] }

describe('an unsound system', () => {
  it('whose aggregate lets a rule be broken', async () => {
    const senders = [commandsTo(Careless, accountCommands)]
    const report = await simulate({ ...bank, seed: 1, runs: 20, senders, policies: [] })
    expect(lawIn(report, 'rules')?.counterexample?.message).toMatch(/stands at -/)
  })

  it('whose aggregate throws', async () => {
    const senders = [commandsTo(Throwing, accountCommands)]
    const report = await simulate({ seed: 1, runs: 20, senders })
    expect(lawIn(report, 'settles')?.counterexample?.message).toMatch(/threw RangeError: too rich/)
  })

  it('whose policy goes on for ever', { timeout: 240_000 }, async () => {
    const report = await simulate({
      ...accounts,
      seed: 1,
      runs: 20,
      steps: 30,
      aggregates: [seal(Account)],
      policies: [echo],
    })
    expect(lawIn(report, 'settles')?.counterexample?.message).toMatch(/still goes on/)
  })

  it('whose projector never gets anywhere', async () => {
    const report = await simulate({
      ...accounts,
      seed: 1,
      runs: 20,
      parts: {
        projector: (config) => ({ ...projector(config), run: () => new Promise(() => undefined) }),
      },
    })
    expect(lawIn(report, 'settles')?.counterexample?.message).toMatch(/balances stands at/)
  })

  it('that shows what may not be seen', async () => {
    const report = await simulate({
      ...accounts,
      seed: 1,
      runs: 20,
      shown: ({ projection, rows, log, position }) => {
        expect(projection.name).toBe('balances')
        expect(log.at(-1)?.position ?? '').toBe(position)
        return rows.has('kiemtra.account-b') ? 'account b is nobody’s business' : undefined
      },
    })
    expect(lawIn(report, 'shown')?.counterexample?.message).toMatch(
      /^balances: account b is nobody’s business, by its commit to \d+$/,
    )
  })

  it('that can’t be set up is the tester’s mistake', async () => {
    const first = [{ type: 'Withdraw' as const, data: { accountId: 'a', amount: 1 } }]
    const senders = [commandsTo(Account, accountCommands, { first })]
    await expect(simulate({ seed: 1, senders })).rejects.toThrow(/Withdraw, to be sent first/)
    const policies = [transfers]
    await expect(simulate({ ...accounts, seed: 1, policies })).rejects.toThrow(/UnknownCategory/)
  })
})

describe('a sender', () => {
  it('may think of commands with regard to what has happened', async () => {
    const lengths = new Set<number>()
    const senders = [
      commandsTo(
        Account,
        ({ log, now, below }) => {
          lengths.add(log.length)
          expect(now >= '2025-11').toBe(true)
          const data = { accountId: 'a', amount: 1 + below(3) }
          return below(10) === 0 ? undefined : { type: 'Deposit' as const, data }
        },
        { first: [{ type: 'Deposit', data: { accountId: 'a', amount: 100 } }] },
      ),
    ]
    const report = await simulate({ seed: 5, runs: 10, senders, projections: [balances] })
    expect(report.verdict, reportText(report)).toBe('proven')
    expect(lengths).toContain(1)
    expect(lengths.size).toBeGreaterThan(10)
  })

  it('draws other commands in each run', async () => {
    const drawn: string[] = []
    const watched = accountCommands.map((command) => {
      drawn.push(JSON.stringify(command))
      return command
    })
    await simulate({ seed: 1, steps: 1, senders: [commandsTo(Account, watched)] })
    const first = drawn.splice(0)
    await simulate({ seed: 2, steps: 1, senders: [commandsTo(Account, watched)] })
    expect(first.length).toBeGreaterThan(0)
    expect(drawn).not.toEqual(first)
  })
})
