/**
 * Findings, as the log tells of them: what each is now, and who may know of it (R9, R16, R18).
 */
import type { InspectionEvent } from '@kiemtra/core'

/** A finding as it stands. */
export interface Told {
  readonly kind: string
  readonly correctedOnSpot: boolean
  readonly withdrawn: boolean
  readonly reviewed: boolean
  /** As what it is now; of another kind, it is another matter to refer. */
  readonly referred: boolean
}

type Stated = Extract<InspectionEvent, { type: 'FindingRaised' }>['data']['finding']

const stated = ({ statement }: Stated, before: Told | undefined): Told => ({
  kind: statement.kind,
  correctedOnSpot: statement.correctedOnSpot,
  withdrawn: false,
  reviewed: false,
  referred: before?.referred === true && before.kind === statement.kind,
})

/** What an event makes of the findings before it. */
export const heard = (
  before: ReadonlyMap<string, Told>,
  { type, data }: InspectionEvent,
): ReadonlyMap<string, Told> => {
  const found = new Map(before)
  const change = (id: string, to: Partial<Told>): void => {
    const known = found.get(id)
    if (known !== undefined) found.set(id, { ...known, ...to })
  }
  switch (type) {
    case 'FindingRaised':
    case 'FindingAmended':
      found.set(data.findingId, stated(data.finding, found.get(data.findingId)))
      break
    case 'FindingWithdrawn':
      change(data.findingId, { withdrawn: true })
      break
    case 'FindingReviewed':
      change(data.findingId, { reviewed: true })
      break
    case 'ViolationReferred':
      for (const id of data.findings) change(id, { referred: true })
      break
    case 'ExplanationAccepted':
      for (const effect of data.effects) {
        const { findingId: id } = effect
        if (effect.kind === 'withdrawn') change(id, { withdrawn: true })
        if (effect.kind === 'amended') found.set(id, stated(effect.finding, found.get(id)))
      }
      break
    default:
      return before
  }
  return found
}
