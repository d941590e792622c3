/**
 * The story of a policy: the states of its instances, folded from the log, and what they lead to.
 *
 * One fold for whoever drives or checks a policy, so that a check can't hear other than a runner does.
 * It is told every event of the policy's sources once, in the log's order, and keeps what it has
 * learnt; memory is bounded by the instances, the streams that are linked, and the events that led to
 * something.
 */
import type { Message, Recorded } from './message.ts'
import type { AnyPolicy, Reaction } from './policy.ts'
import type { Remembered } from './projection.ts'

/** An event of an instance: the state before and after it, and what it leads to. */
export interface PolicyTurn<State> {
  readonly key: string
  readonly recorded: Recorded<Message>
  /** What the event's stream has left so far, this event included. */
  readonly remembered: Remembered
  readonly before: State
  readonly after: State
  readonly reactions: ReadonlyArray<Reaction>
}

/** The states of a policy's instances. */
export interface PolicyStory<State> {
  /** Folds the next event; `undefined`: no instance does anything about it. */
  readonly hear: (recorded: Recorded<Message>) => PolicyTurn<State> | undefined
  readonly stateOf: (key: string) => State
  readonly instances: () => number
}

const NOTHING: Remembered = Object.freeze({})

/**
 * A story that hasn't begun. `told` hears of every new state of an instance, before `react` is asked.
 *
 * @example
 * const counting: AnyPolicy<number> = {
 *   name: 'counting',
 *   from: [],
 *   key: ({ stream }) => stream,
 *   initialState: 0,
 *   evolve: (count) => count + 1,
 *   react: () => [],
 * }
 * policyStory(counting).stateOf('nobody') // => 0
 */
export const policyStory = <State>(
  policy: AnyPolicy<State>,
  told?: (key: string, state: State) => void,
): PolicyStory<State> => {
  const states = new Map<string, { readonly state: State }>()
  const memories = new Map<string, Remembered>()
  /** The instances of the events that led to commands or timers: whom an answer is for. */
  const origins = new Map<string, string>()

  const stateOf = (key: string): State => {
    const kept = states.get(key)
    return kept === undefined ? policy.initialState : kept.state
  }

  const enter = (key: string, recorded: Recorded<Message>, remembered: Remembered): State => {
    const state = policy.evolve(stateOf(key), recorded, remembered)
    states.set(key, { state })
    told?.(key, state)
    return state
  }

  const remember = (recorded: Recorded<Message>): Remembered => {
    const before = memories.get(recorded.stream) ?? NOTHING
    const learnt = policy.links?.(recorded, before)
    if (learnt === undefined) return before
    const after = { ...before, ...learnt }
    memories.set(recorded.stream, after)
    return after
  }

  /** Where `key` doesn't say, an answer to a command of this policy goes to who sent it. */
  const instanceOf = (recorded: Recorded<Message>, remembered: Remembered): string | undefined => {
    const key = policy.key(recorded, remembered)
    if (key !== undefined) return key
    const { actor, causationId } = recorded.meta
    const isAnswer = actor.kind === 'policy' && actor.name === policy.name
    return isAnswer && causationId !== undefined ? origins.get(causationId) : undefined
  }

  return {
    hear: (recorded) => {
      const remembered = remember(recorded)
      const key = instanceOf(recorded, remembered)
      for (const other of new Set(policy.alsoKnownTo?.(recorded, remembered))) {
        if (other !== key) enter(other, recorded, remembered)
      }
      if (key === undefined) return undefined
      const before = stateOf(key)
      const after = enter(key, recorded, remembered)
      const reactions = policy.react(after, { _tag: 'Event', recorded })
      if (reactions.some(({ _tag }) => _tag !== 'CancelTimer')) origins.set(recorded.id, key)
      return { key, recorded, remembered, before, after, reactions }
    },
    stateOf,
    instances: () => states.size,
  }
}
