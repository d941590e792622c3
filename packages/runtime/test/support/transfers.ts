/**
 * A process for tests of the policy runner: money goes from one account to another, in steps that
 * may be refused, with a reminder and an end by timers.
 */
import {
  aggregate,
  command,
  commandCodec,
  event,
  eventCodec,
  id,
  policy,
  type Reaction,
  refusalsOf,
  seal,
} from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { Account, Bank } from './account.ts'

// ---------------------------------------------------------------- transfer

const TransferId = id('transfer')
const Asked = t.strict({
  transferId: TransferId,
  from: t.string,
  to: t.string,
  amount: t.number,
  remindAt: t.string,
})
const Known = t.strict({ transferId: TransferId })

const transferCommand = commandCodec(
  command('RequestTransfer', Asked),
  command('CompleteTransfer', Known),
  command('FailTransfer', Known),
  command('RemindOfTransfer', Known),
  command('NoteDelay', t.strict({ transferId: TransferId, ring: t.number })),
)
const transferEvent = eventCodec(
  event('TransferRequested', Asked),
  event('TransferCompleted', Known),
  event('TransferFailed', Known),
  event('TransferReminded', Known),
  event('DelayNoted', t.strict({ transferId: TransferId, ring: t.number })),
)
type TransferCommand = t.TypeOf<typeof transferCommand>
type TransferState = 'none' | 'requested' | 'over'
type TransferRejection = { readonly _tag: 'NotNow'; readonly state: TransferState }

/** A transfer between two accounts. */
export const Transfer = aggregate<TransferState, TransferRejection>()({
  category: 'transfer',
  idOf: (c: TransferCommand) => c.data.transferId,
  command: transferCommand,
  event: transferEvent,
  initialState: 'none',
  needs: () => ({}),
  decide: (c, state) => {
    const wanted = c.type === 'RequestTransfer' ? 'none' : 'requested'
    if (state !== wanted) return left({ _tag: 'NotNow', state })
    switch (c.type) {
      case 'RequestTransfer':
        return right([{ type: 'TransferRequested' as const, data: c.data }])
      case 'CompleteTransfer':
        return right([{ type: 'TransferCompleted' as const, data: c.data }])
      case 'FailTransfer':
        return right([{ type: 'TransferFailed' as const, data: c.data }])
      case 'RemindOfTransfer':
        return right([{ type: 'TransferReminded' as const, data: c.data }])
      case 'NoteDelay':
        return right([{ type: 'DelayNoted' as const, data: c.data }])
    }
  },
  evolve: (state, e) =>
    e.type === 'TransferRequested'
      ? 'requested'
      : e.type === 'TransferCompleted' || e.type === 'TransferFailed'
        ? 'over'
        : state,
})

// ------------------------------------------------------------------ policy

/** What the policy knows of a transfer. */
export interface Moving {
  readonly transferId: string
  readonly from: string
  readonly to: string
  readonly amount: number
  /** What has happened, in order: the story. */
  readonly story: ReadonlyArray<string>
}

const nothing: Moving = { transferId: '', from: '', to: '', amount: 0, story: [] }

const send = (to: string, type: string, data: unknown, discriminator = ''): Reaction => ({
  _tag: 'Send',
  to,
  command: { type, data },
  discriminator,
})

/** Withdraws, deposits, and says how it ended; account events name no transfer, answers find it. */
export const transfers = policy<Moving>()({
  name: 'transfers',
  from: [Transfer, Account, refusalsOf(Account), refusalsOf(Transfer)],
  sends: ['account', 'transfer'],
  key: ({ event }) => ('transferId' in event.data ? event.data.transferId : undefined),
  initialState: nothing,
  evolve: (state, { event }) => {
    const story = [...state.story, event.type]
    if (event.type !== 'TransferRequested') return { ...state, story }
    const { transferId, from, to, amount } = event.data
    return { transferId, from, to, amount, story }
  },
  react: (state, on) => {
    const { transferId, from, to, amount } = state
    if (on._tag === 'Timer') {
      return on.timer === 'remind'
        ? [
            send('transfer', 'RemindOfTransfer', { transferId }),
            send('transfer', 'NoteDelay', { transferId, ring: 1 }, '1'),
            send('transfer', 'NoteDelay', { transferId, ring: 2 }, '2'),
          ]
        : []
    }
    const { event } = on.recorded
    switch (event.type) {
      case 'TransferRequested':
        return [
          { _tag: 'At', timer: 'remind', instant: event.data.remindAt },
          send('account', 'Withdraw', { accountId: from, amount }),
        ]
      case 'Withdrawn':
        return [send('account', 'Deposit', { accountId: to, amount })]
      case 'Deposited':
        return [
          send('transfer', 'CompleteTransfer', { transferId }),
          { _tag: 'CancelTimer', timer: 'remind' },
        ]
      case 'CommandRefused':
        return event.data.commandType === 'Withdraw'
          ? [
              send('transfer', 'FailTransfer', { transferId }),
              { _tag: 'CancelTimer', timer: 'remind' },
            ]
          : []
      default:
        return []
    }
  },
})

/** Moves no money, so that its timers come to fire. */
export const reminders = policy<Moving>()({
  ...transfers,
  name: 'reminders',
  react: (state, on) =>
    transfers
      .react(state, on)
      .filter((reaction) => reaction._tag !== 'Send' || reaction.to === 'transfer'),
})

/** The aggregates that it sends to. */
export const sealed = [seal(Account), seal(Transfer), seal(Bank)]

/** A request as a command's message. */
export const request = (
  transferId: string,
  from: string,
  to: string,
  amount: number,
  remindAt = '2026-02-01T00:00:00Z',
) => ({ type: 'RequestTransfer', data: { transferId, from, to, amount, remindAt } }) as const
