/**
 * The story of a policy, as a runner tells it: stored events in, what they lead to out, and what throws
 * kept to the policy that threw it.
 *
 * Nothing of it is kept in a store: it is folded anew at every start, so it can't differ from the
 * log, and states need no codec. Rejected: states saved beside the checkpoint, which every change of
 * `evolve` would leave behind.
 */
import {
  type AnyPolicy,
  policyStory,
  type PolicyTurn,
  type Reaction,
  type StoredEvent,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { PolicyTimer } from '../ports/policy-store.ts'
import { listenTo } from '../projector/listener.ts'
import type { PolicyFailure } from './types.ts'

/** The states of a policy's instances. */
export interface Story {
  /** Folds an event; `undefined`: none of the policy's business. */
  readonly hear: (stored: StoredEvent) => Either<PolicyFailure, PolicyTurn<unknown> | undefined>
  /** What a timer leads to in its instance's present state; no state changes by it. */
  readonly ring: (timer: PolicyTimer) => Either<PolicyFailure, ReadonlyArray<Reaction>>
  readonly instances: () => number
}

/** A story that hasn't begun. */
export const storyOf = (policy: AnyPolicy, namespace: string): Story => {
  const listen = listenTo(policy.from, namespace)
  const story = policyStory(policy)
  return {
    hear: (stored) => {
      const heard = listen(stored)
      if (isLeft(heard)) return left({ _tag: 'UnreadableEvent', failure: heard.left })
      const recorded = heard.right
      return recorded === undefined ? right(undefined) : guarded(() => story.hear(recorded))
    },
    ring: ({ key, timer, instant }) =>
      guarded(() => policy.react(story.stateOf(key), { _tag: 'Timer', timer, instant })),
    instances: story.instances,
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
