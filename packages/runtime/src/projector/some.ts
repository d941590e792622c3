/**
 * Deliveries at hand: several at once where the store's iterator offers it, else one by one.
 *
 * One promise for a page instead of a few for each event: that is a seventh of what a rebuild took.
 */
import type { Delivery, DeliveryIterator } from '../ports/event-store.ts'

const END: IteratorReturnResult<undefined> = { done: true, value: undefined }

const isGenerous = (iterator: AsyncIterator<Delivery, unknown>): iterator is DeliveryIterator =>
  'nextSome' in iterator && typeof iterator.nextSome === 'function'

/** Asks an iterator for the next deliveries: at least one, at most so many. */
export const someOf = (
  iterator: AsyncIterator<Delivery, unknown>,
): DeliveryIterator['nextSome'] => {
  if (isGenerous(iterator)) return (most) => iterator.nextSome(most)
  return async () => {
    const next = await iterator.next()
    return next.done === true ? END : { done: false, value: [next.value] }
  }
}
