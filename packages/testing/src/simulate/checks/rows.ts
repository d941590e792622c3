/**
 * Rows: every read model equals the fold of the log, row by row; an earlier version's, which nobody
 * runs any more, the fold of the log up to its checkpoint. And no rebuild has found anything else.
 *
 * Folded anew by the smallest projector there is, all at once, into a store of its own.
 */
import type { AnyProjection, StoredEvent } from '@kiemtra/kernel'
import { inMemoryReadModels, tableOf } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { allRows, got, project } from '../../projection/drive.ts'
import { diff } from '../../value/diff.ts'
import { equals } from '../../value/equals.ts'
import type { FinishedRun } from '../run.ts'
import { type Finding, sound, wrong } from './finding.ts'

/** Checks the rows of every projection. */
export const rowsHold = async ({ world, log }: FinishedRun): Promise<Finding> => {
  const [disagreement] = world.disagreements
  if (disagreement !== undefined) return wrong(disagreement)
  let compared = 0
  for (const projection of world.versions) {
    const checkpoint = await world.readModels.checkpoint(projection)()
    // Who runs it has come to the log's end, or else nothing had come to rest.
    if (isLeft(checkpoint)) continue
    const upTo = log.filter(({ position }) => position <= (checkpoint.right ?? ''))
    const due = await folded(projection, upTo)
    const shown = await allRows(world.readModels, projection)
    for (const key of new Set([...due.keys(), ...shown.keys()])) {
      compared += 1
      const [expected, actual] = [due.get(key), shown.get(key)]
      if (equals(expected, actual)) continue
      return wrong(
        `row ${key} of ${projection.name} ${projection.version} is not what the log folds to\n${diff(expected, actual)}`,
      )
    }
  }
  return sound(compared)
}

const folded = async (
  projection: AnyProjection,
  log: ReadonlyArray<StoredEvent>,
): Promise<ReadonlyMap<string, unknown>> => {
  const store = inMemoryReadModels()
  const table = tableOf(projection)
  const writer = got(await store.claim(table)())
  const streams = [...new Set(log.map(({ stream }) => stream))]
  await project({ projection, writer, streams }, log)
  return allRows(store, table)
}
