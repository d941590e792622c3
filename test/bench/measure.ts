/**
 * Measuring two ways of doing the same, side by side.
 *
 * Rounds alternate between the two, each a few tens of milliseconds, the first of a pair changing
 * from round to round, so that a busy neighbour or a warmer processor falls on both. The answer is
 * the median of the rounds' ratios. Rejected: tinybench and mitata, good at one function's absolute
 * time, but they measure one task after the other, and on a shared machine their ratio is noise.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How much is measured; 1 is a full run, a smoke test takes less. */
export interface Effort {
  readonly rounds: number
  /** Of the operations in a round. */
  readonly scale: number
}

/** What one side does in a round; made anew for each, and not measured while it is made. */
export type Side = (operations: number) => Promise<() => unknown>

/** Two ways of doing the same. */
export interface Comparison {
  readonly ours: Side
  readonly baseline: Side
  /** In one round, at full scale. */
  readonly operations: number
  /** Where one side is so much slower that it gets fewer; the ratio is of the time for each. */
  readonly baselineOperations?: number
}

/** What a comparison found: times in ns for each operation, medians. */
export interface Compared {
  /** How often ours is done while the baseline is done once; below 1 where ours is slower. */
  readonly ratio: number
  readonly oursNs: number
  readonly baselineNs: number
}

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Each side pays for its own garbage: what the other left is collected before. */
const collectGarbage = (): void => {
  if (typeof collect === 'function') Reflect.apply(collect, undefined, [])
}

/** Compares in interleaved rounds. */
export const compare = async (
  { ours, baseline, operations, baselineOperations = operations }: Comparison,
  { rounds, scale }: Effort,
): Promise<Compared> => {
  const sizes = [operations, baselineOperations].map((n) => Math.max(1, Math.round(n * scale)))
  const [oursSize = 1, baselineSize = 1] = sizes
  const [ratios, oursTimes, baselineTimes]: [number[], number[], number[]] = [[], [], []]
  for (let round = -Math.min(WARM_UP, rounds - 1); round < rounds; round++) {
    let oursNs: number
    let baselineNs: number
    if (round % 2 === 0) {
      oursNs = await timed(ours, oursSize)
      baselineNs = await timed(baseline, baselineSize)
    } else {
      baselineNs = await timed(baseline, baselineSize)
      oursNs = await timed(ours, oursSize)
    }
    if (round < 0) continue
    ratios.push(baselineNs / oursNs)
    oursTimes.push(oursNs)
    baselineTimes.push(baselineNs)
  }
  return {
    ratio: median(ratios),
    oursNs: median(oursTimes),
    baselineNs: median(baselineTimes),
  }
}

/** Rounds before the first that counts, for the compiler. */
const WARM_UP = 2

/** A run too short to judge, as in the smoke test, isn't worth a collection. */
const timed = async (side: Side, operations: number): Promise<number> => {
  const run = await side(operations)
  if (operations > 100) collectGarbage()
  const begun = process.hrtime.bigint()
  await run()
  return Number(process.hrtime.bigint() - begun) / operations
}

/** What a run takes of this process's own time, in seconds, whatever others do to the machine. */
export const cpuSeconds = (run: () => unknown): number => {
  collectGarbage()
  const begun = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

/** The middle one. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 0 ? (low + high) / 2 : high
}
