/**
 * A small system with everything in it: accounts, transfers that a policy carries out in steps which
 * may be refused, reminders by timers, and two read models.
 */
import {
  aggregate,
  command,
  commandCodec,
  event,
  eventCodec,
  id,
  policy,
  projection,
  type Reaction,
  refusalsOf,
  seal,
  type StoredEvent,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { commandsTo, type SimulateOptions } from '../../../src/index.ts'

// ----------------------------------------------------------------- account

const AccountId = id('account')
const TransferId = id('transfer')
const Change = t.exact(
  t.intersection([
    t.type({ accountId: AccountId, amount: t.number }),
    t.partial({ transferId: TransferId }),
  ]),
)
const accountCommand = commandCodec(
  command('Deposit', Change),
  command('Withdraw', Change),
  command('DepositTwice', Change),
)
const accountEvent = eventCodec(event('Deposited', Change), event('Withdrawn', Change))

/** A balance that never goes below zero. */
export const Account = aggregate<number, { readonly _tag: 'Overdrawn' }>()({
  category: 'account',
  idOf: (c: t.TypeOf<typeof accountCommand>) => c.data.accountId,
  command: accountCommand,
  event: accountEvent,
  initialState: 0,
  needs: () => ({}),
  decide: ({ type, data }, balance) => {
    const deposited = { type: 'Deposited' as const, data }
    if (type === 'Deposit') return right([deposited])
    if (type === 'DepositTwice') return right([deposited, deposited])
    return data.amount > balance
      ? left({ _tag: 'Overdrawn' })
      : right([{ type: 'Withdrawn' as const, data }])
  },
  evolve: (balance, { type, data }) =>
    type === 'Deposited' ? balance + data.amount : balance - data.amount,
})

// ---------------------------------------------------------------- transfer

const Asked = t.strict({
  transferId: TransferId,
  from: AccountId,
  to: AccountId,
  amount: t.number,
  remindAt: t.string,
})
const Known = t.strict({ transferId: TransferId })
const transferCommand = commandCodec(
  command('RequestTransfer', Asked),
  command('CompleteTransfer', Known),
  command('FailTransfer', Known),
  command('RemindOfTransfer', Known),
  command('HurryTransfer', Known),
)
const transferEvent = eventCodec(
  event('TransferRequested', Asked),
  event('TransferCompleted', Known),
  event('TransferFailed', Known),
  event('TransferReminded', Known),
  event('TransferHurried', Known),
)

type TransferState = 'none' | 'requested' | 'over'

/** Money on its way from one account to another. */
const Transfer = aggregate<TransferState, { readonly _tag: 'NotNow' }>()({
  category: 'transfer',
  idOf: (c: t.TypeOf<typeof transferCommand>) => c.data.transferId,
  command: transferCommand,
  event: transferEvent,
  initialState: 'none',
  needs: () => ({}),
  decide: (c, state) => {
    const isDue = c.type === 'RequestTransfer' ? state === 'none' : state === 'requested'
    const isWord = c.type === 'RemindOfTransfer' || c.type === 'HurryTransfer'
    if (!isDue && !(isWord && state !== 'none')) return left({ _tag: 'NotNow' })
    switch (c.type) {
      case 'RequestTransfer':
        return right([{ type: 'TransferRequested' as const, data: c.data }])
      case 'CompleteTransfer':
        return right([{ type: 'TransferCompleted' as const, data: c.data }])
      case 'FailTransfer':
        return right([{ type: 'TransferFailed' as const, data: c.data }])
      case 'RemindOfTransfer':
        return right([{ type: 'TransferReminded' as const, data: c.data }])
      case 'HurryTransfer':
        return right([{ type: 'TransferHurried' as const, data: c.data }])
    }
  },
  evolve: (state, { type }) => {
    if (type === 'TransferRequested') return 'requested'
    return type === 'TransferReminded' || type === 'TransferHurried' ? state : 'over'
  },
})

// ------------------------------------------------------------------ policy

interface Moving {
  readonly transferId: string
  readonly to: string
  readonly amount: number
  readonly isOver: boolean
  /** Events that it has heard of: to hear one twice makes other commands. */
  readonly heard: number
}

const nothing: Moving = { transferId: '', to: '', amount: 0, isOver: false, heard: 0 }

/**
 * Withdraws, deposits, and says how it ended. What is not over when its time comes is hurried; of what
 * is, it reminds.
 */
export const transfers = policy<Moving>()({
  name: 'transfers',
  from: [Transfer, Account, refusalsOf(Account)],
  sends: ['account', 'transfer'],
  key: ({ event: { data } }) => ('transferId' in data ? data.transferId : undefined),
  initialState: nothing,
  evolve: (before, { event: { type, data } }) => {
    const state = { ...before, heard: before.heard + 1 }
    if (type === 'TransferRequested') {
      const { transferId, to, amount } = data
      return { ...state, transferId, to, amount }
    }
    return type === 'TransferCompleted' ? { ...state, isOver: true } : state
  },
  react: ({ transferId, to, amount, isOver, heard }, on) => {
    const self = { transferId }
    const send = (category: string, type: string, data: unknown): Reaction => ({
      _tag: 'Send',
      to: category,
      command: { type, data },
      discriminator: String(heard),
    })
    if (on._tag === 'Timer') {
      return [send('transfer', isOver ? 'RemindOfTransfer' : 'HurryTransfer', self)]
    }
    const { type, data } = on.recorded.event
    switch (type) {
      case 'TransferRequested':
        return [
          { _tag: 'At', timer: 'due', instant: data.remindAt },
          send('account', 'Withdraw', { accountId: data.from, amount, transferId }),
        ]
      case 'Withdrawn':
        return [send('account', 'Deposit', { accountId: to, amount, transferId })]
      case 'Deposited':
        return [send('transfer', 'CompleteTransfer', self)]
      case 'CommandRefused':
        return data.commandType === 'Withdraw' ? [send('transfer', 'FailTransfer', self)] : []
      case 'TransferFailed':
        return [{ _tag: 'CancelTimer', timer: 'due' }]
      case 'TransferCompleted':
      case 'TransferReminded':
      case 'TransferHurried':
        return []
    }
  },
})

// -------------------------------------------------------------- read models

interface Balance {
  readonly balance: number
  readonly changes: number
}

/** What is on each account. */
export const balances = projection<Balance>()({
  name: 'balances',
  version: 1,
  from: [Account],
  audience: 'public',
  row: t.strict({ balance: t.number, changes: t.number }),
  indexes: ['balance'],
  on: {
    Deposited: {
      keys: ({ stream }) => [stream],
      apply: (row, { event: { data } }) => changed(row, data.amount),
    },
    Withdrawn: {
      keys: ({ stream }) => [stream],
      apply: (row, { event: { data } }) => changed(row, -data.amount),
    },
  },
})

const changed = (row: Balance | undefined, by: number): Balance => ({
  balance: (row?.balance ?? 0) + by,
  changes: (row?.changes ?? 0) + 1,
})

/** Transfers that aren't over. */
const underWay = projection<{ readonly reminders: number }>()({
  name: 'underWay',
  version: 1,
  from: [Transfer],
  audience: 'public',
  row: t.strict({ reminders: t.number }),
  indexes: [],
  on: {
    TransferRequested: { keys: ({ stream }) => [stream], apply: () => ({ reminders: 0 }) },
    TransferReminded: {
      keys: ({ stream }) => [stream],
      apply: (row) => (row === undefined ? undefined : { reminders: row.reminders + 1 }),
    },
    TransferCompleted: { keys: ({ stream }) => [stream], apply: () => undefined },
    TransferFailed: { keys: ({ stream }) => [stream], apply: () => undefined },
  },
})

// ------------------------------------------------------------------ system

const accountIds = fc.constantFrom('a', 'b', 'c')
const amounts = fc.integer({ min: 1, max: 9 })

/** Commands to three accounts. */
export const accountCommands = fc.record({
  type: fc.constantFrom('Deposit' as const, 'Deposit' as const, 'Withdraw', 'DepositTwice'),
  data: fc.record({ accountId: accountIds, amount: amounts }),
})

const requests = fc.record({
  type: fc.constant('RequestTransfer' as const),
  data: fc.record({
    transferId: fc.integer({ min: 1, max: 12 }).map((n) => `t${n}`),
    from: accountIds,
    to: accountIds,
    amount: amounts,
    remindAt: fc
      .integer({ min: 0, max: 60 })
      .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString()),
  }),
})

/** No account is ever below zero. */
const neverBelowZero = (log: ReadonlyArray<StoredEvent>): boolean | string => {
  const totals = new Map<string, number>()
  for (const stored of log) {
    const decoded = accountEvent.decode(stored)
    if (isLeft(decoded)) continue
    const { type, data } = decoded.right
    const before = totals.get(stored.stream) ?? 0
    const total = before + (type === 'Deposited' ? data.amount : -data.amount)
    if (total < 0) return `${stored.stream} stands at ${total}`
    totals.set(stored.stream, total)
  }
  return true
}

/** The bank, ready to be simulated. */
export const bank: SimulateOptions = {
  senders: [commandsTo(Account, accountCommands), commandsTo(Transfer, requests)],
  aggregates: [seal(Account), seal(Transfer)],
  projections: [balances, underWay],
  policies: [transfers],
  rules: { 'no account is ever below zero': neverBelowZero },
}
