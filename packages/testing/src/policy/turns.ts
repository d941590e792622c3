/**
 * The turns of a policy over a log: as a runner would hear it, each with what it leads to.
 */
import { type AnyPolicy, policyStory, type PolicyTurn, type Reaction } from '@kiemtra/kernel'
import type { Complaint } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { heardBy } from '../log/listen.ts'
import type { Log } from '../log/logs.ts'

/** What a law of policies is asked about. */
export interface Asked<S> {
  readonly policy: AnyPolicy<S>
  readonly log: Log
}

/** A law of policies. */
export type Check<S> = (asked: Asked<S>, tally: Tally) => Complaint

/** A turn, and the timers that its instance has set so far, this turn included; cancelled or not. */
export type Turn<S> = PolicyTurn<S> & { readonly timers: ReadonlyMap<string, string> }

/** Every event that concerns an instance, in order. */
export const turnsOf = <S>({ policy }: Asked<S>, log: Log): ReadonlyArray<Turn<S>> => {
  const story = policyStory(policy)
  const timersOf = new Map<string, ReadonlyMap<string, string>>()
  const turns: Turn<S>[] = []
  for (const recorded of heardBy(policy.from, log)) {
    const turn = story.hear(recorded)
    if (turn === undefined) continue
    const timers = new Map(timersOf.get(turn.key))
    for (const one of turn.reactions) if (one._tag === 'At') timers.set(one.timer, one.instant)
    timersOf.set(turn.key, timers)
    turns.push({ ...turn, timers })
  }
  return turns
}

/** What a turn leads to: by its event, by each timer that was set, now or before, and by one that nobody did. */
export const reactionsTo = <S>(
  { policy }: Asked<S>,
  { after, recorded, reactions, timers }: Turn<S>,
): ReadonlyArray<ReadonlyArray<Reaction>> => {
  const ring = (timer: string, instant: string): ReadonlyArray<Reaction> =>
    policy.react(after, { _tag: 'Timer', timer, instant })
  const rung = [...timers].map(([timer, instant]) => ring(timer, instant))
  return [reactions, ...rung, ring('nobody-set-this', recorded.meta.recordedAt)]
}
