/**
 * Broken deciders that go wrong only where one command says what another has said, or that write into
 * what all histories begin with; and the sound ones that they were broken from.
 */
import {
  type Aggregate,
  aggregate,
  command,
  commandCodec,
  event,
  eventCodec,
  id,
} from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkDecider, type LawId, reportText } from '../../src/index.ts'
import { historyOf, refuted } from '../support/refuted.ts'

const AccountId = id('account')
const Cents = t.refinement(t.number, (n) => Number.isInteger(n) && n > 0, 'cents')

const AccountCommand = commandCodec(
  command('Open', t.strict({ accountId: AccountId, pin: t.string, limit: t.number })),
  command('Deposit', t.strict({ accountId: AccountId, cents: Cents })),
  command('Withdraw', t.strict({ accountId: AccountId, cents: Cents, pin: t.string })),
  command('Hold', t.strict({ accountId: AccountId, cents: Cents })),
)
type AccountCommand = t.TypeOf<typeof AccountCommand>
type AccountEvent =
  | { readonly type: 'Opened'; readonly data: { readonly pin: string } }
  | { readonly type: 'Deposited'; readonly data: { readonly cents: number } }
  | { readonly type: 'Withdrawn'; readonly data: { readonly cents: number } }
  | { readonly type: 'Held'; readonly data: { readonly cents: number } }
interface Account {
  readonly pin: string | null
  readonly balance: number
  readonly holds: ReadonlyArray<number>
}
interface Refusal {
  readonly _tag: 'AlreadyOpen' | 'NotOpen' | 'WrongPin' | 'TooMuch'
}
type Deciding = Aggregate<'account', AccountCommand, AccountEvent, Account, Refusal>

const freeOf = ({ balance, holds }: Account): number =>
  balance - holds.reduce((sum, cents) => sum + cents, 0)

const sound: Deciding = aggregate<Account, Refusal>()({
  category: 'account',
  idOf: (c) => c.data.accountId,
  command: AccountCommand,
  event: eventCodec(
    event('Opened', t.strict({ pin: t.string })),
    event('Deposited', t.strict({ cents: t.number })),
    event('Withdrawn', t.strict({ cents: t.number })),
    event('Held', t.strict({ cents: t.number })),
  ),
  initialState: { pin: null, balance: 0, holds: [] },
  needs: () => ({}),
  decide: ({ type, data }, account) => {
    if (type === 'Open') {
      return account.pin === null
        ? right([{ type: 'Opened', data: { pin: data.pin } }])
        : left({ _tag: 'AlreadyOpen' })
    }
    if (account.pin === null) return left({ _tag: 'NotOpen' })
    const { cents } = data
    if (type === 'Deposit') return right([{ type: 'Deposited', data: { cents } }])
    if (type === 'Withdraw' && data.pin !== account.pin) return left({ _tag: 'WrongPin' })
    if (cents > freeOf(account)) return left({ _tag: 'TooMuch' })
    return right([{ type: type === 'Hold' ? 'Held' : 'Withdrawn', data: { cents } }])
  },
  evolve: (account, { type, data }) => {
    switch (type) {
      case 'Opened':
        return { ...account, pin: data.pin }
      case 'Deposited':
        return { ...account, balance: account.balance + data.cents }
      case 'Withdrawn':
        return { ...account, balance: account.balance - data.cents }
      case 'Held':
        return { ...account, holds: [...account.holds, data.cents] }
    }
  },
})

type Decide = Deciding['decide']
const deciding = (change: (...of: Parameters<Decide>) => ReturnType<Decide> | undefined) => ({
  ...sound,
  decide: (...of: Parameters<Decide>) => change(...of) ?? sound.decide(...of),
})
const fail = (): never => {
  throw new Error('not this one')
}
const initialState: Account = { pin: null, balance: 0, holds: [] }

const broken: ReadonlyArray<readonly [LawId, string, Deciding, number]> = [
  [
    'L12',
    'pays out what is held, to who knows the pin',
    deciding(({ type, data }, account) =>
      type === 'Withdraw' && data.pin === account.pin && data.cents <= account.balance
        ? right([{ type: 'Withdrawn', data: { cents: data.cents } }])
        : undefined,
    ),
    4,
  ],
  [
    'total',
    'fails when all is taken at once',
    deciding(({ type, data }, account) =>
      type === 'Withdraw' && data.pin === account.pin && data.cents === account.balance
        ? fail()
        : undefined,
    ),
    3,
  ],
  [
    'total',
    'fails at a pin that is not empty',
    deciding(({ type, data }, account) =>
      type === 'Withdraw' && data.pin === account.pin && data.pin !== '' ? fail() : undefined,
    ),
    2,
  ],
  [
    'total',
    'fails at a limit of a thousand',
    deciding(({ type, data }) => (type === 'Open' && data.limit === 1000 ? fail() : undefined)),
    1,
  ],
  [
    'L2',
    'writes into the holds that all accounts begin with',
    {
      ...sound,
      initialState,
      evolve: (account, one) => {
        if (one.type !== 'Held' || !Array.isArray(account.holds)) return sound.evolve(account, one)
        account.holds.push(one.data.cents)
        return { ...account }
      },
    },
    3,
  ],
]

const options = {
  seed: 5,
  repeatable: ['Deposit', 'Withdraw', 'Hold'] as const,
  invariants: { 'what is held is there': (account: Account) => freeOf(account) >= 0 },
}

describe('a decider is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', (law, _, one, commands) => {
    const report = checkDecider(one, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(commands)
  })

  it('what is written into the state that all begin with is taken back', () => {
    expect(initialState).toEqual({ pin: null, balance: 0, holds: [] })
  })

  it('the sound one is proven', () => {
    const report = checkDecider(sound, options)
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
