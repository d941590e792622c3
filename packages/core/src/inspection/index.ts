/**
 * Inspections: one subject, one visit, from the proposal to a published conclusion.
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { InspectionCommand } from './commands/index.ts'
import { decideWith } from './decide/index.ts'
import { InspectionEvents } from './events/index.ts'
import { evolve } from './evolve/index.ts'
import { type InspectionFacts, needs } from './needs.ts'
import { InspectionRejection } from './rejections.ts'
import { initialState, type InspectionState } from './state.ts'

/** The aggregate of inspections, with a working calendar of one's own. */
export const inspectionWith = (calendar: WorkingCalendar) =>
  aggregate<InspectionState, InspectionRejection, InspectionFacts>()({
    category: 'inspection',
    idOf: (command: InspectionCommand) => command.data.inspectionId,
    command: InspectionCommand,
    event: InspectionEvents,
    rejection: InspectionRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of inspections, with Vietnam's working calendar. */
export const Inspection = inspectionWith(vietnamCalendar)

export * from './commands/conclusion.ts'
export * from './commands/fieldwork.ts'
export * from './commands/preparation.ts'
export { InspectionCommand } from './commands/index.ts'
export * from './events/conclusion.ts'
export * from './events/fieldwork.ts'
export { type InspectionEvent, InspectionEvents } from './events/index.ts'
export * from './events/preparation.ts'
export { inspectionFold, type InspectionFacts } from './needs.ts'
export { InspectionRejection } from './rejections.ts'
export { daysRefusals, extensionGrounds, flagReasons } from './shapes.ts'
export type { Course, Finding, InspectionState, Schedule } from './state.ts'
