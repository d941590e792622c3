/**
 * A policy's story: what a log makes it do, replayed without a disturbance.
 */
import type { AnyPolicy, Message, Reaction, Recorded, StoredEvent } from '@kiemtra/kernel'
import { heardBy } from '../../log/listen.ts'

/** A timer that an event has set. */
export interface SetTimer {
  readonly key: string
  readonly timer: string
  readonly instant: string
  /** States of its instance in which it may have fired, from the one that set it on. */
  readonly states: unknown[]
  /** Whether an event has cancelled it, or set it anew. */
  isOver: boolean
}

/** What a log makes a policy do. */
export interface Story {
  /** Commands that events lead to. */
  readonly sends: ReadonlyArray<{
    readonly cause: Recorded<Message>
    readonly reaction: Extract<Reaction, { _tag: 'Send' }>
  }>
  /** Timers that events have set, in order. */
  readonly timers: ReadonlyArray<SetTimer>
}

/** Replays a policy over a log. */
export const storyOf = (policy: AnyPolicy, log: ReadonlyArray<StoredEvent>): Story => {
  const states = new Map<string, unknown>()
  const origins = new Map<string, string>()
  const sends: Array<Story['sends'][number]> = []
  const timers: SetTimer[] = []

  const stateOf = (key: string): unknown =>
    states.has(key) ? states.get(key) : policy.initialState

  const know = (key: string, recorded: Recorded<Message>): unknown => {
    const state = policy.evolve(stateOf(key), recorded)
    states.set(key, state)
    for (const timer of timers) if (timer.key === key && !timer.isOver) timer.states.push(state)
    return state
  }

  const end = (key: string, name: string): void => {
    for (const timer of timers) {
      if (timer.key === key && timer.timer === name) timer.isOver = true
    }
  }

  for (const recorded of heardBy(policy.from, log)) {
    const key = policy.key(recorded) ?? askerOf(policy, recorded, origins)
    for (const other of new Set(policy.alsoKnownTo?.(recorded))) {
      if (other !== key) know(other, recorded)
    }
    if (key === undefined) continue
    const state = know(key, recorded)
    const reactions = policy.react(state, { _tag: 'Event', recorded })
    if (reactions.some(({ _tag }) => _tag !== 'CancelTimer')) origins.set(recorded.id, key)
    for (const reaction of reactions) {
      if (reaction._tag === 'Send') sends.push({ cause: recorded, reaction })
      else end(key, reaction.timer)
      if (reaction._tag === 'At') {
        const { timer, instant } = reaction
        timers.push({ key, timer, instant, states: [state], isOver: false })
      }
    }
  }
  return { sends, timers }
}

/** The instance whose command an event answers. */
const askerOf = (
  { name }: AnyPolicy,
  { meta }: Recorded<Message>,
  origins: ReadonlyMap<string, string>,
): string | undefined => {
  const { actor, causationId } = meta
  const isAnswer = actor.kind === 'policy' && actor.name === name
  return isAnswer && causationId !== undefined ? origins.get(causationId) : undefined
}
