/**
 * Broken twins of the policies' process: each drops one thing that a death must not cost.
 *
 * Undisturbed they lead to the year's log, or to much of it; only a death shows what they lack.
 */
import { type CommandHandler } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Stores, Writer } from './remains.ts'
import { type Making, sound } from './year.ts'

type Batch = Parameters<Writer['commit']>[0]

/** Stores whose commits go another way. */
const committing = (
  { policies, events }: Stores,
  commitBy: (commit: Writer['commit']) => Writer['commit'],
  timersOf: (timers: Writer['timers']) => Writer['timers'] = (timers) => timers,
): Stores => ({
  events,
  policies: {
    ...policies,
    claim: (policy) => async () => {
      const claimed = await policies.claim(policy)()
      if (isLeft(claimed)) return claimed
      const { commit, timers, ...writer } = claimed.right
      return right({ ...writer, timers: timersOf(timers), commit: commitBy(commit) })
    },
  },
})

/** The checkpoint moves first, and then the commands are sent. */
export const checkpointFirst: Making = (stores) => {
  const { handle } = sound(stores)
  let waiting: (() => Promise<unknown>)[] = []
  const later: CommandHandler['untyped'] = (aggregate, command, options) => async () => {
    waiting.push(handle.untyped(aggregate, command, options))
    const state = aggregate.initialState
    return right({ events: [], state, revision: -1, position: undefined, repeated: false })
  }
  const process = committing(stores, (commit) => (batch: Batch) => async () => {
    const committed = await commit(batch)()
    const sending = waiting
    waiting = []
    for (const send of sending) await send()
    return committed
  })
  return {
    ...process,
    handle: new Proxy(handle, {
      get: (target, name): unknown => (name === 'untyped' ? later : Reflect.get(target, name)),
    }),
  }
}

/** A timer is forgotten when it begins to fire, and not when it has fired. */
export const timerForgotten: Making = (stores) =>
  sound(
    committing(stores, (commit) => ({ position, set, cancel }) => {
      const firing = set.filter((timer) => timer.firing)
      return commit({
        position,
        set: set.filter((timer) => !timer.firing),
        cancel: [...cancel, ...firing],
      })
    }),
  )

/** What timers were set is remembered by the process, and by nobody after it. */
export const timersInMemory: Making = (stores) =>
  sound(
    committing(
      stores,
      (commit) => commit,
      () => [],
    ),
  )
