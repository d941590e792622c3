/**
 * The laws of projections, one function each, over a log and numbers that say how it is delivered.
 *
 * Each compares two ways to the same rows, which a store gives back. What one law reports, the
 * others pass over.
 */
import { inMemoryReadModels, projector } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { asking, standByAll } from '../law/asked-again.ts'
import type { Complaint } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { type Log, logText, withFreshIds, withKeysTurned } from '../log/logs.ts'
import { reordered, swapped } from '../log/orders.ts'
import { diff, printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { frozen } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import { type Bench, drive, type Rows, rowsIn, rowsOf } from './bench.ts'
import { listening, type ProjectionCall } from './calls.ts'

/** A log, numbers that say where it is cut, and one that says how it is shuffled. */
export type Trial = readonly [log: Log, cuts: ReadonlyArray<number>, seed: number]

/** A law of projections. */
export type ProjectionLaw = (bench: Bench, trial: Trial, tally: Tally) => Promise<Complaint>

/** Counts what a law has looked at. */
export const saw = ({ projection }: Bench, log: Log, tally: Tally): void => {
  for (const { type } of log) if (Object.hasOwn(projection.on, type)) tally.saw(type)
}

/** Says how rows differ, if they do. */
export const compared = (message: string, expected: Rows, actual: Rows): Complaint =>
  equals(expected, actual) ? undefined : `${message}\n${diff(expected, actual)}`

/** How long the batches of a trial are. */
export const batchSizeOf = ([, cuts]: Trial): number => 1 + ((cuts[0] ?? 1) % 5)

// ------------------------------------------------------- the projection alone

/** By the runtime's projector, into a store in memory: what is wrong is the projection's doing. */
const alone = ({ projection }: Bench): Bench => ({
  projection,
  projector,
  readModels: inMemoryReadModels,
})

const callsOf = async (bench: Bench, log: Log): Promise<ReadonlyArray<ProjectionCall>> => {
  const calls: ProjectionCall[] = []
  await rowsOf(alone({ ...bench, projection: listening(bench.projection, calls) }), log)
  return calls
}

const where = ({ name, recorded }: ProjectionCall): string =>
  `${name} at ${recorded.event.type} of ${recorded.stream}@${recorded.revision}`

/** Nothing throws, and keys are texts: keys, apply and links, and what says whose a row is. */
export const isTotal: ProjectionLaw = async (bench, [log], tally) => {
  const rows = await rowsOf(alone(bench), log)
  saw(bench, log, tally)
  const { audience } = bench.projection
  if (typeof audience === 'string') return undefined
  for (const [key, row] of rows) {
    const subject: unknown = audience.subject(row)
    if (typeof subject !== 'string') return `row ${key} is of subject ${printedInline(subject)}`
  }
  return undefined
}

/**
 * L3: asked again after everything else, in reverse, each call answers as it did; so does what says
 * who may see a row. What `links` remembers may be in the order of an event's keys, and rows may not.
 */
export const isPure: ProjectionLaw = async (bench, [log], tally) => {
  const calls: ProjectionCall[] = []
  const { projection } = bench
  const heard = alone({ ...bench, projection: listening(projection, calls) })
  const fresh = withFreshIds(log)
  const rows = await rowsOf(heard, fresh)
  saw(bench, log, tally)
  const complaint = standByAll(calls.map((call) => [where(call), call.asked]))
  if (complaint !== undefined) return complaint
  const turned = await rowsOf(alone(bench), withKeysTurned(fresh))
  const heeded = compared('with the keys of events in another order, rows differ', rows, turned)
  if (heeded !== undefined) return heeded
  const { audience } = projection
  if (typeof audience === 'string') return undefined
  for (const [key, row] of rows) {
    const subject = asking({
      first: () => subjectOf(audience, row),
      frozen: () => subjectOf(audience, frozen(row)),
    })
    const changed = standByAll([[`who may see row ${key}`, subject]])
    if (changed !== undefined) return changed
  }
  return undefined
}

/** Whose a row is; what throws is another law's to report. */
const subjectOf = (audience: { subject(row: unknown): string }, row: unknown): unknown => {
  try {
    return audience.subject(row)
  } catch {
    return undefined
  }
}

/** L5: every row that `apply` makes is its codec's, and reads back as it was. */
export const keepsRows: ProjectionLaw = async (bench, [log], tally) => {
  const { row: codec } = bench.projection
  const calls = await callsOf(bench, log)
  saw(bench, log, tally)
  for (const call of calls) {
    const row = call.asked.answer
    if (call.name !== 'apply' || row === undefined) continue
    if (!codec.is(row)) return `${where(call)}: its codec refuses the row ${printedInline(row)}`
    const read = codec.decode(throughJson(codec.encode(row)))
    if (isLeft(read)) return `${where(call)}: a row can't be read back: ${printedInline(row)}`
    if (!equals(read.right, row)) {
      return `${where(call)}: a row comes back different\n${diff(row, read.right)}`
    }
  }
  return undefined
}

// ------------------------------------------------ projection and projector

/** L13: delivered from the start again, each event more than once, the rows are as they were. */
export const survivesRedelivery: ProjectionLaw = async (bench, trial, tally) => {
  const [log, cuts, seed] = trial
  const expected = await rowsOf(bench, log)
  const store = bench.readModels()
  const batchSize = batchSizeOf(trial)
  const delivered = (cuts[1] ?? seed) % (log.length + 1)
  await drive(bench, store, log.slice(0, delivered), { batchSize })
  await drive(bench, store, log, { batchSize, stammer: 1 + (seed % 3) })
  await drive(bench, store, log, { stammer: 2 })
  saw(bench, log, tally)
  return compared('a redelivery changed rows', expected, await rowsIn(bench, store))
}

/** L14: one by one, or in batches of any size. */
export const survivesBatches: ProjectionLaw = async (bench, trial, tally) => {
  const [log] = trial
  const expected = await rowsOf(bench, log, { batchSize: 1 })
  saw(bench, log, tally)
  const batchSize = 1 + batchSizeOf(trial)
  return (
    compared('in one batch, rows differ', expected, await rowsOf(bench, log)) ??
    compared(
      `in batches of ${batchSize}, rows differ`,
      expected,
      await rowsOf(bench, log, { batchSize }),
    )
  )
}

/** L15: in another order that respects causation; of short logs, also with each two neighbours exchanged. */
export const survivesOrder: ProjectionLaw = async (bench, [log, , seed], tally) => {
  const expected = await rowsOf(bench, log)
  saw(bench, log, tally)
  // A log that is shrunk is shuffled in another way: by shuffles alone, shrinking would soon end.
  const others = [
    ...[0, 1, 2].map((n) => reordered(log, seed + n)),
    ...(log.length <= SHORT_LOG ? swapped(log) : []),
  ]
  for (const other of others) {
    const complaint = compared(
      'in another order, rows differ',
      expected,
      await rowsOf(bench, other),
    )
    if (complaint !== undefined)
      return [complaint, 'the other order:', ...logText(other), 'the order of the log:'].join('\n')
  }
  return undefined
}

const SHORT_LOG = 5

/** L16: gone on by a new projector from each of some checkpoints; then rebuilt beside the live rows. */
export const survivesRebuild: ProjectionLaw = async (bench, [log, cuts], tally) => {
  const expected = await rowsOf(bench, log)
  const store = bench.readModels()
  const places = [...new Set(cuts.map((cut) => cut % log.length))].sort((a, b) => a - b)
  for (const place of [...places, log.length]) await drive(bench, store, log.slice(0, place))
  saw(bench, log, tally)
  const complaint = compared(
    'gone on from checkpoints, rows differ',
    expected,
    await rowsIn(bench, store),
  )
  if (complaint !== undefined) return complaint
  const { projection } = bench
  const next = { ...bench, projection: { ...projection, version: projection.version + 1 } }
  await drive(next, store, log)
  return (
    compared('rebuilt beside the live rows, rows differ', expected, await rowsIn(next, store)) ??
    compared('a rebuild changed the live rows', expected, await rowsIn(bench, store))
  )
}
