/**
 * Rules of what ends: plans (R1), agencies (R26), mandates (R5), and terms (R22).
 */
import {
  Accountability,
  accountabilityFold,
  Agency,
  Assignment,
  assignmentFold,
  Delegation,
  Inspection,
  type InspectionEvent,
  inspectionFold,
  Plan,
  Remediation,
  remediationFold,
} from '@kiemtra/core'
import { civilDateOf, isInstant, type Recorded, type StoredEvent, streamOf } from '@kiemtra/kernel'
import { type Sight, sightOf } from '../sight.ts'
import { owedBy } from './owed.ts'
import { type Rule, streamsOf } from './rule.ts'

const named = (category: string, id: string): string => streamOf('kiemtra', category, id)

/** R1: nothing is prepared any more under a plan that has ended. */
export const callsOffUnderEndedPlans: Rule = owedBy('closing', (log, { isRefused }) => {
  const ended = new Set<string>()
  for (const events of streamsOf(Plan, log).values()) {
    for (const { event } of events) {
      if (event.type === 'PlanClosed' || event.type === 'PlanRevoked') ended.add(event.data.planId)
    }
  }
  const sight = sightOf(log)
  for (const id of sight.idsOf(Inspection.category)) {
    const state = sight.stateOf(inspectionFold, id)
    const stream = named(Inspection.category, id)
    if (state.status !== 'preparing' || !ended.has(state.planId)) continue
    if (!isRefused(stream, 'CancelInspection'))
      return `${stream} is prepared under a plan that has ended`
  }
  return undefined
})

// ------------------------------------------------------------------ agencies

interface End {
  readonly agencyId: string
  readonly takerId: string | undefined
  readonly effectiveOn: string
  readonly position: string
}

/** Agencies that have ended, and who takes over. */
const endsIn = (log: ReadonlyArray<StoredEvent>, today: string): ReadonlyArray<End> => {
  const ends: End[] = []
  for (const events of streamsOf(Agency, log).values()) {
    let end: End | undefined
    for (const { event, position } of events) {
      if (event.type === 'AgencyDissolved') {
        const { agencyId, successors, takerDueOn, effectiveOn } = event.data
        const takerId = takerDueOn === undefined ? successors[0] : undefined
        end = { agencyId, takerId, effectiveOn, position }
      }
      if (event.type === 'TakerNamed' && end !== undefined) {
        end = { ...end, takerId: event.data.takerId }
      }
    }
    if (end !== undefined && end.effectiveOn <= today) ends.push(end)
  }
  return ends
}

/** What an agency has that must go with it, and by which command. */
const heldBy = (
  { agencyId, takerId }: End,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyArray<readonly [stream: string, by: string]> => {
  const sight = sightOf(log)
  const held: Array<readonly [string, string]> = []
  for (const id of sight.idsOf(Inspection.category)) {
    const state = sight.stateOf(inspectionFold, id)
    if (state.status === 'none' || state.subjectId !== agencyId) continue
    const stream = named(Inspection.category, id)
    if (state.status === 'preparing') held.push([stream, 'CancelInspection'])
    const isUnderway = ['fieldwork', 'closed', 'drafted'].includes(state.status)
    if (isUnderway && takerId !== undefined) held.push([stream, 'HandOverInspection'])
  }
  if (takerId === undefined) return held
  for (const id of sight.idsOf(Remediation.category)) {
    const state = sight.stateOf(remediationFold, id)
    if (state.status !== 'open' && state.status !== 'claimed') continue
    if (state.subjectId === agencyId) {
      held.push([named(Remediation.category, id), 'TransferRemediation'])
    }
  }
  for (const id of sight.idsOf(Assignment.category)) {
    const state = sight.stateOf(assignmentFold, id)
    const isOver = ['none', 'accepted', 'cancelled'].includes(state.status)
    if (!isOver && state.status !== 'none' && state.assigneeId === agencyId) {
      held.push([named(Assignment.category, id), 'TransferTask'])
    }
  }
  for (const id of sight.idsOf(Accountability.category)) {
    const state = sight.stateOf(accountabilityFold, id)
    const isOver = ['none', 'decided', 'withdrawn'].includes(state.status)
    if (!isOver && state.status !== 'none' && state.agencyId === agencyId) {
      held.push([named(Accountability.category, id), 'TransferMatter'])
    }
  }
  return held
}

/** R26: what an agency had when it ended goes to who takes over, or is called off. */
export const leavesNothingBehind: Rule = owedBy('succession', (log, { isRefused, today }) => {
  for (const end of endsIn(log, today)) {
    for (const [stream, by] of heldBy(end, log)) {
      const first = log.find((one) => one.stream === stream)
      // What is recorded for a day before the end, after the end was dealt with, is nobody's in life.
      const wasThere = first !== undefined && first.position < end.position
      if (wasThere && !isRefused(stream, by))
        return `${stream} is still with ${end.agencyId}, which has ended`
    }
  }
  return undefined
})

// ------------------------------------------------------------------ mandates

/** R5: what somebody has done on a subject after stepping aside from it is flagged. */
export const flagsRecused: Rule = owedBy('mandate', (log, { isRefused }) => {
  for (const [delegation, changes] of streamsOf(Delegation, log)) {
    for (const { event, revision } of changes) {
      if (event.type !== 'MemberRecused') continue
      const { personId, subjectId, happenedOn } = event.data
      for (const [stream, events] of streamsOf(Inspection, log)) {
        const begun = events[0]?.event
        if (begun?.type !== 'InspectionProposed' && begun?.type !== 'UnannouncedOrdered') continue
        if (subjectId !== undefined && begun.data.subjectId !== subjectId) continue
        const isMoved = events.some((one) => one.event.type === 'InspectionHandedOver')
        if (isMoved || isRefused(stream, 'FlagAct')) continue
        const flagged: ReadonlySet<string> = new Set(
          events.flatMap((one) => (one.event.type === 'ActFlagged' ? [one.event.data.actId] : [])),
        )
        const missed = events.find(
          (one) =>
            isActOf(one, personId, happenedOn) &&
            cites(one, delegation) < revision &&
            !flagged.has(actIdOf(one)),
        )
        if (missed !== undefined) {
          return `${stream}: ${personId} had stepped aside, and ${missed.event.type} at ${missed.revision} was not flagged`
        }
      }
    }
  }
  return undefined
})

type ActType = (typeof acts)[number]
const acts = [
  'EvidenceAttached',
  'ContentAssessed',
  'FindingRaised',
  'FindingAmended',
  'FindingReviewed',
  'FieldworkClosed',
] as const

const isAct = (event: InspectionEvent): event is Extract<InspectionEvent, { type: ActType }> =>
  acts.some((type) => type === event.type)

const isActOf = ({ event }: Recorded<InspectionEvent>, personId: string, from: string): boolean =>
  isAct(event) && event.data.memberId === personId && civilDateOf(event.data.happenedAt) >= from

/** The revision of a delegation that a decision has read; none: no act to judge. */
const cites = ({ meta }: Recorded<InspectionEvent>, delegation: string): number =>
  meta.reads.find(({ stream }) => stream === delegation)?.revision ?? Number.POSITIVE_INFINITY

const actIdOf = ({ event, id }: Recorded<InspectionEvent>): string =>
  event.type === 'FindingRaised' || event.type === 'FindingAmended' ? event.data.findingId : id

// --------------------------------------------------------------------- terms

/** The day on which something was last recorded of it: by a clock that has jumped back, still to come. */
const recordedLast = (sight: Sight, category: string, id: string): string => {
  const last = sight.eventsOf(category, id).findLast(({ type }) => type !== 'CommandRefused')
  const { recordedAt = '' } = last?.meta ?? {}
  return isInstant(recordedAt) ? civilDateOf(recordedAt) : recordedAt
}

/** R22: what isn't done in time is marked, its superior told when that is due; a task is marked and urged. */
export const noticesLateness: Rule = owedBy('escalation', (log, { isRefused, today }) => {
  const sight = sightOf(log)
  for (const id of sight.idsOf(Remediation.category)) {
    const state = sight.stateOf(remediationFold, id)
    const stream = named(Remediation.category, id)
    if (recordedLast(sight, Remediation.category, id) > today) continue
    if (state.status !== 'open' && (state.status !== 'claimed' || !state.claimedLate)) continue
    const { pursuit, lastDay, escalateFrom = today } = state
    if (pursuit === 'none' && lastDay < today && !isRefused(stream, 'MarkOverdue')) {
      return `${stream} was due on ${lastDay}, and is not marked as overdue`
    }
    const isDue = pursuit === 'urged' && state.status === 'open' && escalateFrom <= today
    if (isDue && !isRefused(stream, 'Escalate')) return `${stream}: nobody told the superior`
  }
  for (const id of sight.idsOf(Assignment.category)) {
    const state = sight.stateOf(assignmentFold, id)
    const stream = named(Assignment.category, id)
    if (recordedLast(sight, Assignment.category, id) > today) continue
    const isLate = state.status === 'open' && state.dueOn < today
    if (isLate && !isRefused(stream, 'MarkTaskOverdue')) {
      return `${stream} was due on ${state.dueOn}, and is not marked as overdue`
    }
    const isUrged = state.status !== 'overdue' || state.urgedOn !== undefined
    if (!isUrged && !isRefused(stream, 'UrgeTask')) return `${stream} is overdue, and nobody urged`
  }
  return undefined
})
