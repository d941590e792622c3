/**
 * An event store that fails as it is told: one fault per call, in order, then none.
 */
import { left } from 'fp-ts/lib/Either.js'
import { type AppendFailure, type EventStore, StoreError } from '../../src/ports/event-store.ts'

/** What happens to one append. */
export type AppendFault =
  /** Goes through. */
  | 'none'
  /** Written, and the answer lost. */
  | 'replyLost'
  /** Not written, and nobody knows. */
  | 'requestLost'
  /** Before it, someone else appends. */
  | { readonly first: () => Promise<unknown> }
  /** Before it someone else appends; then it is lost, and nobody knows. */
  | { readonly lostAfter: () => Promise<unknown> }
  | { readonly fails: AppendFailure }

/** A store, its plan of faults, and what it was asked. */
export interface FaultyStore {
  readonly events: EventStore
  readonly appends: AppendFault[]
  readonly reads: (AppendFailure | 'none' | Error)[]
  readonly calls: string[]
}

/** Wraps a store; `appends` and `reads` are used up from the front. */
export const faultyStore = (inner: EventStore): FaultyStore => {
  const appends: AppendFault[] = []
  const reads: (AppendFailure | 'none' | Error)[] = []
  const calls: string[] = []
  const events: EventStore = {
    ...inner,
    read: (stream, options) => {
      calls.push(`read from ${options?.from ?? 'start'}`)
      const fault = reads.shift() ?? 'none'
      if (fault === 'none') return inner.read(stream, options)
      return {
        [Symbol.asyncIterator]: () => ({
          next: async () => {
            throw fault instanceof Error ? fault : new StoreError(fault)
          },
        }),
      }
    },
    append: (stream, expected, batch, options) => async () => {
      calls.push(`append at ${expected}`)
      const fault = appends.shift() ?? 'none'
      const write = inner.append(stream, expected, batch, options)
      const unknown = left({ _tag: 'OutcomeUnknown' as const, stream, attempts: 1 })
      if (fault === 'none') return write()
      if (fault === 'requestLost') return unknown
      if (fault === 'replyLost') {
        await write()
        return unknown
      }
      if ('fails' in fault) return left(fault.fails)
      if ('lostAfter' in fault) {
        await fault.lostAfter()
        return unknown
      }
      await fault.first()
      return write()
    },
  }
  return { events, appends, reads, calls }
}
