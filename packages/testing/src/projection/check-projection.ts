/**
 * `checkProjection`: a read model's rows depend on the log, and on nothing else.
 *
 * The runtime's own projector drives it, so that what is proven is what happens in production.
 * L13 is a law of projector and checkpoint: a redelivered position is skipped; `apply` itself needn't
 * be idempotent. L15 holds for orders that respect causation. Rows are compared as the store gives
 * them back.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import { inMemoryReadModels, projector, type ReadModelStore } from '@kiemtra/runtime'
import fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import * as laws from '../law/catalogue.ts'
import { type Complaint, drawnSeed, notAsked, readyAsync, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { drawnLogs, type Log, logText } from '../log/logs.ts'
import type { LawReport, Report } from '../report/report.ts'
import type { Bench, MakeProjector } from './bench.ts'
import { Defect } from './drive.ts'
import {
  isPure,
  isTotal,
  keepsRows,
  type ProjectionLaw,
  survivesBatches,
  survivesOrder,
  survivesRebuild,
  survivesRedelivery,
  type Trial,
} from './laws.ts'
import { keepsCheckpoint, survivesCrashes } from './progress.ts'
import { wellFormed } from './well-formed.ts'

/** How a projection is checked. */
export interface ProjectionOptions extends ArbitraryOptions {
  /** Logs to project; by default any events of its sources, in any order. */
  readonly logs?: fc.Arbitrary<Log>
  /** A fresh store for its rows; by default in memory. */
  readonly readModels?: () => ReadModelStore
  /** What drives it; by default the projector of the runtime. */
  readonly projector?: MakeProjector
  /** Event types that these logs don't hold; named in the report. */
  readonly unreachable?: ReadonlyArray<string>
  /** Laws to ask about; by default all that concern projections. */
  readonly only?: ReadonlyArray<laws.Law>
  /** Logs for each law; 100 by default. */
  readonly runs?: number
  readonly seed?: number
}

const DEFAULT_RUNS = 100

/**
 * Checks the laws of a projection.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: ({ data }) => data.counterId,
 *   command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
 *   event: eventCodec(event('Counted', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: (_, count) =>
 *     count < 3 ? E.right([{ type: 'Counted' as const, data: {} }]) : E.left({ _tag: 'Full' }),
 *   evolve: (count) => count + 1,
 * })
 * const counts = projection<{ readonly count: number }>()({
 *   name: 'counts',
 *   version: 1,
 *   from: [Counter],
 *   audience: 'public',
 *   row: t.strict({ count: t.number }),
 *   indexes: ['count'],
 *   on: {
 *     Counted: { keys: ({ stream }) => [stream], apply: (row) => ({ count: (row?.count ?? 0) + 1 }) },
 *   },
 * })
 * const report = await checkProjection(counts, { logs: logsOf(Counter) })
 * report.verdict // => 'proven'
 */
export const checkProjection = async (
  projection: AnyProjection,
  options: ProjectionOptions = {},
): Promise<Report> => {
  const { runs = DEFAULT_RUNS, seed = drawnSeed(), unreachable = [], only } = options
  const logs = options.logs ?? drawnLogs(projection.from, options)
  const bench: Bench = {
    projection: wellFormed(projection),
    projector: options.projector ?? projector,
    readModels: options.readModels ?? inMemoryReadModels,
  }
  const trials: fc.Arbitrary<Trial> = fc.tuple(
    logs.filter((log) => log.length > 0),
    fc.array(fc.nat(), { maxLength: 6 }),
    fc.nat(),
  )
  const required = Object.keys(projection.on).filter((type) => !unreachable.includes(type))
  const parameters = { seed, numRuns: runs }
  const reports: LawReport[] = []
  for (const [law, statement, check] of CHECKS) {
    if (!laws.isAsked(law, only)) continue
    const ready = readyAsync<Trial>({
      law: law.id,
      statement,
      values: trials,
      check: (trial, tally) => passingOver(law, check, bench, trial, tally),
      show: ([log]) => logText(log),
      required,
    })
    const first = reports.find((one) => one.verdict === 'refuted' && ROOTS.includes(one.law))
    reports.push(
      first === undefined
        ? await ready(parameters)
        : notAsked({ law: law.id, statement }, first, seed),
    )
  }
  const notes = unreachable.map(
    (type) => `${type} is said to be out of reach, and was not asked for`,
  )
  return reportOn(`projection ${projection.name}`, parameters, reports, notes)
}

// --------------------------------------------------------------- behaviour

const CHECKS: ReadonlyArray<readonly [laws.Law, string, ProjectionLaw]> = [
  [laws.totality, 'keys, apply, links and audience take every event and row', isTotal],
  [laws.decidePure, 'keys, apply and links answer the same again, and change no input', isPure],
  [laws.roundTrip, 'every row is one that its codec accepts, and reads back', keepsRows],
  [laws.batchInvariance, laws.batchInvariance.statement, survivesBatches],
  [laws.redeliveryIdempotence, laws.redeliveryIdempotence.statement, survivesRedelivery],
  [laws.streamCommutativity, laws.streamCommutativity.statement, survivesOrder],
  [laws.rebuildEquivalence, laws.rebuildEquivalence.statement, survivesRebuild],
  [laws.crashEquivalence, laws.crashEquivalence.statement, survivesCrashes],
  [laws.checkpointMonotone, laws.checkpointMonotone.statement, keepsCheckpoint],
]

/** Laws that all others stand on: where one is broken, what follows from it would only be noise. */
const ROOTS: ReadonlyArray<laws.LawId> = [
  laws.decidePure.id,
  laws.roundTrip.id,
  laws.batchInvariance.id,
]

/** A defect of the projection's own code is the matter of one law; the others have nothing to say. */
const passingOver = async (
  law: laws.Law,
  check: ProjectionLaw,
  bench: Bench,
  trial: Trial,
  tally: Tally,
): Promise<Complaint> => {
  try {
    return await check(bench, trial, tally)
  } catch (error) {
    if (!(error instanceof Defect)) throw error
    const own = error.kind === 'throws' ? laws.totality : laws.roundTrip
    return law === own ? error.message : undefined
  }
}
