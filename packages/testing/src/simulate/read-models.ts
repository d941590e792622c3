/**
 * The read-model store as one process sees it: every call waits for its turn and may fail.
 */
import type {
  ReadModelBatch,
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
  RowScan,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { portCall, type Surroundings } from './port-call.ts'

/** Who is told of claims, of commits that were made, and of tables that were replaced. */
export interface TableWatch {
  readonly claimed: (table: ReadModelTable) => void
  readonly replaced: (table: ReadModelTable) => Promise<void>
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
  const call = <A, F extends { readonly _tag: string } = ReadModelFailure>(
    what: string,
    work: () => Promise<Either<F | ReadModelFailure, A>>,
    told: (answer: A) => string,
  ): Promise<Either<F | ReadModelFailure, A>> =>
    portCall<Either<F | ReadModelFailure, A>>(around, {
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
        `commit ${nameOf(table)} to ${batch.position}`,
        async () => {
          const committed = await writer.commit(batch)()
          if (!isLeft(committed)) await watch.committed(table, batch)
          return committed
        },
        () => `${batch.upserts.length + batch.deletes.length} rows`,
      ),
    renew: () => async () => {
      const renewed = await call(`renew ${nameOf(table)}`, writer.renew(), claimText)
      return isLeft(renewed) ? renewed : right(writing(table, renewed.right))
    },
  })

  const scanning = (name: string, scan: RowScan): RowScan => ({
    ...scan,
    next: (limit) => () => reading(`rows of the scan of ${name}`, scan.next(limit)),
  })

  const building = (table: ReadModelTable, builder: ReadModelBuilder): ReadModelBuilder => {
    const what = `of the build of ${nameOf(table)}`
    return {
      ...builder,
      rows: (keys) => () => reading(`rows ${what}`, builder.rows(keys)),
      links: (streams) => () => reading(`links ${what}`, builder.links(streams)),
      commit: (batch) => () =>
        call(
          `commit ${what} to ${batch.position}`,
          builder.commit(batch),
          () => `${batch.upserts.length + batch.deletes.length} rows`,
        ),
      scan: () => async () => {
        const scanned = await reading(`scan ${what}`, builder.scan())
        return isLeft(scanned) ? scanned : right(scanning(table.name, scanned.right))
      },
      finish: () => () =>
        call(
          `finish ${what}`,
          async () => {
            const finished = await builder.finish()()
            if (!isLeft(finished)) await watch.replaced(table)
            return finished
          },
          () => 'in place of the old rows',
        ),
      abandon: () => () => call(`abandon ${what}`, builder.abandon(), () => 'done'),
    }
  }

  return {
    ...store,
    scan: (table) => async () => {
      const scanned = await reading(`scan of ${nameOf(table)}`, store.scan(table))
      return isLeft(scanned) ? scanned : right(scanning(table.name, scanned.right))
    },
    build: (table) => async () => {
      const begun = await call(
        `build ${nameOf(table)}`,
        store.build(table),
        ({ epoch }) => `build ${epoch}`,
      )
      return isLeft(begun) ? begun : right(building(table, begun.right))
    },
    claim: (table) => async () => {
      const claimed = await call(
        `claim table ${nameOf(table)}`,
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

const nameOf = ({ name, version }: Pick<ReadModelTable, 'name' | 'version'>): string =>
  `${name} ${version}`

const claimText = ({ epoch, checkpoint }: ReadModelWriter): string =>
  `epoch ${epoch}, at ${checkpoint ?? 'the start'}`
