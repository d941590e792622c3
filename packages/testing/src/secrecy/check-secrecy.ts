/**
 * `checkSecrecy`: what a reader is told does not depend on what it may not know.
 *
 * Non-interference, as a test: two logs that differ only in secrets are projected, and the reader asks
 * both everything that can be asked. Which events are secret from whom is the domain's matter: whoever
 * makes the logs says it. A pair need not be a log with secrets and one without; two logs with
 * different secrets must look alike, too.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import {
  inMemoryReadModels,
  projector,
  type Reader,
  type ReadModelStore,
  tableOf,
} from '@kiemtra/runtime'
import type fc from 'fast-check'
import { nonInterference } from '../law/catalogue.ts'
import { type Complaint, drawnSeed, readyAsync, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { type Log, logText } from '../log/logs.ts'
import { type Bench, drive, rowsIn } from '../projection/bench.ts'
import { got } from '../projection/drive.ts'
import type { Report } from '../report/report.ts'
import { answersTo, modelFor, questionsOn } from './answers.ts'
import { toldApart } from './differences.ts'

/** Two logs that differ only in what a reader may not know. */
export type LogPair = readonly [one: Log, other: Log]

/** How secrecy is checked. */
export interface SecrecyOptions {
  /** From whom the secrets are kept. */
  readonly reader: Reader
  /** Pairs of logs; a function, where commands must be handled to make them. */
  readonly pairs: fc.Arbitrary<LogPair | (() => Promise<LogPair>)>
  /** Event types that must have been a secret in some pair; without one, the law is unproven. */
  readonly secrets?: ReadonlyArray<string>
  /** A fresh store for rows; by default in memory. */
  readonly readModels?: () => ReadModelStore
  /** Pairs of logs; 100 by default. */
  readonly runs?: number
  readonly seed?: number
}

const DEFAULT_RUNS = 100

/**
 * Checks that a reader can't tell two logs apart by any row, count, order or page of the projections
 * that it may read; those that are denied to it are named in the report's notes. The law is proven
 * only if some pair differed, and each projection had a row for the reader.
 *
 * @example
 * const Exam = aggregate<number, { readonly _tag: 'Enough' }>()({
 *   category: 'exam',
 *   idOf: ({ data }) => data.examId,
 *   command: commandCodec(command('Mark', t.strict({ examId: id('exam') }))),
 *   event: eventCodec(event('Marked', t.strict({})), event('Published', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: (_, marks) =>
 *     marks < 3 ? E.right([{ type: 'Marked' as const, data: {} }]) : E.left({ _tag: 'Enough' }),
 *   evolve: (marks) => marks + 1,
 * })
 * const published = projection<{ readonly marks: number }>()({
 *   name: 'published',
 *   version: 1,
 *   from: [Exam],
 *   audience: 'public',
 *   row: t.strict({ marks: t.number }),
 *   indexes: [],
 *   on: {
 *     // The leak: how many marks there are shows before any is published.
 *     Marked: { keys: () => ['all'], apply: (row) => ({ marks: (row?.marks ?? 0) + 1 }) },
 *   },
 * })
 * const pairs = logsOf(Exam).map((log): LogPair => [log, log.slice(0, 1)])
 * const report = await checkSecrecy([published], { reader: { as: 'public' }, pairs })
 * report.verdict // => 'refuted'
 * report.laws[0]?.counterexample?.message.split('\n')[0] // => 'row all of published differs in column marks'
 */
export const checkSecrecy = async (
  projections: ReadonlyArray<AnyProjection>,
  options: SecrecyOptions,
): Promise<Report> => {
  const { reader, pairs, secrets = [], runs = DEFAULT_RUNS, seed = drawnSeed() } = options
  const { readModels = inMemoryReadModels } = options
  const benches = projections.map((projection): Bench => ({ projection, projector, readModels }))
  const isOpen = await Promise.all(benches.map((bench) => isFor(bench, reader)))
  const open = benches.filter((_, n) => isOpen[n])
  const made = new WeakMap<LogPair | (() => Promise<LogPair>), LogPair>()
  const parameters = { seed, numRuns: runs }
  const report = await readyAsync<LogPair | (() => Promise<LogPair>)>({
    law: nonInterference.id,
    statement: nonInterference.statement,
    values: pairs,
    check: async (value, tally) => {
      const pair = typeof value === 'function' ? await value() : value
      made.set(value, pair)
      return compared(open, reader, pair, tally)
    },
    show: (value) => shown(made.get(value)),
    required: [
      DIFFERENT,
      ...(open.length === 0 ? [READABLE] : []),
      ...secrets,
      ...open.map(({ projection }) => rowOf(projection)),
    ],
  })(parameters)
  const denied = benches.filter((_, n) => isOpen[n] !== true)
  return reportOn(
    `secrecy from ${nameOf(reader)}`,
    parameters,
    [report],
    denied.map(({ projection }) => `${projection.name} is denied to ${nameOf(reader)}`),
  )
}

// --------------------------------------------------------------- behaviour

const DIFFERENT = 'logs that differ'
const READABLE = 'a projection that is not denied'
const rowOf = ({ name }: AnyProjection): string => `a row of ${name}`

const nameOf = (reader: Reader): string =>
  reader.as === 'subject' ? `subject ${reader.id}` : reader.as

/** Whether a projection is for a reader at all: an empty table of it answers, or denies. */
const isFor = async ({ projection, readModels }: Bench, reader: Reader): Promise<boolean> => {
  const answer = await modelFor(readModels(), projection, reader).query()()
  return !(answer._tag === 'Left' && answer.left._tag === 'AccessDenied')
}

const compared = async (
  benches: ReadonlyArray<Bench>,
  reader: Reader,
  [one, other]: LogPair,
  tally: Tally,
): Promise<Complaint> => {
  const secrets = [...without(one, other), ...without(other, one)]
  if (secrets.length > 0) tally.saw(DIFFERENT)
  for (const { type } of secrets) tally.saw(type)
  for (const bench of benches) {
    const [first, second] = [bench.readModels(), bench.readModels()]
    await projected(bench, first, one)
    await projected(bench, second, other)
    const all = [await rowsIn(bench, first), await rowsIn(bench, second)]
    const questions = questionsOn(bench.projection, all)
    const asked = (store: ReadModelStore) =>
      answersTo(modelFor(store, bench.projection, reader), questions)
    const [told, toldOther] = [await asked(first), await asked(second)]
    if (told.rows.size > 0) tally.saw(rowOf(bench.projection))
    const complaint = toldApart(bench.projection.name, told, toldOther)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

/** A table without rows is there as well: a log may be all secret. */
const projected = async (bench: Bench, store: ReadModelStore, log: Log): Promise<void> => {
  if (log.length > 0) return drive(bench, store, log)
  got(await store.claim(tableOf(bench.projection))())
}

// -------------------------------------------------------------------- logs

const factOf = ({ stream, type, data }: Log[number]): string => JSON.stringify([stream, type, data])

/** The events of a log that another one hasn't got, whatever their ids and revisions. */
const without = (log: Log, other: Log): ReadonlyArray<Log[number]> => {
  const left = new Map<string, number>()
  for (const event of other) left.set(factOf(event), (left.get(factOf(event)) ?? 0) + 1)
  return log.filter((event) => {
    const count = left.get(factOf(event)) ?? 0
    left.set(factOf(event), count - 1)
    return count <= 0
  })
}

const shown = (pair: LogPair | undefined): ReadonlyArray<string> =>
  pair === undefined
    ? []
    : ['the first log:', ...logText(pair[0]), 'the second log:', ...logText(pair[1])]
