/**
 * The rules of a delegation: R1 and R2 (how it is established and headed), R3 (teams), R4 (who
 * invites), R5 (who may not act where), R6 (its term, and its end), R28, and the order of things.
 *
 * Read from the top: first when it happened, then what may be said at any time (interests, recusals:
 * they never fail), then what needs the order of days, and last what needs a delegation in force.
 */
import type { Command, WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { DelegationCommand } from '../commands.ts'
import type { DelegationEvent } from '../events.ts'
import type { DelegationFacts } from '../needs.ts'
import { inForceOn } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { DelegationState } from '../state.ts'
import { declareInterest, recuseMember } from './interests.ts'
import { appointMember, replaceHead, replaceMember } from './roster.ts'
import { dissolve, establish, extendTerm, reconstitute } from './term.ts'
import { allocateWork, disbandTeam, formTeam, inviteAgency } from './work.ts'

/** The rules of a delegation, with the calendar that due dates are computed by. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (
    command: Command<DelegationCommand>,
    state: DelegationState,
    facts: DelegationFacts,
  ): Either<DelegationRejection, ReadonlyArray<DelegationEvent>> => {
    const { delegationId, happenedOn } = command.data
    const occurrence = occurred(happenedOn, command.meta)
    if (isLeft(occurrence)) return occurrence
    const when = occurrence.right
    const { actor } = command.meta

    if (command.type === 'EstablishDelegation') {
      return state.status === 'unestablished'
        ? establish(command.data, when, actor, facts)
        : reject({ _tag: 'DelegationAlreadyEstablished', rule: 'lifecycle', delegationId })
    }
    if (state.status === 'unestablished') {
      return reject({ _tag: 'DelegationNotEstablished', rule: 'lifecycle', delegationId })
    }
    if (state.status === 'dissolved' && happenedOn >= state.dissolvedOn) {
      return reject(dissolved(state))
    }
    // R5: what a member declares, or steps aside from, is heard also when it is recorded late.
    if (command.type === 'DeclareInterest') {
      return declareInterest(command.data, when, actor, state, calendar)
    }
    if (command.type === 'RecuseMember') {
      return recuseMember(command.data, when, actor, state, calendar)
    }
    if (state.status === 'dissolved') return reject(dissolved(state))
    // Each change builds on those before it; so does the roster of a day that others ask for.
    if (happenedOn < state.changedOn) {
      const earliest = state.changedOn
      return reject({ _tag: 'ChangeOutOfOrder', rule: 'lifecycle', delegationId, earliest })
    }
    if (command.type === 'ReconstituteDelegation') {
      return reconstitute(command.data, when, actor, state, facts, calendar)
    }
    if (command.type === 'DissolveDelegation') {
      return dissolve(command.data, when, actor, state, facts)
    }
    // R6: a term that has run out takes a new decision.
    if (!inForceOn(state, happenedOn)) {
      const until = state.mandates.at(-1)?.until ?? happenedOn
      return reject({ _tag: 'DelegationNotInForce', rule: 'R6', delegationId, until })
    }

    switch (command.type) {
      case 'AppointMember':
        return appointMember(command.data, when, actor, state, facts, calendar)
      case 'ReplaceMember':
        return replaceMember(command.data, when, actor, state, facts, calendar)
      case 'ReplaceHead':
        return replaceHead(command.data, when, actor, state, facts, calendar)
      case 'FormTeam':
        return formTeam(command.data, when, actor, state)
      case 'DisbandTeam':
        return disbandTeam(command.data, when, actor, state)
      case 'InviteAgency':
        return inviteAgency(command.data, when, actor, state, facts)
      case 'AllocateWork':
        return allocateWork(command.data, when, actor, state)
      case 'ExtendTerm':
        return extendTerm(command.data, when, actor, state)
    }
  }

/** R6: a delegation that is dissolved does no more. */
const dissolved = ({
  delegationId,
  dissolvedOn,
}: Extract<DelegationState, { status: 'dissolved' }>) =>
  ({ _tag: 'DelegationIsDissolved', rule: 'R6', delegationId, dissolvedOn }) as const
