/**
 * How events change what is known of a plan. Total: an event that doesn't fit changes nothing.
 *
 * A map of targets is copied per event: a plan has a hundred targets or so, added once a year, and a
 * copy costs microseconds. Rejected: a persistent map, for a dependency and slower reads.
 */
import type { PlanEvent } from './events.ts'
import type { Result, Target } from './shapes.ts'
import type { DraftedPlan, IssuedPlan, PlanState } from './state.ts'

type DataOf<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>['data']

export const evolve = (state: PlanState, event: PlanEvent): PlanState => {
  switch (event.type) {
    case 'PlanDrafted':
      return state.status === 'undrafted' ? drafted(event.data) : state
    case 'TargetAdded': {
      if (state.status !== 'draft') return state
      const { target } = event.data
      return { ...state, targets: new Map(state.targets).set(target.targetId, target) }
    }
    case 'TargetRemoved': {
      if (state.status !== 'draft') return state
      const targets = new Map(state.targets)
      targets.delete(event.data.targetId)
      return { ...state, targets }
    }
    case 'PlanIssued':
      return state.status === 'draft'
        ? {
            ...state,
            status: 'issued',
            issuedOn: event.data.happenedOn,
            draws: new Map(),
            reached: new Map(),
            owed: new Set(),
          }
        : state
    case 'PlanAmended':
      return state.status === 'issued' ? { ...state, ...amended(state, event.data.changes) } : state
    case 'TargetTransferred': {
      const { targetId, subjectId, subjectKind, subjectLevel, jurisdiction, through } = event.data
      const target = state.status === 'issued' ? state.targets.get(targetId) : undefined
      if (state.status !== 'issued' || target === undefined) return state
      const { through: _line, ...kept } = target
      const line = through === undefined ? {} : { through }
      const moved = { ...kept, subjectId, subjectKind, subjectLevel, jurisdiction, ...line }
      return { ...state, targets: new Map(state.targets).set(targetId, moved) }
    }
    case 'SubjectsDrawn': {
      if (state.status !== 'issued') return state
      const { drawId, slotId, happenedOn, drawn } = event.data
      const draw = { drawId, slotId, drawnOn: happenedOn, drawn }
      return { ...state, draws: new Map(state.draws).set(drawId, draw) }
    }
    case 'ResultRecorded':
      return state.status === 'undrafted' || state.status === 'draft'
        ? state
        : { ...state, ...withResult(state, event.data.result) }
    case 'PlanRevoked':
      return state.status === 'issued'
        ? { ...state, status: 'revoked', revokedOn: event.data.happenedOn }
        : state
    case 'PlanClosed':
      return state.status === 'issued'
        ? {
            ...state,
            status: 'closed',
            closedOn: event.data.happenedOn,
            notReached: event.data.notReached.map(({ targetId }) => targetId),
          }
        : state
  }
}

/** What is reached and owed after one more result; what is known already changes nothing. */
export const withResult = (
  { reached, owed }: Pick<IssuedPlan, 'reached' | 'owed'>,
  result: Result,
): Pick<IssuedPlan, 'reached' | 'owed'> => {
  switch (result.kind) {
    case 'reached': {
      const { targetId, inspectionId } = result
      const by = reached.get(targetId) ?? []
      return by.includes(inspectionId)
        ? { reached, owed }
        : { reached: new Map(reached).set(targetId, [...by, inspectionId]), owed }
    }
    case 'revoked': {
      const { targetId, inspectionId } = result
      const by = reached.get(targetId) ?? []
      if (!by.includes(inspectionId)) return { reached, owed }
      const others = by.filter((id) => id !== inspectionId)
      const left = new Map(reached)
      if (others.length === 0) left.delete(targetId)
      else left.set(targetId, others)
      return { reached: left, owed }
    }
    case 'owed':
      return owed.has(result.obligationId)
        ? { reached, owed }
        : { reached, owed: new Set([...owed, result.obligationId]) }
    case 'settled':
      return owed.has(result.obligationId)
        ? { reached, owed: new Set([...owed].filter((id) => id !== result.obligationId)) }
        : { reached, owed }
  }
}

const drafted = (data: DataOf<'PlanDrafted'>): PlanState => ({
  status: 'draft',
  planId: data.planId,
  kind: data.kind,
  year: data.year,
  draftedOn: data.happenedOn,
  issuerId: data.issuerId,
  issuerKind: data.issuerKind,
  issuerLevel: data.issuerLevel,
  leadAgencyId: data.leadAgencyId,
  parentPlanId: data.parentPlanId,
  terms: data.terms,
  targets: new Map(),
})

const amended = (
  { terms, targets: before }: DraftedPlan,
  changes: DataOf<'PlanAmended'>['changes'],
): Pick<DraftedPlan, 'terms' | 'targets'> => {
  const { targetsRemoved = [], targetsMoved = [], targetsAdded = [], ...changed } = changes
  const targets = new Map<Target['targetId'], Target>(before)
  for (const targetId of targetsRemoved) targets.delete(targetId)
  for (const { targetId, ...move } of targetsMoved) {
    const target = targets.get(targetId)
    if (target !== undefined) targets.set(targetId, { ...target, ...move })
  }
  for (const target of targetsAdded) targets.set(target.targetId, target)
  return { terms: { ...terms, ...changed }, targets }
}
