/**
 * What is known of an initiative: none, recorded, assessed, recognised, replicating, replicated; or
 * declined. Replication can't be written down without a recognition, nor recognition without an
 * assessment (R24).
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyId, InitiativeId } from '../vocabulary/ids.ts'
import type { InitiativeSource, PilotOutcome, ReplicationResult } from './shapes.ts'

// ------------------------------------------------------------------- model

/** A pilot; `outcome` once it was evaluated. */
export interface Pilot {
  readonly agencies: ReadonlyArray<AgencyId>
  readonly from: CivilDate
  readonly until: CivilDate
  readonly lead: AgencyId
  readonly outcome: PilotOutcome | undefined
}

/**
 * What is asked of one agency; `result` once it has answered. It lapses where the agency has ended and
 * the one that takes over has it already (R26).
 */
export interface Replication {
  readonly agencyId: AgencyId
  readonly askedOn: CivilDate
  readonly dueOn: CivilDate
  readonly orderedBy: AgencyId
  readonly result: ReplicationResult | 'lapsed' | undefined
}

/** What is known of an initiative from its record on. */
export interface RecordedInitiative {
  readonly initiativeId: InitiativeId
  readonly originId: AgencyId
  readonly source: InitiativeSource
  /** The day of the last step; the next doesn't lie before it. */
  readonly since: CivilDate
}

/** What is known of it once somebody else has looked at it. */
export interface AssessedInitiative extends RecordedInitiative {
  readonly assessedBy: ReadonlyArray<AgencyId>
  /** In order; only the last may be under way. */
  readonly pilots: ReadonlyArray<Pilot>
  readonly pilotWaived: boolean
}

/** What is known of it from its recognition on. */
export interface RecognisedInitiative extends AssessedInitiative {
  readonly recognisedBy: AgencyId
}

/** Agencies that are to take it over: at least one. */
export interface ReplicatedInitiative extends RecognisedInitiative {
  readonly replications: ReadonlyArray<Replication>
}

/** The states of an initiative. */
export type InitiativeState =
  | { readonly status: 'none' }
  | (RecordedInitiative & { readonly status: 'recorded' })
  | (AssessedInitiative & { readonly status: 'assessed' })
  | (AssessedInitiative & { readonly status: 'declined' })
  | (RecognisedInitiative & { readonly status: 'recognised' })
  /** Some agencies haven't answered. */
  | (ReplicatedInitiative & { readonly status: 'replicating' })
  /** All have. */
  | (ReplicatedInitiative & { readonly status: 'replicated' })

export const initialState: InitiativeState = { status: 'none' }

// ----------------------------------------------------------------- queries

/** The pilot that is under way: started and not evaluated. */
export const pilotUnderWay = ({ pilots }: AssessedInitiative): Pilot | undefined => {
  const last = pilots.at(-1)
  return last?.outcome === undefined ? last : undefined
}

/** How the last pilot that was evaluated came out. */
export const lastOutcome = ({ pilots }: AssessedInitiative): PilotOutcome | undefined =>
  pilots.findLast(({ outcome }) => outcome !== undefined)?.outcome

/** R24: whether it may be replicated: the last pilot succeeded; or pilots were waived, and none failed since. */
export const mayReplicate = (state: AssessedInitiative): boolean => {
  const outcome = lastOutcome(state)
  return outcome === 'successful' || (state.pilotWaived && outcome !== 'unsuccessful')
}

/** The agencies that haven't answered, with what is asked of them. */
export const openReplications = (state: InitiativeState): ReadonlyArray<Replication> =>
  'replications' in state ? state.replications.filter(({ result }) => result === undefined) : []
