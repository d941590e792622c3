/**
 * What stands in the log behind a position: read a few records of it, ours and others'.
 *
 * The log is one order and only grows, and a read shows nothing that isn't committed, so what is read
 * from a position on without a gap is the truth about that stretch, whichever node answers.
 */
import type { Position } from '@kiemtra/kernel'
import { StoreError } from '@kiemtra/runtime'
import type { Connection } from './connection.ts'
import { readLog } from './read.ts'

/** What was found behind a position. */
export interface Probe {
  /** Up to here all events are others'. */
  readonly foreignUpTo: Position | undefined
  /** The next one is ours. */
  readonly isOursNext: boolean
  /** Nothing stands behind `foreignUpTo`. */
  readonly isEnd: boolean
}

/** How many records one probe reads. */
const PROBE_RECORDS = 128

/** Probes the log; `undefined` when it can't be read just now. */
export const probe = async (
  connection: Connection,
  prefix: string,
  after: Position,
  signals: ReadonlyArray<AbortSignal | undefined>,
): Promise<Probe | undefined> => {
  const records = readLog(connection, after, signals)
  let foreignUpTo: Position | undefined
  try {
    for (let read = 0; read < PROBE_RECORDS; read++) {
      const { done, value } = await records.next()
      if (done === true) return { foreignUpTo, isOursNext: false, isEnd: true }
      if (value.stream.startsWith(prefix)) {
        await records.return?.()
        return { foreignUpTo, isOursNext: true, isEnd: false }
      }
      foreignUpTo = value.position
    }
    await records.return?.()
    return { foreignUpTo, isOursNext: false, isEnd: false }
  } catch (error) {
    if (error instanceof StoreError && error.failure._tag === 'Unavailable') return undefined
    throw error
  }
}
