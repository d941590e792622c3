/**
 * A policy's story: what a log makes it do, replayed without a disturbance.
 */
import {
  type AnyPolicy,
  type Message,
  policyStory,
  type Reaction,
  type Recorded,
  type StoredEvent,
} from '@kiemtra/kernel'
import { heardBy } from '../../log/listen.ts'

/** A timer that an event has set. */
export interface SetTimer {
  readonly key: string
  readonly timer: string
  readonly instant: string
  /** The id of the event, the first of all where a timer has set it. */
  readonly setBy: string
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
  const sends: Array<Story['sends'][number]> = []
  const timers: SetTimer[] = []
  const story = policyStory(policy, (key, state) => {
    for (const timer of timers) if (timer.key === key && !timer.isOver) timer.states.push(state)
  })

  const end = (key: string, name: string): void => {
    for (const timer of timers) {
      if (timer.key === key && timer.timer === name) timer.isOver = true
    }
  }

  for (const recorded of heardBy(policy.from, log)) {
    const turn = story.hear(recorded)
    if (turn === undefined) continue
    const { key, after, reactions } = turn
    for (const reaction of reactions) {
      if (reaction._tag === 'Send') sends.push({ cause: recorded, reaction })
      else end(key, reaction.timer)
      if (reaction._tag === 'At') {
        const { timer, instant } = reaction
        timers.push({ key, timer, instant, setBy: recorded.id, states: [after], isOver: false })
      }
    }
  }
  return { sends, timers }
}
