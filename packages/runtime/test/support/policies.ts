/** A log with its handler and a policy runner over it, and what a test asks of them. */
import type { AnyPolicy, StoredEvent } from '@kiemtra/kernel'
import {
  commandHandler,
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  type PolicyRunner,
  policyRunner,
  type PolicyRunnerConfig,
  type PolicyStore,
} from '../../src/index.ts'
import { Account } from './account.ts'
import { done, rightOf } from './answers.ts'
import { meta } from './meta.ts'
import { request, sealed, Transfer, transfers } from './transfers.ts'

export const NOW = '2026-01-10T00:00:00Z'

/** Stores and clock of one world; runners come and go. */
export interface World {
  readonly events: EventStore
  readonly store: PolicyStore
  readonly clock: { now: string }
  readonly runner: (more?: Partial<PolicyRunnerConfig>) => PolicyRunner
}

export const patient = { pause: async () => undefined }

export const world = (
  policies: ReadonlyArray<AnyPolicy> = [transfers],
  events: EventStore = inMemoryEventStore(),
  store: PolicyStore = inMemoryPolicies(),
): World => {
  const clock = { now: NOW }
  return {
    events,
    store,
    clock,
    runner: (more = {}) =>
      rightOf(
        policyRunner({
          events,
          handle: commandHandler({ events, ...patient }),
          aggregates: sealed,
          policies,
          store,
          clock: () => clock.now,
          ...patient,
          ...more,
        }),
      ),
  }
}

/** Puts money on an account. */
export const fund = async (
  events: EventStore,
  accountId: string,
  amount: number,
): Promise<void> => {
  const command = { type: 'Deposit', data: { accountId, amount } } as const
  await done(
    commandHandler({ events }).untyped(Account, { ...command, meta: meta(`fund-${accountId}`) }),
  )
}

/** Asks for a transfer. */
export const ask = async (
  events: EventStore,
  ...[id, ...rest]: Parameters<typeof request>
): Promise<void> => {
  const command = { ...request(id, ...rest), meta: meta(`ask-${id}`) }
  await done(commandHandler({ events }).untyped(Transfer, command))
}

/** Everything in the log, in its order. */
export const logOf = async (events: EventStore): Promise<ReadonlyArray<StoredEvent>> => {
  const log: StoredEvent[] = []
  for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag === 'Event') log.push(delivery.stored)
  }
  return log
}

/** The types of a log's events, each with its stream's id. */
export const typesOf = async (events: EventStore): Promise<ReadonlyArray<string>> =>
  (await logOf(events)).map(
    ({ type, stream }) => `${stream.slice(stream.indexOf('-') + 1)} ${type}`,
  )
