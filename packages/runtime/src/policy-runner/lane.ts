/**
 * A lane: one policy's way through the log.
 *
 * It claims the policy, and with it the right to move its checkpoint until someone else claims it.
 * It folds the log from its beginning; up to the checkpoint it does nothing more. After it, it sends
 * what an event leads to, waits for the answers, and then commits checkpoint and timers at once. What
 * can pass by itself is tried again without end; anything else stops this lane and no other, and the
 * checkpoint stays before the event to blame.
 */
import type { AnyPolicy, Position, Reaction } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { backoffMs } from '../pause.ts'
import type { Delivery } from '../ports/event-store.ts'
import type { PolicyStore, PolicyTimer, PolicyWriter } from '../ports/policy-store.ts'
import type { Halt } from '../projector/halt.ts'
import { positionOfDelivery } from '../projector/delivery.ts'
import { type Cause, ofEvent, ofTimer } from './cause.ts'
import { canPass, HALTED, type Halted, ofStore, type Outcome } from './failures.ts'
import { reacting } from './reacting.ts'
import { storyOf } from './story.ts'
import type { Target } from './targets.ts'
import { change, type TimerChanges, type Timers, timersOf, written } from './timers.ts'
import type { PolicyFailure, PolicyState, PolicyStatus } from './types.ts'

/** One policy's way through the log. */
export interface PolicyLane {
  readonly status: () => PolicyStatus
  readonly stopped: () => PolicyFailure | undefined
  /** Whether it has seen the end of the log. */
  readonly isLive: () => boolean
  /** How far it has folded the log. */
  readonly folded: () => Position | undefined
  readonly claim: () => Promise<void>
  readonly process: (deliveries: ReadonlyArray<Delivery>) => Promise<void>
  /** Goes on with timers that had begun to fire, if it has come to where they began. */
  readonly resume: (next: Delivery) => Promise<void>
  /** Fires the timers that are due; whether there were any. */
  readonly fire: (nowMs: number) => Promise<boolean>
  /** Fires the first timer that is due; whether there was one. */
  readonly fireOne: (nowMs: number) => Promise<boolean>
  readonly nextTimerMs: () => number | undefined
  readonly stop: (failure: PolicyFailure, at: Position | undefined) => void
}

/** What a lane is made of. */
export interface PolicyLaneConfig {
  readonly policy: AnyPolicy
  readonly store: PolicyStore
  readonly targets: ReadonlyMap<string, Target>
  readonly clock: () => string
  readonly namespace: string
  readonly halt: Halt
  readonly onChange: (lane: PolicyLane, what: 'state' | 'timers') => void
}

/** A lane that hasn't claimed its policy yet. */
export const makePolicyLane = (config: PolicyLaneConfig): PolicyLane => {
  const { policy, store, targets, clock, namespace, halt, onChange } = config
  const story = storyOf(policy, namespace)
  let writer: PolicyWriter | undefined
  let timers: Timers = timersOf([])
  let checkpoint: Position | undefined
  let folded: Position | undefined
  let state: PolicyState = { _tag: 'CatchingUp' }
  let isLive = false
  /** What runs now: events and timers take turns. */
  let turn: Promise<unknown> = Promise.resolve()

  const enter = (next: PolicyState): void => {
    const same = next._tag === state._tag && next._tag !== 'Retrying'
    state = next
    if (!same) onChange(lane, 'state')
  }

  const inTurn = <A>(run: () => Promise<A>): Promise<A> => {
    const mine = turn.then(run)
    turn = mine.catch(() => undefined)
    return mine
  }

  // ------------------------------------------------------- steps that insist

  /** Repeats a step while it fails in a way that can pass by itself. */
  const persist = async <A>(step: () => Promise<Either<PolicyFailure, A>>): Promise<Outcome<A>> => {
    for (let attempt = 1; ; attempt++) {
      if (halt.isHalted()) return HALTED
      const done = await step()
      if (!isLeft(done)) {
        if (state._tag === 'Retrying') enter({ _tag: isLive ? 'Live' : 'CatchingUp' })
        return done
      }
      if (halt.isHalted()) return HALTED
      if (!canPass(done.left)) return done
      enter({ _tag: 'Retrying', failure: done.left, attempt })
      await halt.pause(backoffMs(attempt - 1))
    }
  }

  const commit = async (position: Position | undefined, changes: TimerChanges) => {
    const to = writer
    if (to === undefined) return HALTED
    const done = await persist(async () => {
      const committed = await to.commit({ position, ...written(changes) })()
      return isLeft(committed) ? left(ofStore(committed.left)) : right(undefined)
    })
    if (isLeft(done)) return done
    checkpoint = position
    timers.apply(changes)
    if (changes.size > 0) onChange(lane, 'timers')
    return done
  }

  // --------------------------------------------------------------- reactions

  const react = reacting({ policy, targets, clock, halt, persist })

  /** Does what a cause leads to, commands first; then the checkpoint moves, with the timers. */
  const perform = async (
    cause: Cause,
    reactions: ReadonlyArray<Reaction>,
    position: Position | undefined,
    changes: TimerChanges,
  ): Promise<Outcome<void>> => {
    const done = await react(cause, reactions, changes)
    return isLeft(done) ? done : commit(position, changes)
  }

  // --------------------------------------------------------- events, timers

  const hear = async (delivery: Delivery, position: Position): Promise<Outcome<void>> => {
    if (delivery._tag !== 'Event') return right(undefined)
    const heard = story.hear(delivery.stored)
    if (isLeft(heard)) return heard
    if (heard.right === undefined || isPast(position, checkpoint)) return right(undefined)
    const { key, recorded, reactions } = heard.right
    if (reactions.length === 0) return right(undefined)
    return perform(ofEvent(key, recorded, policy.name), reactions, position, new Map())
  }

  const ring = async (timer: PolicyTimer): Promise<Outcome<void>> => {
    const reactions = story.ring(timer)
    if (isLeft(reactions)) return reactions
    const changes: TimerChanges = new Map()
    change(changes, timer, undefined)
    return perform(ofTimer(timer), reactions.right, folded, changes)
  }

  /** Goes on with timers that had begun to fire when their runner died. */
  const resume = async (next: Delivery): Promise<Outcome<void>> => {
    if (next._tag !== 'CaughtUp' && isPast(positionOfDelivery(next), checkpoint)) {
      return right(undefined)
    }
    for (const timer of timers.firing()) {
      const rung = await ring(timer)
      if (isLeft(rung)) return rung
    }
    return right(undefined)
  }

  const fireOne = async (nowMs: number): Promise<boolean> => {
    const timer = isActive() && isLive ? timers.due(nowMs) : undefined
    if (timer === undefined) return false
    const begun: TimerChanges = new Map()
    const firing = { ...timer, firing: true }
    change(begun, timer, firing)
    const marked = await commit(folded, begun)
    const rung = isLeft(marked) ? marked : await ring(firing)
    if (!isLeft(rung)) return true
    await end(rung.left, undefined)
    return false
  }

  const advance = async (deliveries: ReadonlyArray<Delivery>): Promise<void> => {
    for (const delivery of deliveries) {
      const position = positionOfDelivery(delivery)
      const isEnd = delivery._tag === 'CaughtUp'
      const resumed = await resume(delivery)
      if (isLeft(resumed)) return end(resumed.left, undefined)
      if (!isEnd && !isPast(position, folded)) {
        const done = await hear(delivery, position)
        if (isLeft(done)) return end(done.left, position)
        folded = position
      }
      if (isEnd) {
        isLive = true
        if (state._tag === 'CatchingUp') enter({ _tag: 'Live' })
      }
    }
    const failed = await settle()
    if (failed !== undefined) await end(failed, undefined)
  }

  /** Commits how far it has come, where nothing has led to a commit of its own. */
  const settle = async (): Promise<PolicyFailure | Halted | undefined> => {
    if (folded === undefined || isPast(folded, checkpoint)) return undefined
    const done = await commit(folded, new Map())
    return isLeft(done) ? done.left : undefined
  }

  const end = async (failure: PolicyFailure | Halted, at: Position | undefined): Promise<void> => {
    if (failure._tag === 'Halted') return
    // What lies before the event to blame is done with, and needn't be done again.
    if (at !== undefined) await settle()
    if (!halt.isHalted()) lane.stop(failure, at)
  }

  const isActive = (): boolean =>
    writer !== undefined && state._tag !== 'Stopped' && !halt.isHalted()

  const lane: PolicyLane = {
    status: () => ({
      policy: policy.name,
      position: checkpoint,
      instances: story.instances(),
      timers: timers.size(),
      state,
    }),
    stopped: () => (state._tag === 'Stopped' ? state.failure : undefined),
    isLive: () => isLive,
    folded: () => folded,
    claim: async () => {
      const claimed = await persist(async () => {
        const claim = await store.claim(policy.name)()
        return isLeft(claim) ? left(ofStore(claim.left)) : claim
      })
      if (isLeft(claimed)) return end(claimed.left, undefined)
      writer = claimed.right
      checkpoint = writer.checkpoint
      timers = timersOf(writer.timers)
    },
    process: (deliveries) =>
      inTurn(async () => {
        if (isActive()) await advance(deliveries)
      }),
    resume: (next) =>
      inTurn(async () => {
        const resumed = isActive() ? await resume(next) : right(undefined)
        if (isLeft(resumed)) await end(resumed.left, undefined)
      }),
    fire: (nowMs) =>
      inTurn(async () => {
        let hasFired = false
        while (await fireOne(nowMs)) hasFired = true
        return hasFired
      }),
    fireOne: (nowMs) => inTurn(() => fireOne(nowMs)),
    nextTimerMs: () => (isActive() && isLive ? timers.nextMs() : undefined),
    stop: (failure, at) => enter({ _tag: 'Stopped', failure, at }),
  }
  return lane
}

/** Whether a position lies at or before another. */
const isPast = (position: Position, other: Position | undefined): boolean =>
  other !== undefined && position <= other
