/**
 * The rules of a plan: R1 (issued once, then only amended; nothing new under one that is closed or
 * revoked), R25 (jurisdiction), R26 (who is no more isn't planned for), R28, and the order of things.
 *
 * Read from the top: first when it happened and who acts, then the phases in their order. The plan's
 * acts are judged by the phase in which they are recorded: a plan that is closed stays as it was.
 */
import type { Command } from '@kiemtra/kernel'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { actsFor } from '../../vocabulary/actor.ts'
import { reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import type { PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { IssuedPlan, PlanState } from '../state.ts'
import { amendPlan } from './amend.ts'
import { addTarget, draftPlan, issuePlan, removeTarget } from './draft.ts'
import { drawSubjects, revokePlan } from './issued.ts'
import { closePlan, recordResult } from './results.ts'
import { transferTarget } from './succession.ts'

/** What a plan answers to a command. */
export const decide = (
  command: Command<PlanCommand>,
  state: PlanState,
  facts: PlanFacts,
): Either<PlanRejection, ReadonlyArray<PlanEvent>> => {
  const { planId, happenedOn } = command.data
  const when = occurred(happenedOn, command.meta)
  if (isLeft(when)) return when
  const { actor } = command.meta

  if (command.type === 'DraftPlan') {
    if (state.status !== 'undrafted') {
      return reject({ _tag: 'PlanAlreadyDrafted', rule: 'lifecycle', planId })
    }
    if (!actsFor(actor, command.data.issuerId, command.data.leadAgencyId)) {
      return reject({ _tag: 'NotThePlansAgency', rule: 'R1', planId })
    }
    return draftPlan(command.data, when.right, facts)
  }
  if (state.status === 'undrafted') {
    return reject({ _tag: 'PlanNotDrafted', rule: 'lifecycle', planId })
  }
  if (command.type === 'RecordResult') {
    return recordResult(command.data, when.right, actor, state)
  }
  if (state.status === 'revoked') {
    const { revokedOn } = state
    return reject({ _tag: 'PlanIsRevoked', rule: 'R1', planId, revokedOn })
  }
  if (state.status === 'closed') {
    return reject({ _tag: 'PlanIsClosed', rule: 'R1', planId, closedOn: state.closedOn })
  }
  // R26: who took over says so, too, though it has no part in the plan.
  if (command.type === 'TransferTarget') {
    return state.status === 'draft'
      ? reject({ _tag: 'PlanNotIssued', rule: 'R1', planId })
      : transferTarget(command.data, when.right, actor, state, facts)
  }
  // R1: a plan is its issuer's, and led by its lead agency; nobody else acts on it.
  if (!actsFor(actor, state.issuerId, state.leadAgencyId)) {
    if (command.type !== 'DrawSubjects') {
      return reject({ _tag: 'NotThePlansAgency', rule: 'R1', planId })
    }
    if (!actsFor(actor, ...mayOrderUnannounced(state))) {
      return reject({ _tag: 'MayNotDraw', rule: 'R9', planId })
    }
  }
  const earliest = state.status === 'draft' ? state.draftedOn : state.issuedOn
  if (happenedOn < earliest) {
    return reject({ _tag: 'PlanOutOfOrder', rule: 'lifecycle', planId, earliest })
  }

  switch (command.type) {
    case 'AddTarget':
    case 'RemoveTarget':
    case 'IssuePlan':
      if (state.status !== 'draft') {
        const { issuedOn } = state
        return reject({ _tag: 'PlanAlreadyIssued', rule: 'R1', planId, issuedOn })
      }
      if (command.type === 'AddTarget') return addTarget(command.data, when.right, state, facts)
      if (command.type === 'RemoveTarget') return removeTarget(command.data, when.right, state)
      return issuePlan(command.data, when.right, state, facts)
    case 'AmendPlan':
    case 'DrawSubjects':
    case 'RevokePlan':
    case 'ClosePlan':
      if (state.status !== 'issued') return reject({ _tag: 'PlanNotIssued', rule: 'R1', planId })
      if (command.type === 'AmendPlan') return amendPlan(command.data, when.right, state, facts)
      if (command.type === 'DrawSubjects')
        return drawSubjects(command.data, when.right, state, facts)
      if (command.type === 'RevokePlan') return revokePlan(command.data, when.right, state)
      return closePlan(command.data, when.right, state)
  }
}

/** R9: who may order an unannounced visit may have its subject drawn. */
const mayOrderUnannounced = ({ terms }: Pick<IssuedPlan, 'terms'>): ReadonlyArray<string> =>
  terms.authorities.orderUnannounced.flatMap((authority) =>
    authority.kind === 'agency'
      ? [authority.agencyId]
      : terms.delegations.map((delegation) => delegation.headedFrom),
  )
