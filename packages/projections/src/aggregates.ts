/**
 * Every aggregate of the domain, once: what follows them all is built from this list, so that a new
 * aggregate needs one line here.
 */
import { Agency, Delegation, Inspection, Plan, Visits } from '@kiemtra/core'
import { seal, type SealedAggregate } from '@kiemtra/kernel'

/** The aggregates, in the order in which they may need each other. */
export const aggregates: ReadonlyArray<SealedAggregate> = [
  seal(Agency),
  seal(Plan),
  seal(Delegation),
  seal(Visits),
  seal(Inspection),
]
