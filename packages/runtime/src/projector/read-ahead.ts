/**
 * Reading ahead: deliveries are gathered while the batch before them is written.
 *
 * A batch is what is there when nothing more has come within one turn of the event loop: in a
 * catch-up that is a full one, live it is a single event, and no timer decides. At most two batches
 * wait; then the store is left waiting, so memory is bounded.
 */
import type { Delivery } from '../ports/event-store.ts'
import { someOf } from './some.ts'

/** Deliveries in batches. */
export interface ReadAhead {
  /** The next batch; `undefined` when the subscription has ended. Throws what it has thrown. */
  readonly take: () => Promise<ReadonlyArray<Delivery> | undefined>
  /** How many deliveries wait. */
  readonly waiting: () => number
  readonly close: () => Promise<void>
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Starts to read. */
export const readAhead = (deliveries: AsyncIterable<Delivery>, batchSize: number): ReadAhead => {
  const iterator = deliveries[Symbol.asyncIterator]()
  const nextSome = someOf(iterator)
  const buffer: Delivery[] = []
  let end: { readonly thrown?: unknown } | undefined
  let wakeReader: (() => void) | undefined
  let wakeTaker: (() => void) | undefined

  const read = async (): Promise<void> => {
    try {
      while (end === undefined) {
        if (buffer.length >= 2 * batchSize) {
          await new Promise<void>((resolve) => (wakeReader = resolve))
          continue
        }
        const next = await nextSome(2 * batchSize - buffer.length)
        if (next.done === true) end ??= {}
        else for (const delivery of next.value) buffer.push(delivery)
        wakeTaker?.()
      }
    } catch (thrown) {
      end ??= { thrown }
      wakeTaker?.()
    }
  }
  const reading = read()

  const take = async (): Promise<ReadonlyArray<Delivery> | undefined> => {
    while (buffer.length === 0) {
      if (end !== undefined) {
        if ('thrown' in end) throw end.thrown
        return undefined
      }
      await new Promise<void>((resolve) => (wakeTaker = resolve))
      wakeTaker = undefined
    }
    for (let seen = 0; seen < buffer.length && buffer.length < batchSize;) {
      seen = buffer.length
      await turn()
    }
    const batch = buffer.splice(0, batchSize)
    wakeReader?.()
    return batch
  }

  return {
    take,
    waiting: () => buffer.length,
    close: async () => {
      end ??= {}
      wakeReader?.()
      wakeTaker?.()
      await iterator.return?.()
      await reading
    },
  }
}
