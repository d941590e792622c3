/**
 * R1: an issued plan is only amended, with document and reason.
 *
 * Checked against the terms as they will be: what an amendment adds may use what it changes, and what
 * it takes away may not leave a target without delegation or ground.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { TargetId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import { existsOn } from '../../agency/state.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import { agencyIn, namedIn, type PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { Target } from '../shapes.ts'
import type { IssuedPlan } from '../state.ts'
import { firstNotInForce, hasSlot, placeRefused, targetFrom } from './targets.ts'
import { centralBodiesRefused, documentRefused, hasSomethingToInspect } from './terms.ts'

type AmendPlan = Extract<PlanCommand, { type: 'AmendPlan' }>['data']

export const amendPlan = (
  data: AmendPlan,
  when: Occurrence,
  before: IssuedPlan,
  facts: PlanFacts,
): Either<PlanRejection, ReadonlyArray<PlanEvent>> => {
  const { planId, document, changes } = data
  const { targetsRemoved = [], targetsMoved = [], targetsAdded = [], ...changed } = changes
  const refusal =
    documentRefused(document, before.issuerId) ??
    notSigned(document, when.happenedOn) ??
    firstNotInForce([before.issuerId, ...namedIn(changed)], when.happenedOn, facts) ??
    centralBodiesRefused(changed.centralBodies ?? [], before, facts)
  if (refusal !== undefined) return reject(refusal)

  const nothing = targetsRemoved.length + targetsMoved.length + targetsAdded.length === 0
  if (nothing && Object.keys(changed).length === 0) {
    return reject({ _tag: 'NothingToAmend', rule: 'R1', planId })
  }

  const terms = { ...before.terms, ...changed }
  const targets = new Map<TargetId, Target>(before.targets)
  for (const targetId of targetsRemoved) {
    if (!targets.delete(targetId)) {
      return reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId })
    }
  }
  for (const { targetId, ...move } of targetsMoved) {
    const target = targets.get(targetId)
    if (target === undefined) {
      return targetsRemoved.includes(targetId)
        ? reject({ _tag: 'TargetNamedTwice', rule: 'lifecycle', targetId })
        : reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId })
    }
    const moved = { ...target, ...move }
    const astray = movedRefused(moved, { ...before, terms }, facts)
    if (astray !== undefined) return reject(astray)
    targets.set(targetId, moved)
  }
  for (const target of targets.values()) {
    const left = leftWithoutTerms(target, terms)
    if (left !== undefined) return reject(left)
  }

  const plan = { ...before, terms }
  const added: Array<Target> = []
  for (const request of targetsAdded) {
    const { targetId } = request
    // An id that the amendment frees isn't used again by it: readers would mix the two targets up.
    if (before.targets.has(targetId)) {
      return reject({ _tag: 'TargetAlreadyThere', rule: 'lifecycle', targetId })
    }
    const target = targetFrom(request, plan, facts)
    if (isLeft(target)) return target
    added.push(target.right)
    targets.set(targetId, target.right)
  }
  if (!hasSomethingToInspect({ terms, targets })) {
    return reject({ _tag: 'NothingToInspect', rule: 'R1', planId })
  }
  const { targetsAdded: _requests, ...kept } = changes
  const frozen = added.length === 0 ? kept : { ...kept, targetsAdded: added }
  return accept({ type: 'PlanAmended', data: { ...data, ...when, changes: frozen } })
}

/** R2, R1, R26: a moved target has a delegation, a window in the year, and a subject that is there. */
const movedRefused = (
  { targetId, window, slotId, subjectId }: Target,
  plan: IssuedPlan,
  facts: PlanFacts,
): PlanRejection | undefined => {
  const refusal = placeRefused(targetId, window, slotId, plan)
  if (refusal !== undefined) return refusal
  return existsOn(agencyIn(facts, subjectId), window.to)
    ? undefined
    : { _tag: 'SubjectNotInForce', rule: 'R26', subjectId }
}

/** R2, R25: no target is left without its delegation, or without the line that names it. */
const leftWithoutTerms = (
  { targetId, slotId, subjectId, jurisdiction }: Target,
  terms: IssuedPlan['terms'],
): PlanRejection | undefined => {
  if (!hasSlot(terms, slotId)) return { _tag: 'SlotInUse', rule: 'R2', slotId, targetId }
  return jurisdiction === 'named-central-body' && !terms.centralBodies.includes(subjectId)
    ? { _tag: 'CentralBodyInUse', rule: 'R25', agencyId: subjectId, targetId }
    : undefined
}
