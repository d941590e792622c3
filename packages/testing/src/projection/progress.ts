/**
 * The laws of progress: crashes leave no trace (L17), checkpoints say what the rows say (L18).
 */
import type { Position } from '@kiemtra/kernel'
import { inMemoryReadModels, type ReadModelStore, tableOf } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Complaint } from '../law/property-law.ts'
import type { Log } from '../log/logs.ts'
import { type Bench, drive, type Rows, rowsIn, rowsOf } from './bench.ts'
import { got } from './drive.ts'
import { type Crash, watched } from './crashes.ts'
import { batchSizeOf, compared, type ProjectionLaw, saw } from './laws.ts'

/**
 * L17: dies at each step of a run, on either side of it; the next run dies at one more step; the
 * last goes to the end, in other batches.
 */
export const survivesCrashes: ProjectionLaw = async (bench, trial, tally) => {
  const [log, , seed] = trial
  const batchSize = batchSizeOf(trial)
  const calm = watched(bench.readModels())
  await drive(bench, calm.store, log, { batchSize })
  const expected = await rowsIn(bench, calm.store)
  saw(bench, log, tally)
  for (const at of chosen(calm.steps(), seed)) {
    for (const side of ['before', 'after'] as const) {
      const crashes: ReadonlyArray<Crash> = [
        { at, side },
        { at: (seed + at) % 3, side: (seed + at) % 2 === 0 ? 'before' : 'after' },
      ]
      const store = bench.readModels()
      for (const [i, crash] of crashes.entries()) {
        const doomed = watched(store, crash)
        await drive(bench, doomed.store, log, { batchSize: batchSize + i, died: doomed.died })
      }
      await drive(bench, store, log)
      tally.checks += 1
      const what = crashes.map((crash) => `${crash.side} step ${crash.at + 1}`).join(', then ')
      const complaint = compared(
        `after crashes ${what}, rows differ`,
        expected,
        await rowsIn(bench, store),
      )
      if (complaint !== undefined) return complaint
    }
  }
  return undefined
}

const MAX_STEPS = 16

/** Every step of a short run; of a long one some, others each time. */
const chosen = (steps: number, seed: number): ReadonlyArray<number> =>
  steps <= MAX_STEPS
    ? [...Array(steps).keys()]
    : Array.from(
        { length: MAX_STEPS },
        (_, i) => (Math.floor((i * steps) / MAX_STEPS) + seed) % steps,
      )

/**
 * L18: watched after each commit and while it is under way, then attacked by commits that come late,
 * the checkpoint never goes back, and the rows are those of the log up to it.
 */
export const keepsCheckpoint: ProjectionLaw = async (bench, trial, tally) => {
  const [log] = trial
  const rowsAt = prefixesOf(bench, log)
  saw(bench, log, tally)
  const store = bench.readModels()
  const table = tableOf(bench.projection)
  let complaint: Complaint
  let highest: Position | undefined
  const look = async (): Promise<void> => {
    const checkpoint = got(await store.checkpoint(table)())
    const page = got(await store.query(table, { limit: 1000 })())
    tally.checks += 1
    if (highest !== undefined && (checkpoint === undefined || checkpoint < highest)) {
      complaint ??= `the checkpoint went back from ${highest} to ${checkpoint ?? 'nowhere'}`
    }
    highest = checkpoint
    const expected = await rowsAt(page.position)
    const actual = new Map(page.rows.map(({ key, row }) => [key, row]))
    complaint ??=
      expected === undefined
        ? `rows are said to stand at ${String(page.position)}, where no event stands`
        : compared(`at the checkpoint ${String(page.position)}, rows differ`, expected, actual)
  }
  const observed: ReadModelStore = {
    ...store,
    claim: (claimed) => async () => {
      const writer = await store.claim(claimed)()
      if (isLeft(writer)) return writer
      await look()
      const { commit } = writer.right
      return right({
        ...writer.right,
        commit: (batch) => async () => {
          const committing = commit(batch)()
          await look()
          const committed = await committing
          await look()
          return committed
        },
      })
    },
  }
  await drive(bench, observed, log, { batchSize: batchSizeOf(trial) })
  const deletes = [...((await rowsAt(log.at(-1)?.position))?.keys() ?? [])]
  for (const { position } of log) {
    const writer = got(await store.claim(table)())
    got(await writer.commit({ position, upserts: [], deletes, links: [] })())
    await look()
  }
  return complaint
}

/** What the rows are at a position of the log, by a store that is known to be sound. */
const prefixesOf = (
  bench: Bench,
  log: Log,
): ((position: Position | undefined) => Promise<Rows | undefined>) => {
  const sound = { ...bench, readModels: inMemoryReadModels }
  const known = new Map<Position | undefined, Rows>([[undefined, new Map()]])
  return async (position) => {
    const before = known.get(position)
    const length = log.findIndex((stored) => stored.position === position) + 1
    if (before !== undefined || length === 0) return before
    const rows = await rowsOf(sound, log.slice(0, length))
    known.set(position, rows)
    return rows
  }
}
