/**
 * Asking stores during a rebuild: again while they are unavailable, until it is cancelled.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Behind, ReadModelBuilder, ReadModelFailure } from '../ports/read-model-store.ts'
import { type FoldFailure, ofStore } from '../projector/folding.ts'
import type { Halt } from '../projector/halt.ts'
import { type Halted, persist } from '../projector/persist.ts'
import type { RebuildFailure } from './types.ts'

/** What a step of a rebuild comes to. */
export type Outcome<A> = Either<RebuildFailure, A>

const isUnavailable = ({ _tag }: ReadModelFailure): boolean => _tag === 'Unavailable'

const HALTED: ReadModelFailure = { _tag: 'Unavailable', reason: 'cancelled' }

const repeated = <A>(
  halt: Halt,
  step: TaskEither<ReadModelFailure, A>,
): Promise<Either<ReadModelFailure | Halted, A>> => persist(halt, step, isUnavailable)

/** A failure of folding as a rebuild tells it. */
export const notRebuilt = ({ failure, at }: FoldFailure): RebuildFailure => ({
  _tag: 'NotRebuilt',
  failure,
  at,
})

/** A store's answer, for certain. */
export const asked = async <A>(
  halt: Halt,
  step: TaskEither<ReadModelFailure, A>,
): Promise<Outcome<A>> => {
  const done = await repeated(halt, step)
  if (!isLeft(done)) return done
  const failure = done.left
  return left(failure._tag === 'Halted' ? { _tag: 'Cancelled' } : notRebuilt(ofStore(failure)))
}

/** A builder whose failures are final; cancelled, it fails as unavailable. */
export const patient = (
  builder: ReadModelBuilder,
  halt: Halt,
): Pick<ReadModelBuilder, 'rows' | 'links' | 'commit'> => {
  const lasting =
    <A>(step: TaskEither<ReadModelFailure, A>): TaskEither<ReadModelFailure, A> =>
    async () => {
      const done = await repeated(halt, step)
      if (!isLeft(done)) return done
      return left(done.left._tag === 'Halted' ? HALTED : done.left)
    }
  return {
    rows: (keys) => lasting(builder.rows(keys)),
    links: (streams) => lasting(builder.links(streams)),
    commit: (batch) => lasting(builder.commit(batch)),
  }
}

/** Finishing, where being behind is an answer. */
export const finishing =
  (builder: ReadModelBuilder): TaskEither<ReadModelFailure, Behind | undefined> =>
  async () => {
    const done = await builder.finish()()
    if (!isLeft(done)) return right(undefined)
    return done.left._tag === 'Behind' ? right(done.left) : left(done.left)
  }
