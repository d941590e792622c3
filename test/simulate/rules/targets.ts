/**
 * Rules of what plans name: a target goes where its subject went.
 */
import { agencyFold, planFold } from '@kiemtra/core'
import { civilDateOf, isInstant, streamOf } from '@kiemtra/kernel'
import { sightOf } from '../sight.ts'
import { owedBy } from './owed.ts'

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
