/**
 * Delegations: who inspects, in which roles and teams, under which decision, and who may not where.
 *
 * @example
 * // EstablishDelegation, DeclareInterest, then: who leads a visit on that day?
 * asOf({ knownAt, effectiveOn }).ask(delegationFold, events, (state, on) =>
 *   leaderFor(state, subjectId, on),
 * )
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { DelegationCommand } from './commands.ts'
import { decideWith } from './decide/index.ts'
import { DelegationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type DelegationFacts, needs } from './needs.ts'
import { DelegationRejection } from './rejections.ts'
import { type DelegationState, initialState } from './state.ts'

/** The aggregate of delegations, with a working calendar of one's own. */
export const delegationWith = (calendar: WorkingCalendar) =>
  aggregate<DelegationState, DelegationRejection, DelegationFacts>()({
    category: 'delegation',
    idOf: (command: DelegationCommand) => command.data.delegationId,
    command: DelegationCommand,
    event: DelegationEvents,
    rejection: DelegationRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of delegations, with Vietnam's working calendar. */
export const Delegation = delegationWith(vietnamCalendar)

export * from './commands.ts'
export * from './events.ts'
export { delegationFold, type DelegationFacts } from './needs.ts'
export {
  concludingAgency,
  delegationHeadOn,
  type ExclusionReason,
  inForceOn,
  leaderFor,
  type MayAct,
  mayActOn,
  rosterOn,
  rosterVersion,
  seatOn,
  teamOn,
  vacanciesOf,
} from './queries.ts'
export { DelegationRejection } from './rejections.ts'
export type { Assignee, Handover, Receiver, Seat, Vacancy, Work } from './shapes.ts'
export type { DelegationState, EstablishedDelegation, Service, Team } from './state.ts'
