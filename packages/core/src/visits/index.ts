/**
 * Visits: each agency's calendar of visits, the one place where days at an agency are contended for.
 *
 * @example
 * // ReserveWindow leads to WindowReserved, or to WindowRefused with its reasons; then, for a policy:
 * foldStored(visitsFold, events) // right(state); windowsInForce(state) hold their days
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { VisitsCommand } from './commands.ts'
import { decideWith } from './decide/index.ts'
import { VisitsEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { needs, type VisitsFacts } from './needs.ts'
import { VisitsRejection } from './rejections.ts'
import { initialState, type VisitsState } from './state.ts'

/** The aggregate of calendars of visits, with a working calendar of one's own. */
export const visitsWith = (calendar: WorkingCalendar) =>
  aggregate<VisitsState, VisitsRejection, VisitsFacts>()({
    category: 'visits',
    idOf: (command: VisitsCommand) => command.data.agencyId,
    command: VisitsCommand,
    event: VisitsEvents,
    rejection: VisitsRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of calendars of visits, with Vietnam's working calendar. */
export const Visits = visitsWith(vietnamCalendar)

export * from './commands.ts'
export { windowsInForce } from './decide/room.ts'
export * from './events.ts'
export { visitsFold, type VisitsFacts } from './needs.ts'
export { VisitsRejection } from './rejections.ts'
export {
  Caps,
  Claim,
  Conflict,
  Member,
  RefusalReason,
  ReleaseReason,
  releaseReasons,
  VisitDays,
} from './shapes.ts'
export {
  type Agreement,
  type RefusedClaim,
  type ReleasedClaim,
  statusOf,
  type VisitsState,
  type Window,
  windowOf,
  type WindowStatus,
} from './state.ts'
