/**
 * Follow-up of a conclusion: every demand becomes a remediation, every initiative that stands is
 * recorded, every recommendation to look into somebody's responsibility opens a matter; and what a
 * correction or a revocation changes reaches all of them (R16, R17, R23, R24).
 *
 * An instance is an inspection, with its state: the follow-up is read off it, so a finding that an
 * explanation took away leads to nothing. Remediation and demand have one id, and so have matter and
 * recommendation: the ids of demands and recommendations are no inspection's own. An initiative has
 * the id of the event that raised its finding, for findings are numbered within an inspection.
 *
 * What was recorded of an initiative outlives its conclusion: a conclusion is revoked because it was
 * wrong about shortcomings, and whether an initiative is worth anything is assessed by others.
 */
import { type CommandRefused, policy, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Accountability } from '../accountability/index.ts'
import { Initiative } from '../initiative/index.ts'
import { evolve as evolveInspection } from '../inspection/evolve/index.ts'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import {
  type Concluded,
  initialState as notBegun,
  type InspectionState,
} from '../inspection/state.ts'
import { Remediation } from '../remediation/index.ts'
import type { Recommendation } from '../vocabulary/demand.ts'
import {
  noWants,
  refusedIn,
  type Want,
  wantAccountability,
  wantedOn,
  wantInitiative,
  wantRemediation,
  type Wants,
  wants,
} from './wants.ts'

// ------------------------------------------------------------------- model

/** What this policy knows of an inspection. */
export interface FollowUpState extends Wants {
  readonly inspection: InspectionState
  /** The event that raised each finding. */
  readonly raisedBy: Readonly<Record<string, string>>
}

const initialState: FollowUpState = { inspection: notBegun, raisedBy: {}, ...noWants }

type Heard = InspectionEvent | CommandRefused

// ------------------------------------------------------------------- evolve

const evolve = (state: FollowUpState, recorded: Recorded<Heard>): FollowUpState => {
  const { event, id } = recorded
  if (event.type === 'CommandRefused') return refusedIn(state, recorded, event)
  const before = state.inspection
  const inspection = evolveInspection(before, event)
  const raisedBy =
    event.type === 'FindingRaised'
      ? { ...state.raisedBy, [event.data.findingId]: id }
      : state.raisedBy
  const known = { ...state, inspection, raisedBy }
  switch (event.type) {
    case 'ConclusionIssued':
      return wants(known, recorded, issued(known, event.data.happenedOn))
    case 'ConclusionCorrected':
      return wants(known, recorded, corrected(known, event))
    case 'ConclusionRevoked':
      return wants(known, recorded, revoked(before, event.data.happenedOn))
    default:
      return known
  }
}

/**
 * All that a conclusion leads to, on the day of the conclusion: it binds from then on, however late it
 * is recorded.
 */
const issued = ({ inspection, raisedBy }: FollowUpState, on: string): ReadonlyArray<Want> => {
  if (inspection.status !== 'concluded') return []
  const list: Want[] = []
  for (const demandId of inspection.demands.keys()) list.push(opened(inspection, demandId, on))
  for (const given of inspection.recommendations.values()) {
    if (given.kind === 'handling') list.push(asked(inspection, given, on))
  }
  for (const [findingId, finding] of inspection.findings) {
    const initiativeId = raisedBy[findingId]
    const isOne = !finding.withdrawn && finding.statement.kind === 'initiative'
    if (!isOne || initiativeId === undefined) continue
    const { inspectionId, subjectId: agencyId, concludedBy } = inspection
    const { area, criterion: title, condition: description } = finding.statement
    const data = {
      initiativeId,
      happenedOn: on,
      agencyId,
      kind: 'initiative',
      area,
      title,
      description,
      source: { kind: 'finding', inspectionId, findingId },
    } as const
    list.push(wantInitiative(initiativeId, { type: 'RecordInitiative', data }, concludedBy))
  }
  return list
}

const opened = (
  { inspectionId, concludedBy }: Concluded,
  demandId: string,
  happenedOn: string,
): Want => {
  const source = { kind: 'conclusion', inspectionId, demandId } as const
  const data = { remediationId: demandId, happenedOn, source }
  return wantRemediation(demandId, { type: 'OpenRemediation', data }, concludedBy)
}

/** Whose responsibility: the post that the finding names (R15), else the organisation's. */
const asked = (
  { inspectionId, subjectId, concludedBy, findings }: Concluded,
  { recommendationId, findingId }: Recommendation,
  happenedOn: string,
): Want => {
  const responsibility =
    findingId === undefined ? undefined : findings.get(findingId)?.responsibility
  const about =
    responsibility === undefined
      ? ({ kind: 'organisation', agencyId: subjectId } as const)
      : ({
          kind: 'post',
          agencyId: responsibility.agencyId,
          postId: responsibility.postId,
        } as const)
  const source = { kind: 'recommendation', inspectionId, recommendationId } as const
  const data = { matterId: recommendationId, happenedOn, about, source }
  return wantAccountability(recommendationId, { type: 'OpenMatter', data }, concludedBy)
}

/** R17: each demand that the correction adds, changes or annuls. */
const corrected = (
  { inspection }: FollowUpState,
  { data }: Extract<InspectionEvent, { type: 'ConclusionCorrected' }>,
): ReadonlyArray<Want> => {
  if (inspection.status !== 'concluded') return []
  const { happenedOn } = data
  const { concludedBy } = inspection
  const by = { kind: 'conclusion' } as const
  return data.demands.flatMap(({ kind, demandId }): ReadonlyArray<Want> => {
    const about = { remediationId: demandId, happenedOn, by }
    switch (kind) {
      case 'added':
        return [opened(inspection, demandId, happenedOn)]
      case 'changed':
        return [wantRemediation(demandId, { type: 'AmendDemand', data: about }, concludedBy)]
      case 'annulled':
        return [wantRemediation(demandId, { type: 'AnnulRemediation', data: about }, concludedBy)]
      case 'kept':
        return []
    }
  })
}

/** R17: nothing of it binds any more. */
const revoked = (before: InspectionState, happenedOn: string): ReadonlyArray<Want> => {
  if (before.status !== 'concluded') return []
  const { concludedBy } = before
  const list: Want[] = []
  for (const remediationId of before.demands.keys()) {
    const data = { remediationId, happenedOn, by: { kind: 'conclusion' } } as const
    list.push(wantRemediation(remediationId, { type: 'AnnulRemediation', data }, concludedBy))
  }
  for (const { recommendationId: matterId, kind } of before.recommendations.values()) {
    if (kind !== 'handling') continue
    const data = { matterId, happenedOn, by: { kind: 'source-gone' } } as const
    list.push(wantAccountability(matterId, { type: 'WithdrawMatter', data }, concludedBy))
  }
  return list
}

// -------------------------------------------------------------------- react

/** What a conclusion leads to, and what its corrections and its revocation make of that. */
export const followUp = policy<FollowUpState>()({
  name: 'followUp',
  from: [Inspection, refusalsOf(Remediation), refusalsOf(Initiative), refusalsOf(Accountability)],
  sends: ['remediation', 'initiative', 'accountability'],
  // Refusals find whoever asked.
  key: ({ event }) => (event.type === 'CommandRefused' ? undefined : event.data.inspectionId),
  initialState,
  evolve,
  react: wantedOn,
})
