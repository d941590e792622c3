/**
 * Remediations: an obligation to remedy something, from the demand to its verification from outside.
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { RemediationCommand } from './commands.ts'
import { decideWith } from './decide/index.ts'
import { RemediationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { needs, type RemediationFacts } from './needs.ts'
import { RemediationRejection } from './rejections.ts'
import { initialState, type RemediationState } from './state.ts'

/** The aggregate of remediations, with a working calendar of one's own. */
export const remediationWith = (calendar: WorkingCalendar) =>
  aggregate<RemediationState, RemediationRejection, RemediationFacts>()({
    category: 'remediation',
    idOf: (command: RemediationCommand) => command.data.remediationId,
    command: RemediationCommand,
    event: RemediationEvents,
    rejection: RemediationRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of remediations, with Vietnam's working calendar. */
export const Remediation = remediationWith(vietnamCalendar)

export * from './commands.ts'
export * from './events.ts'
export { remediationFold, type RemediationFacts } from './needs.ts'
export { RemediationRejection } from './rejections.ts'
export {
  ChangeBasis,
  PursuitBasis,
  PursuitStep,
  pursuitSteps,
  RemediationSource,
  remediationSources,
} from './shapes.ts'
export {
  dueDateOn,
  holderOn,
  isOpenOn,
  isOverdueOn,
  isPriorShortcomingOn,
  type Obligation,
  type RemediationState,
  type Since,
} from './state.ts'
