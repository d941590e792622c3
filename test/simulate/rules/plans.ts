/**
 * Rules of what a plan comes to know: what was reached and is owed (R1), and where its targets went (R26).
 */
import { agencyFold, Inspection, planFold, Remediation } from '@kiemtra/core'
import { civilDateOf, isInstant, streamOf } from '@kiemtra/kernel'
import { sightOf } from '../sight.ts'
import { owedBy } from './owed.ts'
import { streamsOf } from './rule.ts'

/**
 * R1: a plan knows which inspections have reached a target, and which obligations are owed under it;
 * one that others have told, too, an import for example, knows what they said last.
 */
export const knowsItsResults = owedBy('results', (log, { isRefused }) => {
  const sight = sightOf(log)
  const told = new Set<string>()
  for (const { type, stream, meta } of log) {
    const isThePolicy = meta.actor.kind === 'policy' && meta.actor.name === 'results'
    if (type === 'ResultRecorded' && !isThePolicy) told.add(stream)
  }
  const planOf = (planId: string) => {
    const stream = streamOf('kiemtra', 'plan', planId)
    if (told.has(stream) || isRefused(stream, 'RecordResult')) return undefined
    const plan = sight.stateOf(planFold, planId)
    return plan.status === 'undrafted' || plan.status === 'draft' ? undefined : plan
  }
  for (const [stream, [begun, ...rest]] of streamsOf(Inspection, log)) {
    if (begun?.event.type !== 'InspectionProposed') continue
    const { planId, targetId, inspectionId } = begun.event.data
    const plan = planOf(planId)
    if (plan === undefined) continue
    const last = rest.findLast(
      ({ event: { type } }) => type === 'ConclusionIssued' || type === 'ConclusionRevoked',
    )
    const isReached = last?.event.type === 'ConclusionIssued'
    const isKnown = plan.reached.get(targetId)?.includes(inspectionId) ?? false
    if (isKnown !== isReached) return `${stream}: ${planId} was not told what came of it`
  }
  for (const [stream, [opened, ...rest]] of streamsOf(Remediation, log)) {
    if (opened?.event.type !== 'RemediationOpened') continue
    const { planId, remediationId } = opened.event.data
    const plan = planOf(planId)
    if (plan === undefined) continue
    const last = rest.findLast(
      ({ event: { type } }) => type === 'RemediationReopened' || ENDS.has(type),
    )
    const isOwed = last === undefined || !ENDS.has(last.event.type)
    if (plan.owed.has(remediationId) !== isOwed) {
      return `${stream}: ${planId} was not told whether it is owed`
    }
  }
  return undefined
})

const ENDS: ReadonlySet<string> = new Set(['CompletionVerified', 'RemediationAnnulled'])

/** R26: where an agency has ended at once, its targets are with who took over, unless the plan said no. */
export const leavesNoTarget = owedBy('targetSuccession', (log) => {
  const atOnce = new Set<string>()
  const saysNo = new Set<string>()
  for (const { type, stream, data, meta } of log) {
    const day: unknown = Reflect.get(Object(data), 'effectiveOn')
    const { actor, recordedAt } = meta
    if (type === 'AgencyDissolved' && typeof day === 'string' && isInstant(recordedAt)) {
      if (day <= civilDateOf(recordedAt)) atOnce.add(stream)
    }
    if (type === 'CommandRefused' && actor.kind === 'policy' && actor.name === 'targetSuccession') {
      saysNo.add(stream)
    }
  }
  const sight = sightOf(log)
  for (const id of sight.idsOf('plan')) {
    const plan = sight.stateOf(planFold, id)
    if (plan.status !== 'issued' || saysNo.has(streamOf('kiemtra', 'plan', id))) continue
    for (const { targetId, subjectId } of plan.targets.values()) {
      if (plan.reached.has(targetId)) continue
      if (!atOnce.has(streamOf('kiemtra', 'agency', subjectId))) continue
      const subject = sight.stateOf(agencyFold, subjectId)
      if (subject.status === 'dissolved' && subject.takerId !== undefined) {
        return `target ${targetId} of ${id} was left at ${subjectId}, which has ended`
      }
    }
  }
  return undefined
})
