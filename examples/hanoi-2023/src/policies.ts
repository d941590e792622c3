/**
 * The policies of the year over an event store: after each step, what it leads to is done.
 *
 * Their checkpoints live in memory, unless a store is given. Starting again they read the log from its
 * beginning and send everything once more, which changes nothing: a command's id comes from what it
 * reacts to.
 */
import { setImmediate } from 'node:timers/promises'
import {
  Accountability,
  Assignment,
  closing,
  combinations,
  Delegation,
  escalation,
  followUp,
  Initiative,
  Inspection,
  mandate,
  ownInspecting,
  Plan,
  priorShortcomings,
  Remediation,
  results,
  scheduling,
  standingTasks,
  succession,
  targetSuccession,
  Visits,
  windows,
} from '@kiemtra/core'
import { seal } from '@kiemtra/kernel'
import {
  type AppendFailure,
  type CommandHandler,
  inMemoryPolicies,
  type PolicyFailure,
  policyRunner,
  type PolicyStore,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Counted } from './counted.ts'

/** What stopped a policy. */
export interface PolicyStopped {
  readonly policy: string
  readonly failure: PolicyFailure
}

/** Policies at work. */
export interface Policies {
  /**
   * Resolves once all that has happened by an instant has led to what it leads to. Rejects with what the
   * run has died of, or where it was stopped before it came so far.
   */
  readonly settle: (now: string) => Promise<Either<PolicyStopped | AppendFailure, void>>
  readonly stop: () => Promise<void>
}

/** The policies over a store, with a clock that the data turns. */
export const policiesOver = (
  { store: events, last }: Counted,
  handle: CommandHandler,
  store: PolicyStore = inMemoryPolicies(),
): Policies => {
  let now = '2023-01-01T00:00:00.000Z'
  const made = policyRunner({
    events,
    handle,
    aggregates: [
      seal(Plan),
      seal(Delegation),
      seal(Inspection),
      seal(Visits),
      seal(Remediation),
      seal(Assignment),
      seal(Initiative),
      seal(Accountability),
    ],
    policies: [
      scheduling,
      windows,
      combinations,
      mandate,
      closing,
      priorShortcomings,
      standingTasks,
      ownInspecting,
      followUp,
      results,
      // Those with timers last: what an event leads to stands before what a day leads to.
      escalation,
      succession,
      targetSuccession,
    ],
    store,
    // Two gates answer one opening: which of them first, no death may change.
    inTurns: true,
    clock: () => now,
  })
  if (isLeft(made)) throw new Error(`the policies don't fit together: ${made.left._tag}`)
  const runner = made.right
  /** Running, from what stood in the log before. */
  let begun: { readonly running: Promise<void>; readonly head: string } | undefined
  let isOver = false
  return {
    settle: async (instant) => {
      now = instant
      if (begun === undefined) {
        const head = await events.head()()
        if (isLeft(head)) return head
        const running = runner.run().finally(() => (isOver = true))
        // Whoever waits for it hears of it: here, or when it is stopped.
        running.catch(() => undefined)
        begun = { running, head: head.right ?? '' }
      }
      for (;;) {
        const states = runner.states()
        for (const { policy, state } of states) {
          if (state._tag === 'Stopped') return left({ policy, failure: state.failure })
        }
        // A policy's checkpoint follows what it sends: all there means nothing is on its way.
        const goal = last() ?? begun.head
        if (states.every(({ position = '' }) => position >= goal)) break
        // Nobody is left who would come there.
        if (isOver) {
          await begun.running
          throw new Error('the policies were stopped')
        }
        await setImmediate()
      }
      // What is due by now: the clock has been turned, and nothing else wakes a timer.
      const ticked = await runner.tick()()
      if (isLeft(ticked) && ticked.left._tag === 'PolicyStopped') return left(ticked.left)
      return isLeft(ticked) && ticked.left._tag === 'Store'
        ? left(ticked.left.failure)
        : right(undefined)
    },
    stop: async () => {
      await runner.stop()
      await begun?.running
    },
  }
}
