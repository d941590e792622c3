/**
 * What is known of a matter of responsibility. none → open → asked → explained → decided; aside:
 * withdrawn. Without a request, or its time having passed, there is nothing to decide on (R23).
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyId, MatterId } from '../vocabulary/ids.ts'
import type { MatterAbout, MatterOutcome, MatterSource } from './shapes.ts'

/** What is known of a matter in every status. */
export interface Matter {
  readonly matterId: MatterId
  readonly agencyId: AgencyId
  readonly about: MatterAbout
  readonly source: MatterSource
  readonly conditionOn: CivilDate
  readonly competentId: AgencyId
  readonly planIssuerId: AgencyId
  readonly openedOn: CivilDate
  /** The day on which the present status began; its acts don't lie before it. */
  readonly since: CivilDate
}

/** The states of a matter. */
export type AccountabilityState =
  | { readonly status: 'none' }
  | (Matter & { readonly status: 'open' })
  | (Matter & { readonly status: 'asked'; readonly explainUntil: CivilDate })
  | (Matter & { readonly status: 'explained'; readonly late: boolean })
  | (Matter & {
      readonly status: 'decided'
      readonly outcome: MatterOutcome
      readonly apologisedOn: CivilDate | undefined
    })
  | (Matter & { readonly status: 'withdrawn'; readonly decidedOn: CivilDate | undefined })

export const initialState: AccountabilityState = { status: 'none' }

/** Whether a decision stood on a day; for `asOf({ effectiveOn })`. Withdrawn, it no longer does. */
export const isDecidedOn = (state: AccountabilityState, on: CivilDate): boolean =>
  (state.status === 'decided' && state.since <= on) ||
  (state.status === 'withdrawn' &&
    state.decidedOn !== undefined &&
    state.decidedOn <= on &&
    on < state.since)
