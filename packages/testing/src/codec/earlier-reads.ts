/**
 * What was read stays as it was: a decoder or upcaster that gives the same object each time changes
 * what it gave before.
 */
import type { Complaint } from '../law/property-law.ts'
import { diff } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { copied } from '../value/frozen.ts'

/** How that complaint begins. */
export const READ_BEFORE = 'an event that was read before has changed'

/** Told of one read event after the other, says whether the one before has changed. */
export const watchingReads = <E>(): ((read: E) => Complaint) => {
  let earlier: { readonly read: E; readonly kept: E } | undefined
  return (read) => {
    const before = earlier
    earlier = { read, kept: copied(read) }
    return before === undefined || equals(before.read, before.kept)
      ? undefined
      : `${READ_BEFORE}\n${diff(before.kept, before.read)}`
  }
}
