/**
 * A read-model store whose n-th call meets a fault: every call of writers, builders and scans counts.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type {
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelStore,
  ReadModelWriter,
  RowScan,
} from '../../src/index.ts'

/** What happens at a call. */
export type Fault =
  | 'unavailable'
  | 'replyLost'
  /** The process dies before, or after, the call takes effect: it never returns. */
  | 'diesBefore'
  | 'diesAfter'
  /** Something else happens at that moment; the call goes through. */
  | (() => void)

/** See the module. */
export interface Faulty {
  readonly store: ReadModelStore
  readonly calls: () => number
  readonly died: Promise<void>
}

type Answer<E, A> = TaskEither<E | ReadModelFailure, A>

/** A store whose calls meet faults, by their numbers from 0. */
export const faultyReadModels = (
  inner: ReadModelStore,
  faultAt: (call: number) => Fault | undefined,
): Faulty => {
  let calls = 0
  let die: () => void = () => undefined
  const died = new Promise<void>((resolve) => (die = resolve))
  const unavailable = left({ _tag: 'Unavailable' as const, reason: 'down' })

  const meet =
    <E, A>(call: TaskEither<E, A>): Answer<E, A> =>
    async () => {
      const fault = faultAt(calls++)
      if (fault === undefined) return call()
      if (typeof fault === 'function') {
        fault()
        return call()
      }
      if (fault === 'unavailable') return unavailable
      if (fault !== 'diesBefore') await call()
      if (fault === 'replyLost') return unavailable
      die()
      return new Promise<never>(() => undefined)
    }

  const mapped =
    <E, A, B>(call: TaskEither<E, A>, wrap: (a: A) => B): TaskEither<E, B> =>
    async (): Promise<Either<E, B>> => {
      const answer = await call()
      return isLeft(answer) ? answer : right(wrap(answer.right))
    }

  const writer = (real: ReadModelWriter): ReadModelWriter => ({
    ...real,
    rows: (keys) => meet(real.rows(keys)),
    links: (streams) => meet(real.links(streams)),
    commit: (batch) => meet(real.commit(batch)),
    renew: () => meet(mapped(real.renew(), writer)),
  })
  const scan = (real: RowScan): RowScan => ({ ...real, next: (limit) => meet(real.next(limit)) })
  const builder = (real: ReadModelBuilder): ReadModelBuilder => ({
    ...real,
    rows: (keys) => meet(real.rows(keys)),
    links: (streams) => meet(real.links(streams)),
    commit: (batch) => meet(real.commit(batch)),
    scan: () => meet(mapped(real.scan(), scan)),
    finish: () => meet(real.finish()),
    abandon: () => meet(real.abandon()),
  })
  const store: ReadModelStore = {
    ...inner,
    claim: (table) => meet(mapped(inner.claim(table), writer)),
    build: (table) => meet(mapped(inner.build(table), builder)),
    scan: (table) => meet(mapped(inner.scan(table), scan)),
    checkpoint: (table) => meet(inner.checkpoint(table)),
    skipped: (table) => meet(inner.skipped(table)),
  }
  return { store, calls: () => calls, died }
}
