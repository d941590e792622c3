/**
 * Visits: each agency's calendar of visits, the one place where days at an agency are contended for.
 *
 * @example
 * const handle = commandHandler({ events: inMemoryEventStore() })
 * for (const command of sampleAgencies) await handle(Agency, command)()
 * for (const command of samplePlan) await handle(Plan, command)()
 * const reserved = await handle(Visits, {
 *   type: 'ReserveWindow',
 *   data: {
 *     agencyId: 'dong-da',
 *     happenedOn: '2023-04-03',
 *     windowId: 'w1',
 *     planId: 'p61-2023',
 *     slotId: 'doan-1',
 *     inspectionId: 'i-1',
 *     areas: ['procedures'],
 *     mode: 'on-site',
 *     notice: 'announced',
 *     period: { from: '2023-04-11', to: '2023-04-12' },
 *   },
 *   meta: {
 *     commandId: 'reserve-w1',
 *     actor: { kind: 'official', personId: 'nv-1', agencyId: 'so-noi-vu', post: 'head' },
 *     recordedAt: '2023-04-03T02:00:00.000Z',
 *   },
 * })()
 * const windows = E.isRight(reserved) ? windowsInForce(reserved.right.state) : []
 * windows.flatMap(({ claims }) => claims.map(({ windowId }) => windowId))
 * // => ['w1']
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
