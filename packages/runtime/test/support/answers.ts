/** Unwraps answers: a test says which side it expects, and fails with what it got instead. */
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

export const rightOf = <E, A>(answer: Either<E, A>): A => {
  if (answer._tag === 'Right') return answer.right
  throw new Error(`expected a Right, got ${JSON.stringify(answer.left)}`)
}

export const leftOf = <E, A>(answer: Either<E, A>): E => {
  if (answer._tag === 'Left') return answer.left
  throw new Error(`expected a Left, got ${JSON.stringify(answer.right)}`)
}

export const done = async <E, A>(task: TaskEither<E, A>): Promise<A> => rightOf(await task())

export const failed = async <E, A>(task: TaskEither<E, A>): Promise<E> => leftOf(await task())

export const collect = async <A>(items: AsyncIterable<A>): Promise<A[]> => {
  const all: A[] = []
  for await (const item of items) all.push(item)
  return all
}
