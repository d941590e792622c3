/**
 * A read-model store that notes what it is asked and answers: the history of a counterexample.
 */
import type {
  OldVersions,
  ReadModelBatch,
  ReadModelBuilder,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
  RowQuery,
} from '@kiemtra/runtime'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { CallLog } from '../contract/call-log.ts'

type Named = Pick<ReadModelTable, 'name' | 'version'>
type Tagged = { readonly _tag: string }

/** So much of a list of keys, and how many more. */
const SHOWN = 6

const keysText = (keys: Iterable<string>): string => {
  const all = [...keys].map((key) => JSON.stringify(key))
  if (all.length === 0) return 'none'
  const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''
  return `${all.slice(0, SHOWN).join(', ')}${more}`
}

const batchText = ({ position, upserts, deletes, links }: Omit<ReadModelBatch, 'skipped'>) =>
  [
    `at ${position}`,
    ...(upserts.length === 0 ? [] : [`upserts ${keysText(upserts.map(({ key }) => key))}`]),
    ...(deletes.length === 0 ? [] : [`deletes ${keysText(deletes)}`]),
    ...(links.length === 0 ? [] : [`links ${keysText(links.map(({ stream }) => stream))}`]),
  ].join(', ')

const queryText = ({ after, ...query }: RowQuery): string =>
  `${JSON.stringify(query)}${after === undefined ? '' : ', next page'}`

/** The store, with every call noted. */
export const recordedReadModels = (store: ReadModelStore, calls: CallLog): ReadModelStore => {
  /** Names are new each time and say nothing: tables are counted. */
  const tableText = ({ name, version }: Named): string =>
    `table ${calls.numberOf(name)} v${version}`

  const noted =
    <E extends Tagged, A>(
      what: string,
      task: TaskEither<E, A>,
      found: (answer: A) => string = () => 'done',
    ): TaskEither<E, A> =>
    async () => {
      const note = calls.begin(what)
      const answer: Either<E, A> = await task()
      note(isLeft(answer) ? answer.left._tag : found(answer.right))
      return answer
    }

  const wrapped =
    <E, A>(task: TaskEither<E, A>, wrap: (answer: A) => A): TaskEither<E, A> =>
    async () => {
      const answer = await task()
      return isLeft(answer) ? answer : right(wrap(answer.right))
    }

  const readings = (who: string, of: Pick<ReadModelWriter, 'rows' | 'links'>) => ({
    rows: (keys: ReadonlyArray<string>) =>
      noted(`${who} rows ${keysText(keys)}`, of.rows(keys), (rows) => keysText(rows.keys())),
    links: (streams: ReadonlyArray<string>) =>
      noted(`${who} links ${keysText(streams)}`, of.links(streams), (links) =>
        keysText(links.keys()),
      ),
  })

  const writer = (table: Named, real: ReadModelWriter): ReadModelWriter => {
    const who = `${tableText(table)}, claim ${real.epoch}:`
    return {
      epoch: real.epoch,
      checkpoint: real.checkpoint,
      ...readings(who, real),
      commit: (batch) => noted(`${who} commit ${batchText(batch)}`, real.commit(batch)),
      renew: () =>
        wrapped(noted(`${who} renew`, real.renew()), (renewed) => writer(table, renewed)),
    }
  }

  const builder = (table: Named, real: ReadModelBuilder): ReadModelBuilder => {
    const who = `${tableText(table)}, build ${real.epoch}:`
    return {
      epoch: real.epoch,
      ...readings(who, real),
      commit: (batch) => noted(`${who} commit ${batchText(batch)}`, real.commit(batch)),
      scan: () => noted(`${who} scan`, real.scan()),
      finish: () => noted(`${who} finish`, real.finish()),
      abandon: () => noted(`${who} abandon`, real.abandon()),
    }
  }

  const oldVersions = (real: OldVersions): OldVersions => ({
    drop: (table, by, recordedAt) =>
      noted(`drop ${tableText(table)}`, real.drop(table, by, recordedAt)),
    dropped: (name) =>
      noted('what was dropped', real.dropped(name), (all) =>
        keysText(all.map(({ version }) => `v${version}`)),
      ),
  })

  return {
    claim: (table) =>
      wrapped(noted(`claim ${tableText(table)}`, store.claim(table)), (real) =>
        writer(table, real),
      ),
    build: (table) =>
      wrapped(noted(`build ${tableText(table)}`, store.build(table)), (real) =>
        builder(table, real),
      ),
    checkpoint: (table) =>
      noted(`checkpoint of ${tableText(table)}`, store.checkpoint(table), (at) => at ?? 'none'),
    row: (table, key) =>
      noted(`row ${JSON.stringify(key)} of ${tableText(table)}`, store.row(table, key), (row) =>
        row === undefined ? 'none' : 'a row',
      ),
    query: (table, query = {}) =>
      noted(
        `query ${tableText(table)} ${queryText(query)}`,
        store.query(table, query),
        ({ rows }) => keysText(rows.map(({ key }) => key)),
      ),
    scan: (table) => noted(`scan ${tableText(table)}`, store.scan(table)),
    skipped: (table) =>
      noted(`skipped of ${tableText(table)}`, store.skipped(table), ({ length }) => `${length}`),
    ...(store.oldVersions === undefined ? {} : { oldVersions: oldVersions(store.oldVersions) }),
    close: async () => {
      const note = calls.begin('close')
      await store.close()
      note('done')
    },
  }
}
