/**
 * A small neutral domain: accounts with a balance that never goes below zero, and the banks whose
 * limits they cite.
 */
import {
  aggregate,
  brandedNumber,
  type Command,
  command,
  commandCodec,
  event,
  eventCodec,
  type EventOfCodec,
  foldOf,
  id,
  type Needs,
} from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

// -------------------------------------------------------------------- bank

const BankId = id('bank')
const bankCommand = commandCodec(command('SetLimit', t.strict({ bankId: BankId, limit: t.number })))
const bankEvent = eventCodec(event('LimitSet', t.strict({ limit: t.number })))

/** A bank: the most that an account of it may hold. */
export const Bank = aggregate<{ readonly limit: number }, { readonly _tag: 'Never' }>()({
  category: 'bank',
  idOf: (c: t.TypeOf<typeof bankCommand>) => c.data.bankId,
  command: bankCommand,
  event: bankEvent,
  initialState: { limit: Number.MAX_SAFE_INTEGER },
  needs: () => ({}),
  decide: (c) => right([{ type: 'LimitSet', data: { limit: c.data.limit } }]),
  evolve: (_, e) => ({ limit: e.data.limit }),
})

const bankFold = foldOf(Bank)

// ----------------------------------------------------------------- account

const AccountId = id('account')
const Amount = brandedNumber<{ readonly Amount: unique symbol }>(
  'amount above 0',
  (n) => Number.isSafeInteger(n) && n > 0,
)
const Change = t.strict({ accountId: AccountId, amount: Amount })

export const accountCommand = commandCodec(
  command('Deposit', Change),
  command('Withdraw', Change),
  command('DepositTwice', Change),
  command('Touch', t.strict({ accountId: AccountId })),
  command(
    'DepositWithin',
    t.exact(
      t.intersection([
        t.type({ accountId: AccountId, amount: Amount, bankId: BankId }),
        t.partial({ asOf: t.string, unlimited: t.boolean }),
      ]),
    ),
  ),
)
export type AccountCommand = t.TypeOf<typeof accountCommand>

export const accountEvent = eventCodec(
  event('Deposited', t.strict({ amount: t.number })),
  event('Withdrawn', t.strict({ amount: t.number })),
)
export type AccountEvent = EventOfCodec<typeof accountEvent>

export interface AccountState {
  readonly balance: number
  readonly changes: number
}

export type AccountRejection =
  | { readonly _tag: 'Overdrawn'; readonly balance: number }
  | { readonly _tag: 'AboveLimit'; readonly limit: number }

interface AccountFacts {
  readonly bank?: { readonly limit: number }
}

const needs = (c: AccountCommand): Needs<AccountFacts> =>
  c.type !== 'DepositWithin'
    ? {}
    : {
        bank: {
          of: bankFold,
          id: c.data.bankId,
          ...(c.data.asOf === undefined ? {} : { asOf: c.data.asOf }),
          ...(c.data.unlimited === true ? { absent: 'initial' } : {}),
        },
      }

/** Counts how often `decide` ran: a repeat must not decide. */
export const decisions = { count: 0 }

const deposited = (amount: number): AccountEvent => ({ type: 'Deposited', data: { amount } })

const decide = (
  c: Command<AccountCommand>,
  state: AccountState,
  { bank }: AccountFacts,
): Either<AccountRejection, ReadonlyArray<AccountEvent>> => {
  decisions.count += 1
  switch (c.type) {
    case 'Deposit':
      return right([deposited(c.data.amount)])
    case 'DepositTwice':
      return right([deposited(c.data.amount), deposited(c.data.amount)])
    case 'Withdraw':
      return c.data.amount > state.balance
        ? left({ _tag: 'Overdrawn', balance: state.balance })
        : right([{ type: 'Withdrawn', data: { amount: c.data.amount } }])
    case 'Touch':
      return right([])
    case 'DepositWithin':
      return bank !== undefined && state.balance + c.data.amount > bank.limit
        ? left({ _tag: 'AboveLimit', limit: bank.limit })
        : right([deposited(c.data.amount)])
  }
}

const evolve = (state: AccountState, e: AccountEvent): AccountState => ({
  balance: state.balance + (e.type === 'Deposited' ? e.data.amount : -e.data.amount),
  changes: state.changes + 1,
})

/** An account. */
export const Account = aggregate<AccountState, AccountRejection, AccountFacts>()({
  category: 'account',
  idOf: (c: AccountCommand) => c.data.accountId,
  command: accountCommand,
  event: accountEvent,
  initialState: { balance: 0, changes: 0 },
  needs,
  decide,
  evolve,
})
