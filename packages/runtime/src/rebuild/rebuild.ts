/**
 * Rebuilding a read model: its rows built anew from the log, beside those that stand, compared with
 * them, and put in their place.
 *
 * Readers see the old rows until the new ones are complete, and then the new ones at once. A
 * projector may go on with the table all the while: it keeps its claim, and goes on from the new
 * checkpoint. Rows that the log can't produce are gone. What fails, or is cancelled, leaves the table
 * as it was.
 *
 * The comparison is of rows as of one position. The table is scanned at its checkpoint, and the
 * building waits there: never past the checkpoint before the scan, never before it after the scan.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { backoffMs, timer } from '../pause.ts'
import { type AppendFailure, StoreError } from '../ports/event-store.ts'
import type { ReadModelBuilder } from '../ports/read-model-store.ts'
import { type Halt, haltBy } from '../projector/halt.ts'
import { type Halted, persist } from '../projector/persist.ts'
import { someOf } from '../projector/some.ts'
import { tableOf } from '../projector/table.ts'
import { asked, type Outcome } from './asking.ts'
import { type Course, courseOf, EVENTS_AT_ONCE } from './course.ts'
import type { RebuildConfig, RebuildFailure, RebuildReport } from './types.ts'

/**
 * Rebuilds a projection's table; see the module. Also compares only (`dryRun`).
 *
 * @example
 * const Account = {
 *   category: 'account',
 *   event: eventCodec(event('Deposited', t.strict({ amount: t.number }))),
 * }
 * const balances = projection<{ readonly balance: number }>()({
 *   name: 'balances',
 *   version: 1,
 *   from: [Account],
 *   audience: 'public',
 *   row: t.strict({ balance: t.number }),
 *   indexes: [],
 *   on: {
 *     Deposited: {
 *       keys: ({ stream }) => [stream],
 *       apply: (row, { event }) => ({ balance: (row?.balance ?? 0) + event.data.amount }),
 *     },
 *   },
 * })
 * const readModels = inMemoryReadModels()
 * const rebuilt = await rebuild(balances, { events: inMemoryEventStore(), readModels })()
 * E.isRight(rebuilt) && rebuilt.right.comparison.agree // => true
 */
export const rebuild =
  (projection: AnyProjection, config: RebuildConfig): TaskEither<RebuildFailure, RebuildReport> =>
  async () => {
    const halt = haltBy(config.signal, config.pause ?? timer)
    try {
      const begun = await asked(halt, config.readModels.build(tableOf(projection)))
      if (isLeft(begun)) return begun
      const builder = begun.right
      try {
        return await follow(projection, config, halt, builder)
      } finally {
        // What is finished stays; what isn't has left nothing, whatever has happened.
        await builder.abandon()()
      }
    } finally {
      halt.halt()
    }
  }

const follow = async (
  projection: AnyProjection,
  config: RebuildConfig,
  halt: Halt,
  builder: ReadModelBuilder,
): Promise<Outcome<RebuildReport>> => {
  const { events, namespace = DEFAULT_NAMESPACE } = config
  const head = await persist(halt, events.head(), isUnavailable)
  if (isLeft(head)) return left(cancelledOr(head.left))
  const begun = await courseOf({ projection, config, namespace, halt, builder, head: head.right })
  if (isLeft(begun)) return begun
  const course = begun.right
  try {
    let failures = 0
    for (;;) {
      const before = course.position()
      const done = await subscribed(config, namespace, halt, course)
      if (!isLeft(done) || done.left._tag !== 'NotRebuilt') return done
      const { failure } = done.left
      if (failure._tag !== 'Events' || !isUnavailable(failure.failure)) return done
      course.rewind()
      failures = course.position() === before ? failures + 1 : 0
      await halt.pause(backoffMs(failures))
    }
  } finally {
    await course.close()
  }
}

/** Follows the log from where the course is, until it is over or the subscription is. */
const subscribed = async (
  { events, pause = timer }: RebuildConfig,
  namespace: string,
  halt: Halt,
  course: Course,
): Promise<Outcome<RebuildReport>> => {
  if (halt.isHalted()) return left({ _tag: 'Cancelled' })
  const subscription = haltBy(halt.signal, pause)
  const { signal } = subscription
  const from = course.position() ?? 'start'
  try {
    const iterator = events.subscribe({ namespace, from, signal })[Symbol.asyncIterator]()
    const nextSome = someOf(iterator)
    try {
      for (;;) {
        const next = await nextSome(EVENTS_AT_ONCE)
        if (next.done === true) return left(halt.isHalted() ? { _tag: 'Cancelled' } : ofLog(ENDED))
        const done = await course.take(next.value)
        if (isLeft(done)) return done
        if (done.right !== undefined) return right(done.right)
      }
    } finally {
      await iterator.return?.()
    }
  } catch (thrown) {
    if (thrown instanceof StoreError) return left(ofLog(thrown.failure))
    throw thrown
  } finally {
    subscription.halt()
  }
}

/** A subscription ends by itself only when its store is closed. */
const ENDED: AppendFailure = {
  _tag: 'Incompatible',
  found: 'a closed event store',
  wanted: 'an open one',
}

const isUnavailable = ({ _tag }: AppendFailure): boolean => _tag === 'Unavailable'

const ofLog = (failure: AppendFailure): RebuildFailure => ({
  _tag: 'NotRebuilt',
  failure: { _tag: 'Events', failure },
  at: undefined,
})

const cancelledOr = (failure: AppendFailure | Halted): RebuildFailure =>
  failure._tag === 'Halted' ? { _tag: 'Cancelled' } : ofLog(failure)
