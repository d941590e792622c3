/**
 * `checkProjection`: a read model's rows depend on the log, and on nothing else.
 *
 * L13 is a law of projector and checkpoint: a redelivered position is skipped; `apply` itself needn't
 * be idempotent. L15 holds for orders that respect causation. Rows are compared as the store gives
 * them back.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import { inMemoryReadModels, type ReadModelStore, tableOf } from '@kiemtra/runtime'
import fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { type Complaint, drawnSeed, readyAsync, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { drawnLogs, type Log, logText, reordered } from '../log/logs.ts'
import type { LawId, LawReport, Report } from '../report/report.ts'
import { diff } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { allRows, Defect, type Driving, got, project } from './drive.ts'

/** How a projection is checked. */
export interface ProjectionOptions extends ArbitraryOptions {
  /** Logs to project; by default any events of its sources, in any order. */
  readonly logs?: fc.Arbitrary<Log>
  /** A fresh store for its rows; by default in memory. */
  readonly readModels?: () => ReadModelStore
  /** Event types that these logs don't hold; named in the report. */
  readonly unreachable?: ReadonlyArray<string>
  /** Logs for each law; 100 by default. */
  readonly runs?: number
  readonly seed?: number
}

const DEFAULT_RUNS = 100

/** A log, and numbers that say where it is cut, and how it is shuffled. */
type Trial = readonly [log: Log, cuts: ReadonlyArray<number>, seed: number]

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
  const { runs = DEFAULT_RUNS, seed = drawnSeed(), unreachable = [] } = options
  const logs = options.logs ?? drawnLogs(projection.from, options)
  const make = options.readModels ?? inMemoryReadModels
  const trials: fc.Arbitrary<Trial> = fc.tuple(logs, fc.array(fc.nat(), { maxLength: 6 }), fc.nat())
  const required = Object.keys(projection.on).filter((type) => !unreachable.includes(type))
  const parameters = { seed, numRuns: runs }
  const bench: Bench = { projection, make }
  const checks: ReadonlyArray<readonly [LawId, string, Check]> = [
    ['total', 'keys, apply and links take every event of the sources', isTotal],
    ['L5', 'every row is one that its codec accepts, and reads back', keepsRows],
    [
      'L13',
      'what is delivered again, at or before the checkpoint, changes no row',
      survivesRedelivery,
    ],
    ['L14', 'however the log is cut into batches, the rows are the same', survivesBatches],
    [
      'L15',
      'whatever the order, as long as causes come first, the rows are the same',
      survivesOrder,
    ],
    [
      'L16',
      'rebuilt from zero, or gone on from any checkpoint, the rows are the same',
      survivesRebuild,
    ],
  ]
  const laws: LawReport[] = []
  for (const [law, statement, check] of checks) {
    const ready = readyAsync<Trial>({
      law,
      statement,
      values: trials,
      check: (trial, tally) => passingOver(law, () => check(bench, trial, tally)),
      show: ([log]) => logText(log),
      required,
    })
    laws.push(await ready(parameters))
  }
  const notes = unreachable.map(
    (type) => `${type} is said to be out of reach, and was not asked for`,
  )
  return reportOn(`projection ${projection.name}`, parameters, laws, notes)
}

// --------------------------------------------------------------- behaviour

interface Bench {
  readonly projection: AnyProjection
  readonly make: () => ReadModelStore
}

type Check = (bench: Bench, trial: Trial, tally: Tally) => Promise<Complaint>

/** A defect is the matter of one law; the others have nothing to say where it stops them. */
const passingOver = async (law: LawId, check: () => Promise<Complaint>): Promise<Complaint> => {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof Defect)) throw error
    const own = error.kind === 'throws' ? 'total' : 'L5'
    return law === own ? error.message : undefined
  }
}

const saw = ({ projection }: Bench, log: Log, tally: Tally): void => {
  for (const { type } of log) if (Object.hasOwn(projection.on, type)) tally.saw(type)
}

interface Running extends Driving {
  readonly store: ReadModelStore
  readonly rows: () => Promise<ReadonlyMap<string, unknown>>
}

const start = async (
  { projection, make }: Bench,
  log: Log,
  store: ReadModelStore = make(),
  version: number = projection.version,
): Promise<Running> => {
  const table = { ...tableOf(projection), version }
  const writer = got(await store.claim(table)())
  const streams = [...new Set(log.map(({ stream }) => stream))]
  return { projection, writer, streams, store, rows: () => allRows(store, table) }
}

/** The rows of a log that is projected in one go. */
const rowsInOneGo = async (bench: Bench, log: Log): Promise<ReadonlyMap<string, unknown>> => {
  const running = await start(bench, log)
  await project(running, log)
  return running.rows()
}

const compared = (
  message: string,
  expected: ReadonlyMap<string, unknown>,
  actual: ReadonlyMap<string, unknown>,
): Complaint => (equals(expected, actual) ? undefined : `${message}\n${diff(expected, actual)}`)

const isTotal: Check = async (bench, [log], tally) => {
  await rowsInOneGo(bench, log)
  saw(bench, log, tally)
  return undefined
}

const keepsRows: Check = async (bench, [log], tally) => {
  const running = await start(bench, log)
  for (const stored of log) await project(running, [stored])
  saw(bench, log, tally)
  return undefined
}

/** A log in pieces, none of them empty. */
const cutUp = (log: Log, cuts: ReadonlyArray<number>): ReadonlyArray<Log> => {
  const places = [...new Set(cuts.map((cut) => cut % log.length))].sort((a, b) => a - b)
  const pieces: Log[] = []
  let from = 0
  for (const to of [...places, log.length]) {
    if (to > from) pieces.push(log.slice(from, to))
    from = to
  }
  return pieces
}

const survivesRedelivery: Check = async (bench, [log, cuts, seed], tally) => {
  const straight = await start(bench, log)
  const again = await start(bench, log)
  let delivered = 0
  for (const piece of cutUp(log, cuts)) {
    await project(straight, piece)
    await project(again, piece)
    delivered += piece.length
    // What was already delivered comes once more, from somewhere up to somewhere.
    const to = delivered - (seed % delivered)
    await project(again, log.slice((seed >> 4) % to, to))
  }
  saw(bench, log, tally)
  return compared('a redelivery changed rows', await straight.rows(), await again.rows())
}

const survivesBatches: Check = async (bench, [log, cuts], tally) => {
  const single = await start(bench, log)
  for (const stored of log) await project(single, [stored])
  const expected = await single.rows()
  const pieces = await start(bench, log)
  for (const piece of cutUp(log, cuts)) await project(pieces, piece)
  saw(bench, log, tally)
  return (
    compared('cut into batches, rows differ', expected, await pieces.rows()) ??
    compared('in one batch, rows differ', expected, await rowsInOneGo(bench, log))
  )
}

const survivesOrder: Check = async (bench, [log, , seed], tally) => {
  const expected = await rowsInOneGo(bench, log)
  const other = reordered(log, seed)
  saw(bench, log, tally)
  const complaint = compared(
    'in another order, rows differ',
    expected,
    await rowsInOneGo(bench, other),
  )
  return complaint === undefined
    ? undefined
    : [complaint, 'the other order:', ...logText(other)].join('\n')
}

/** All in the same batches, so that where they are cut is no matter here. */
const survivesRebuild: Check = async (bench, [log, cuts], tally) => {
  const pieces = cutUp(log, cuts)
  const straight = await start(bench, log)
  for (const piece of pieces) await project(straight, piece)
  const expected = await straight.rows()
  const resumed = await start(bench, log)
  for (const piece of pieces) {
    // Each piece by a new claimant, as after a restart.
    await project(await start(bench, log, resumed.store), piece)
  }
  saw(bench, log, tally)
  const complaint = compared(
    'gone on from checkpoints, rows differ',
    expected,
    await resumed.rows(),
  )
  if (complaint !== undefined) return complaint
  const rebuilt = await start(bench, log, resumed.store, bench.projection.version + 1)
  for (const piece of pieces) await project(rebuilt, piece)
  return compared('rebuilt beside the live rows, rows differ', expected, await rebuilt.rows())
}
