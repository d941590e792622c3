/**
 * The policy runner: drives policies through the log.
 *
 * One subscription from the log's beginning feeds all; each policy has its own checkpoint, timers and
 * fate. Commands are sent, and only then does the checkpoint move: after a crash they are sent again,
 * under the same ids, which the handler answers as the first time. So nothing is lost, and nothing
 * happens twice, whatever is delivered twice, wherever the process died, and however many run at
 * once: the last to claim a policy moves its checkpoint, the others stop as `Fenced`.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { backoffMs, timer } from '../pause.ts'
import { type Fed, feedOf, lowest } from '../projector/feeding.ts'
import { type Halt, haltBy } from '../projector/halt.ts'
import { lastPosition } from '../projector/last-position.ts'
import { fedOf } from './fed.ts'
import { makePolicyLane, type PolicyLane } from './lane.ts'
import { targetsOf } from './targets.ts'
import { ticking } from './ticking.ts'
import { turnsOf } from './turns.ts'
import type {
  CatchUpFailure,
  PolicyRunner,
  PolicyRunnerConfig,
  PolicyRunnerFailure,
  PolicyStatus,
} from './types.ts'

const DEFAULT_BATCH_SIZE = 500

interface Run {
  readonly halt: Halt
  readonly lanes: ReadonlyArray<PolicyLane>
  readonly firesTimers: boolean
  /** Who is fed: each lane by itself, or all in turns. */
  readonly fed: ReadonlyArray<Fed>
  /** Fires timers that are due; whether there were any. */
  readonly fire: (nowMs: number) => Promise<boolean>
  readonly ended: Promise<void>
  /** Resolves when every lane that still goes on has folded the log up to there, or the run has ended. */
  readonly reached: (position: Position | 'end') => Promise<void>
}

/**
 * Makes a policy runner; nothing runs yet.
 *
 * @example
 * const events = inMemoryEventStore()
 * const made = policyRunner({
 *   events,
 *   handle: commandHandler({ events }),
 *   aggregates: [seal(Inspection), seal(Visits)],
 *   policies: [scheduling],
 *   store: inMemoryPolicies(),
 * })
 * E.isRight(made) && E.isRight(await made.right.catchUp()()) // => true
 */
export const policyRunner = (
  config: PolicyRunnerConfig,
): Either<PolicyRunnerFailure, PolicyRunner> => {
  const refusal = refused(config)
  return refusal === undefined ? right(runnerOf(config)) : left(refusal)
}

/** What is wrong with a configuration, before anything runs. */
const refused = ({ policies, aggregates }: PolicyRunnerConfig): PolicyRunnerFailure | undefined => {
  const categories = new Set<string>()
  for (const { category } of aggregates) {
    if (categories.has(category)) return { _tag: 'SeveralAggregatesOfOneCategory', category }
    categories.add(category)
  }
  const names = new Set<string>()
  for (const { name: policy, sends = [] } of policies) {
    if (names.has(policy)) return { _tag: 'SeveralPoliciesOfOneName', policy }
    names.add(policy)
    const category = sends.find((one) => !categories.has(one))
    if (category !== undefined) return { _tag: 'UnknownCategory', policy, category }
  }
  return undefined
}

const systemClock = (): string => new Date().toISOString()

const runnerOf = (config: PolicyRunnerConfig): PolicyRunner => {
  const { events, policies, store, onState, signal, clock = systemClock, pause = timer } = config
  const { namespace = DEFAULT_NAMESPACE, batchSize = DEFAULT_BATCH_SIZE, inTurns = false } = config
  const targets = targetsOf(config.aggregates, config.handle, namespace)
  let current: Run | undefined
  let lanes: ReadonlyArray<PolicyLane> = []

  const statusOf = (lane: PolicyLane): PolicyStatus => {
    const status = lane.status()
    const isQuiet = current === undefined && status.state._tag !== 'Stopped'
    return isQuiet ? { ...status, state: { _tag: 'Idle' } } : status
  }

  const start = (firesTimers: boolean): Run => {
    const halt = haltBy(signal, pause)
    const waiting = new Set<() => void>()
    const check = (): void => {
      for (const look of [...waiting]) look()
    }
    const fire = (nowMs: number): Promise<boolean> => run.fire(nowMs)
    const clockwork = ticking({ halt, clock, lanes: () => run.lanes, fire, sleep: config.sleep })
    const onChange = (lane: PolicyLane, what: 'state' | 'timers'): void => {
      // A lane that has come to the log's end may have timers that waited for it.
      clockwork.wake()
      if (what === 'state') onState?.(statusOf(lane))
    }
    const made = policies.map((policy) =>
      makePolicyLane({ policy, store, targets, clock, namespace, halt, onChange }),
    )
    let hasEnded = false
    // Begun in the next turn, so that a stop from within its very first step finds a run to stop.
    const ended = Promise.resolve()
      .then(() => {
        // Where nobody is left to drive, there is nobody to fire timers for.
        const driven = drive(run, check).finally(halt.halt)
        return Promise.all([driven, firesTimers ? clockwork.run() : undefined])
      })
      .then(() => undefined)
      .finally(() => {
        hasEnded = true
        halt.halt()
        if (current === run) current = undefined
        check()
      })
    // What throws reaches whoever waits for the end; it needn't be the first to look.
    ended.catch(() => undefined)
    const reached = (position: Position | 'end'): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          const behind = activeOf(run).some((lane) =>
            position === 'end' ? !lane.isLive() : (lane.folded() ?? '') < position,
          )
          if (behind && !hasEnded) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    const turns = turnsOf(made, () => atRest(run))
    const each = async (nowMs: number): Promise<boolean> => {
      const fired = await Promise.all(activeOf(run).map((lane) => lane.fire(nowMs)))
      return fired.includes(true)
    }
    const taking = inTurns
      ? { fed: [turns], fire: turns.fire }
      : { fed: made.map(fedOf), fire: each }
    const run: Run = { halt, lanes: made, ...taking, firesTimers, ended, reached }
    lanes = made
    current = run
    return run
  }

  const drive = async (run: Run, check: () => void): Promise<void> => {
    const { halt } = run
    await Promise.all(run.lanes.map((lane) => lane.claim()))
    check()
    await feedOf({
      events,
      namespace,
      batchSize,
      halt,
      pause,
      lanes: () => run.fed,
      onFed: () => {
        check()
        return false
      },
    }).run()
  }

  const stop = async (): Promise<void> => {
    const stopping = current
    stopping?.halt.halt()
    await stopping?.ended
  }

  /** The last event that a lane hasn't folded; `undefined`: there is none. */
  const ahead = async (run: Run): ReturnType<typeof lastPosition> =>
    run.lanes.length === 0
      ? right(undefined)
      : lastPosition(events, namespace, lowest(activeOf(run).map(fedOf)))

  /** Everything that is there has been reacted to, and all that came of it. */
  const quiet = async (run: Run): Promise<Either<CatchUpFailure, void>> => {
    await run.reached('end')
    for (;;) {
      const failure = stoppedOf(run)
      if (failure !== undefined) return left(failure)
      if (run.halt.isHalted()) return left({ _tag: 'Ended' })
      const last = await ahead(run)
      if (isLeft(last)) return last
      if (last.right === undefined) return right(undefined)
      await run.reached(last.right)
    }
  }

  /** The lanes that still go on have reacted to everything, or the run is halted. */
  const atRest = async (run: Run): Promise<void> => {
    const { halt } = run
    const halted = new Promise<void>((resolve) => {
      halt.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    while (!halt.isHalted() && activeOf(run).length > 0) {
      const last = await ahead(run)
      if (isLeft(last)) await halt.pause(backoffMs(0))
      else if (last.right === undefined) return
      else await Promise.race([run.reached(last.right), halted])
    }
  }

  /** Works with the run that there is, or with one of its own that ends with the work. */
  const within =
    (work: (run: Run) => Promise<Either<CatchUpFailure, void>>) =>
    async (): Promise<Either<CatchUpFailure, void>> => {
      // A run of another `catchUp` or `tick` ends under whoever joins it.
      while (current?.firesTimers === false) await current.ended
      if (current !== undefined) return work(current)
      const run = start(false)
      const done = await work(run)
      run.halt.halt()
      await run.ended
      return done
    }

  return {
    run: async () => {
      // A run of `catchUp` or `tick` ends by itself, and fires no timers.
      while (current?.firesTimers === false) await current.ended
      await (current ?? start(true)).ended
    },
    stop,
    catchUp: () => within(quiet),
    tick: () =>
      within(async (run) => {
        for (;;) {
          const done = await quiet(run)
          if (isLeft(done)) return done
          const nowMs = Date.parse(clock())
          const hasFired = await run.fire(nowMs)
          const failure = stoppedOf(run)
          if (failure !== undefined) return left(failure)
          if (hasFired) continue
          // The run's own clock may have fired them meanwhile: what came of that is to be caught up with.
          const last = await ahead(run)
          if (isLeft(last)) return last
          if (last.right === undefined) return right(undefined)
        }
      }),
    states: () =>
      lanes.length > 0
        ? lanes.map(statusOf)
        : policies.map(({ name: policy }) => ({
            policy,
            position: undefined,
            instances: 0,
            timers: 0,
            state: { _tag: 'Idle' },
          })),
  }
}

// --------------------------------------------------------------- behaviour

const activeOf = ({ lanes }: Run): ReadonlyArray<PolicyLane> =>
  lanes.filter((lane) => lane.stopped() === undefined)

const stoppedOf = ({ lanes }: Run): CatchUpFailure | undefined => {
  for (const lane of lanes) {
    const failure = lane.stopped()
    if (failure === undefined) continue
    return { _tag: 'PolicyStopped', policy: lane.status().policy, failure }
  }
  return undefined
}
