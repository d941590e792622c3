/**
 * Agencies: the register of who there is to inspect and to answer, from first to last day.
 *
 * @example
 * const handle = commandHandler({ events: inMemoryEventStore() })
 * for (const command of sampleAgencies) await handle(Agency, command)()
 * const appointed = await handle(Agency, {
 *   type: 'AppointHead',
 *   data: {
 *     agencyId: 'so-noi-vu',
 *     happenedOn: '2023-02-01',
 *     postId: 'head',
 *     personId: 'nv-1',
 *     acting: false,
 *     from: '2023-02-01',
 *   },
 *   meta: {
 *     commandId: 'appoint-1',
 *     actor: { kind: 'import', source: 'register' },
 *     recordedAt: '2023-02-01T02:00:00.000Z',
 *   },
 * })()
 * E.isRight(appointed) && headOn(appointed.right.state, civilDate(2023, 2, 1))?.personId // => 'nv-1'
 * E.isRight(appointed) && headOn(appointed.right.state, civilDate(2023, 1, 31)) // => undefined
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { AgencyCommand } from './commands.ts'
import { decideWith } from './decide.ts'
import { AgencyEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type AgencyFacts, needs } from './needs.ts'
import { AgencyRejection } from './rejections.ts'
import { type AgencyState, initialState } from './state.ts'

/** The register's aggregate with a calendar of one's own. */
export const agencyWith = (calendar: WorkingCalendar) =>
  aggregate<AgencyState, AgencyRejection, AgencyFacts>()({
    category: 'agency',
    idOf: (command: AgencyCommand) => command.data.agencyId,
    command: AgencyCommand,
    event: AgencyEvents,
    rejection: AgencyRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of agencies, with Vietnam's calendar. */
export const Agency = agencyWith(vietnamCalendar)

export * from './commands.ts'
export * from './events.ts'
export { agencyFold, type AgencyFacts } from './needs.ts'
export { AgencyRejection } from './rejections.ts'
export {
  type AgencyState,
  existsOn,
  headOn,
  type NamedShortcoming,
  type RegisteredAgency,
  type Tenure,
} from './state.ts'
