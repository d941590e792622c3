/**
 * Delegations: who inspects, in which roles and teams, under which decision, and who may not where.
 *
 * @example
 * const handle = commandHandler({ events: inMemoryEventStore() })
 * for (const command of sampleAgencies) await handle(Agency, command)()
 * for (const command of samplePlan) await handle(Plan, command)()
 * for (const command of sampleDelegation) {
 *   const established = await handle(Delegation, command)()
 *   E.isRight(established) && delegationHeadOn(established.right.state, civilDate(2023, 4, 11))?.personId
 *   // => 'nv-1'
 * }
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
