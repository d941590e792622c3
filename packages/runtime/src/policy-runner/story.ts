/**
 * The story of a policy: the states of its instances, folded from the log, and what they lead to.
 *
 * Nothing of it is kept in a store: it is folded anew at every start, so it can't differ from the
 * log, and states need no codec. Memory is bounded by the instances and by the events that led them
 * to do something. Rejected: states saved beside the checkpoint, which every change of `evolve`
 * would leave behind.
 */
import type { AnyPolicy, Message, Reaction, Recorded, StoredEvent } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { PolicyTimer } from '../ports/policy-store.ts'
import { listenTo } from '../projector/listener.ts'
import type { PolicyFailure } from './types.ts'

/** An event of an instance, and what it leads to. */
export interface Heard {
  readonly key: string
  readonly recorded: Recorded<Message>
  readonly reactions: ReadonlyArray<Reaction>
}

/** The states of a policy's instances. */
export interface Story {
  /** Folds an event; `undefined`: none of the policy's business. */
  readonly hear: (stored: StoredEvent) => Either<PolicyFailure, Heard | undefined>
  /** What a timer leads to in its instance's present state; no state changes by it. */
  readonly ring: (timer: PolicyTimer) => Either<PolicyFailure, ReadonlyArray<Reaction>>
  readonly instances: () => number
}

/** A story that hasn't begun. */
export const storyOf = (policy: AnyPolicy, namespace: string): Story => {
  const listen = listenTo(policy.from, namespace)
  const states = new Map<string, unknown>()
  /** The instances of the events that led to commands or timers: whom an answer is for. */
  const origins = new Map<string, string>()

  const stateOf = (key: string): unknown =>
    states.has(key) ? states.get(key) : policy.initialState

  /** Where `key` doesn't say, an answer to a command of this policy goes to who sent it. */
  const instanceOf = (recorded: Recorded<Message>): string | undefined => {
    const key = policy.key(recorded)
    if (key !== undefined) return key
    const { actor, causationId } = recorded.meta
    const isAnswer = actor.kind === 'policy' && actor.name === policy.name
    return isAnswer && causationId !== undefined ? origins.get(causationId) : undefined
  }

  const fold = (recorded: Recorded<Message>): Heard | undefined => {
    const key = instanceOf(recorded)
    for (const other of new Set(policy.alsoKnownTo?.(recorded))) {
      if (other !== key) states.set(other, policy.evolve(stateOf(other), recorded))
    }
    if (key === undefined) return undefined
    const state = policy.evolve(stateOf(key), recorded)
    const reactions = policy.react(state, { _tag: 'Event', recorded })
    states.set(key, state)
    if (reactions.some(({ _tag }) => _tag !== 'CancelTimer')) origins.set(recorded.id, key)
    return { key, recorded, reactions }
  }

  return {
    hear: (stored) => {
      const heard = listen(stored)
      if (isLeft(heard)) return left({ _tag: 'UnreadableEvent', failure: heard.left })
      const recorded = heard.right
      return recorded === undefined ? right(undefined) : guarded(() => fold(recorded))
    },
    ring: ({ key, timer, instant }) =>
      guarded(() => policy.react(stateOf(key), { _tag: 'Timer', timer, instant })),
    instances: () => states.size,
  }
}

/** Runs a policy's own code: what it throws is a bug, and stops that policy alone. */
const guarded = <A>(run: () => A): Either<PolicyFailure, A> => {
  try {
    return right(run())
  } catch (thrown) {
    return left({ _tag: 'Defect', thrown })
  }
}
