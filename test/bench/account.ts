/**
 * The small domain of the benchmarks: accounts that must not be overdrawn, with an id and a day in
 * each message, as the real domain has them.
 */
import {
  aggregate,
  brandedNumber,
  CivilDate,
  type Command,
  command,
  commandCodec,
  event,
  eventCodec,
  type EventOfCodec,
  id,
  type PlainCommand,
  positionOf,
  type StoredEvent,
} from '@kiemtra/kernel'
import type { EventToAppend } from '@kiemtra/runtime'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const AccountId = id('account')
const Amount = brandedNumber<{ readonly Amount: unique symbol }>(
  'amount above 0',
  (n) => Number.isSafeInteger(n) && n > 0,
)
const Change = t.strict({ accountId: AccountId, amount: Amount, happenedOn: CivilDate })

const accountCommand = commandCodec(command('Deposit', Change), command('Withdraw', Change))
const accountEvent = eventCodec(event('Deposited', Change), event('Withdrawn', Change))

/** A command to an account. */
export type AccountCommand = t.TypeOf<typeof accountCommand>

/** An event of an account. */
export type AccountEvent = EventOfCodec<typeof accountEvent>

/** What an account holds. */
export interface AccountState {
  readonly balance: number
  readonly changes: number
}

interface Overdrawn {
  readonly _tag: 'Overdrawn'
  readonly balance: number
}

const decide = (
  { type, data }: Command<AccountCommand>,
  state: AccountState,
): Either<Overdrawn, ReadonlyArray<AccountEvent>> => {
  if (type === 'Deposit') return right([{ type: 'Deposited', data }])
  return data.amount > state.balance
    ? left({ _tag: 'Overdrawn', balance: state.balance })
    : right([{ type: 'Withdrawn', data }])
}

const evolve = (state: AccountState, { type, data }: AccountEvent): AccountState => ({
  balance: type === 'Deposited' ? state.balance + data.amount : state.balance - data.amount,
  changes: state.changes + 1,
})

/** An account. */
export const Account = aggregate<AccountState, Overdrawn>()({
  category: 'account',
  idOf: (given: AccountCommand) => given.data.accountId,
  command: accountCommand,
  event: accountEvent,
  initialState: { balance: 0, changes: 0 },
  needs: () => ({}),
  decide,
  evolve,
})

/** The n-th deposit into an account. */
export const deposit = (accountId: string, n: number): PlainCommand<AccountCommand> => ({
  type: 'Deposit',
  data: { accountId, amount: 1 + (n % 100), happenedOn: '2023-02-06' },
  meta: {
    commandId: `deposit-${accountId}-${n}`,
    actor: { kind: 'official', personId: 'person-1', agencyId: 'so-noi-vu', post: 'head' },
    recordedAt: '2023-02-06T01:00:00.000Z',
  },
})

/** A deposit as it is read back from a store. */
export const storedDeposit = (accountId: string, revision: number): StoredEvent => ({
  stream: `kiemtra.account-${accountId}`,
  revision,
  position: positionOf(String(revision).padStart(16, '0')),
  ...draftOfDeposit(accountId, revision),
})

/** A deposit as it goes into a store. */
export const draftOfDeposit = (accountId: string, n: number): EventToAppend => {
  const { data, meta } = deposit(accountId, n)
  const { commandId, actor, recordedAt } = meta
  return {
    id: `${accountId}-${n}`,
    type: 'Deposited',
    data,
    meta: {
      schemaVersion: 1,
      commandId,
      index: 0,
      count: 1,
      actor,
      recordedAt,
      correlationId: commandId,
      reads: [],
    },
  }
}
