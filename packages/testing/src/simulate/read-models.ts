/**
 * The read-model store as one process sees it: every call waits for its turn and may fail.
 */
import type {
  ReadModelBatch,
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { portCall, type Surroundings } from './port-call.ts'

/** Who is told of claims, and of commits that were made. */
export interface TableWatch {
  readonly claimed: (table: ReadModelTable) => void
  readonly committed: (table: ReadModelTable, batch: ReadModelBatch) => Promise<void>
}

const refused = (): Either<ReadModelFailure, never> =>
  left({ _tag: 'Unavailable', reason: 'simulated' })

/** A store as one process sees it; a lost answer looks like one that was never asked for. */
export const tablesSeenBy = (
  store: ReadModelStore,
  around: Surroundings,
  watch: TableWatch,
): ReadModelStore => {
  const call = <A>(
    what: string,
    work: () => Promise<Either<ReadModelFailure, A>>,
    told: (answer: A) => string,
  ): Promise<Either<ReadModelFailure, A>> =>
    portCall<Either<ReadModelFailure, A>>(around, {
      what,
      work,
      refused,
      replyLost: refused,
      told: (answer) => (isLeft(answer) ? answer.left._tag : told(answer.right)),
    })
  const reading = <A>(
    what: string,
    work: () => Promise<Either<ReadModelFailure, A>>,
  ): Promise<Either<ReadModelFailure, A>> =>
    around.isFineGrained ? call(what, work, () => 'read') : work()

  const writing = (table: ReadModelTable, writer: ReadModelWriter): ReadModelWriter => ({
    ...writer,
    rows: (keys) => () => reading(`rows of ${table.name}`, writer.rows(keys)),
    links: (streams) => () => reading(`links of ${table.name}`, writer.links(streams)),
    commit: (batch) => () =>
      call(
        `commit ${table.name} to ${batch.position}`,
        async () => {
          const committed = await writer.commit(batch)()
          if (!isLeft(committed)) await watch.committed(table, batch)
          return committed
        },
        () => `${batch.upserts.length + batch.deletes.length} rows`,
      ),
    renew: () => async () => {
      const renewed = await call(`renew ${table.name}`, writer.renew(), claimText)
      return isLeft(renewed) ? renewed : right(writing(table, renewed.right))
    },
  })

  return {
    ...store,
    claim: (table) => async () => {
      const claimed = await call(
        `claim table ${table.name}`,
        async () => {
          const done = await store.claim(table)()
          if (!isLeft(done)) watch.claimed(table)
          return done
        },
        claimText,
      )
      return isLeft(claimed) ? claimed : right(writing(table, claimed.right))
    },
  }
}

const claimText = ({ epoch, checkpoint }: ReadModelWriter): string =>
  `epoch ${epoch}, at ${checkpoint ?? 'the start'}`
