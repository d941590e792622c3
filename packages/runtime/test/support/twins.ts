/**
 * Broken twins of a read-model store: rows and checkpoint in two transactions instead of one.
 *
 * A twin keeps the checkpoint beside the store. `between` is a moment between the two transactions,
 * at which a process can die.
 */
import type { Position } from '@kiemtra/kernel'
import { positionOf } from '@kiemtra/kernel'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { ReadModelBatch, ReadModelStore } from '../../src/index.ts'

/** Which of the two a twin writes first. */
export type Twin = 'rows first' | 'checkpoint first'

/** What a twin keeps over the death of processes: the checkpoint, and a count that grows. */
export interface Beside {
  checkpoint: Position | undefined
  count: number
}

/** A twin for one table. */
export const twinOf = (
  inner: ReadModelStore,
  twin: Twin,
  beside: Beside,
  between: () => Promise<unknown>,
): ReadModelStore => {
  const torn = async <A>(rows: () => Promise<A>, position: Position): Promise<A> => {
    if (twin === 'checkpoint first') {
      beside.checkpoint = position
      await between()
      return rows()
    }
    const done = await rows()
    await between()
    beside.checkpoint = position
    return done
  }
  // To the store within, every commit is later than all before: it is the twin that must know.
  const later = <B extends Omit<ReadModelBatch, 'skipped'>>(batch: B): B => ({
    ...batch,
    position: positionOf(String(++beside.count).padStart(16, '0')),
  })
  return {
    ...inner,
    checkpoint: () => async () => right(beside.checkpoint),
    scan: (name) => async () => {
      const scan = await inner.scan(name)()
      return isLeft(scan) ? scan : right({ ...scan.right, position: beside.checkpoint })
    },
    claim: (table) => async () => {
      const claimed = await inner.claim(table)()
      if (isLeft(claimed)) return claimed
      const writer = claimed.right
      return right({
        ...writer,
        checkpoint: beside.checkpoint,
        commit: (batch) => () =>
          beside.checkpoint !== undefined && batch.position <= beside.checkpoint
            ? Promise.resolve(right(undefined))
            : torn(writer.commit(later(batch)), batch.position),
      })
    },
    build: (table) => async () => {
      const begun = await inner.build(table)()
      if (isLeft(begun)) return begun
      const builder = begun.right
      let built = positionOf('')
      return right({
        ...builder,
        commit: (batch) => {
          built = batch.position
          return builder.commit(later(batch))
        },
        finish: () => () => torn(builder.finish(), built),
      })
    },
  }
}
