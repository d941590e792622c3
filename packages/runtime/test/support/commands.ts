/** Commands of accounts and banks, short. */
import type { CommandMeta, PlainCommand } from '@kiemtra/kernel'
import type { AccountCommand } from './account.ts'
import { meta } from './meta.ts'

type Given = PlainCommand<AccountCommand>

export const deposit = (commandId: string, amount = 1, more: Partial<CommandMeta> = {}): Given => ({
  type: 'Deposit',
  data: { accountId: 'a', amount },
  meta: meta(commandId, more),
})

export const depositTwice = (commandId: string, amount = 1): Given => ({
  type: 'DepositTwice',
  data: { accountId: 'a', amount },
  meta: meta(commandId),
})

export const withdraw = (
  commandId: string,
  amount = 1,
  more: Partial<CommandMeta> = {},
): Given => ({
  type: 'Withdraw',
  data: { accountId: 'a', amount },
  meta: meta(commandId, more),
})

export const touch = (commandId: string): Given => ({
  type: 'Touch',
  data: { accountId: 'a' },
  meta: meta(commandId),
})

export const depositWithin = (
  commandId: string,
  amount: number,
  more: { readonly asOf?: string; readonly unlimited?: boolean } = {},
): Given => ({
  type: 'DepositWithin',
  data: { accountId: 'a', amount, bankId: 'b', ...more },
  meta: meta(commandId),
})

export const setLimit = (commandId: string, limit: number, recordedAt?: string) => ({
  type: 'SetLimit' as const,
  data: { bankId: 'b', limit },
  meta: meta(commandId, recordedAt === undefined ? {} : { recordedAt }),
})

export const STREAM = 'kiemtra.account-a'
