/**
 * The policy store as one process sees it: every call waits for its turn and may fail.
 */
import type { PolicyStore, PolicyStoreFailure } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { portCall, type Surroundings } from './port-call.ts'

const refused = (): Either<PolicyStoreFailure, never> =>
  left({ _tag: 'Unavailable', reason: 'simulated' })

/** A store as one process sees it; `claimed` is told of every claim, and what it gives of its commits. */
export const policiesSeenBy = (
  store: PolicyStore,
  around: Surroundings,
  claimed: (policy: string) => () => void,
): PolicyStore => {
  const call = <A>(
    what: string,
    work: () => Promise<Either<PolicyStoreFailure, A>>,
    told: (answer: A) => string,
  ): Promise<Either<PolicyStoreFailure, A>> =>
    portCall<Either<PolicyStoreFailure, A>>(around, {
      what,
      work,
      refused,
      replyLost: refused,
      told: (answer) => (isLeft(answer) ? answer.left._tag : told(answer.right)),
    })

  return {
    claim: (policy) => () =>
      call(
        `claim policy ${policy}`,
        async () => {
          const answer = await store.claim(policy)()
          if (isLeft(answer)) return answer
          const committed = claimed(policy)
          const writer = answer.right
          return right({
            ...writer,
            commit: (batch) => () =>
              call(
                `commit policy ${policy} to ${batch.position ?? 'the start'}`,
                async () => {
                  const done = await writer.commit(batch)()
                  if (!isLeft(done)) committed()
                  return done
                },
                () => `${batch.set.length} timers set, ${batch.cancel.length} cancelled`,
              ),
          })
        },
        ({ epoch, checkpoint }) => `epoch ${epoch}, at ${checkpoint ?? 'the start'}`,
      ),
    close: () => store.close(),
  }
}
