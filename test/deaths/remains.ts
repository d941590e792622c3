/**
 * Remains: all that a process leaves behind when it dies, and stores that hold just that.
 *
 * A process that is killed leaves what its stores hold, and nothing else. So whoever comes after it is
 * the same whether it was killed before a call or after another, as long as the stores hold the same.
 */
import type { Position, StoredEvent } from '@kiemtra/kernel'
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  type PolicyStore,
} from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Either } from 'fp-ts/lib/Either.js'

/** A timer as a policy store keeps it. */
export type Timer = Parameters<Writer['commit']>[0]['set'][number]

/** What a claim hands over. */
export type Writer = Extract<
  Awaited<ReturnType<ReturnType<PolicyStore['claim']>>>,
  { _tag: 'Right' }
>['right']

/** What is kept of one policy. */
export interface Kept {
  readonly position: Position | undefined
  readonly timers: ReadonlyMap<string, Timer>
}

/** The log up to a length, and what every policy has kept. */
export interface Remains {
  readonly log: ReadonlyArray<StoredEvent>
  readonly length: number
  readonly policies: ReadonlyMap<string, Kept>
}

/** The stores of a process. */
export interface Stores {
  readonly events: EventStore
  readonly policies: PolicyStore
}

/** What an answer holds; what a store in memory can't do is a fault of the test's. */
export const held = <A>(answer: Either<unknown, A>): A => {
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

/** Stores that hold what a process has left. */
export const storesWith = async ({ log, length, policies }: Remains): Promise<Stores> => {
  // What stands in a log is frozen: no copies are needed.
  const events = inMemoryEventStore({ checkJson: false })
  for (const { stream, revision, id, type, data, meta } of log.slice(0, length)) {
    const expected = revision === 0 ? 'no-stream' : revision - 1
    held(await events.append(stream, expected, [{ id, type, data, meta }])())
  }
  const store = inMemoryPolicies()
  for (const [policy, { position, timers }] of policies) {
    const { commit } = held(await store.claim(policy)())
    held(await commit({ position, set: [...timers.values()], cancel: [] })())
  }
  return { events, policies: store }
}

/** What stands in a log after a position. */
export const logAfter = async (
  events: EventStore,
  from: Position | 'start' = 'start',
): Promise<ReadonlyArray<StoredEvent>> => {
  const log: StoredEvent[] = []
  for await (const delivery of events.subscribe({ namespace: 'kiemtra', from })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag === 'Event') log.push(delivery.stored)
  }
  return log
}

/** What a policy store has kept of some policies. */
export const keptIn = async (
  store: PolicyStore,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, Kept>> => {
  const kept = new Map<string, Kept>()
  for (const name of names) {
    const { checkpoint, timers } = held(await store.claim(name)())
    kept.set(name, {
      position: checkpoint,
      timers: new Map(timers.map((timer) => [timerName(timer), timer])),
    })
  }
  return kept
}

/** A timer's name among all of its policy's. */
export const timerName = ({ key, timer }: Pick<Timer, 'key' | 'timer'>): string =>
  JSON.stringify([key, timer])
