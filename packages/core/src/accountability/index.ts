/**
 * Accountability: the responsibility of an organisation or of who held a post, the head's first.
 */
import { aggregate, vietnamCalendar, type WorkingCalendar } from '@kiemtra/kernel'
import { AccountabilityCommand } from './commands.ts'
import { decideWith } from './decide/index.ts'
import { AccountabilityEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type AccountabilityFacts, needs } from './needs.ts'
import { AccountabilityRejection } from './rejections.ts'
import { type AccountabilityState, initialState } from './state.ts'

/** The aggregate of matters of responsibility, with a working calendar of one's own. */
export const accountabilityWith = (calendar: WorkingCalendar) =>
  aggregate<AccountabilityState, AccountabilityRejection, AccountabilityFacts>()({
    category: 'accountability',
    idOf: (command: AccountabilityCommand) => command.data.matterId,
    command: AccountabilityCommand,
    event: AccountabilityEvents,
    rejection: AccountabilityRejection,
    initialState,
    needs,
    decide: decideWith(calendar),
    evolve,
  })

/** The aggregate of matters of responsibility, with Vietnam's working calendar. */
export const Accountability = accountabilityWith(vietnamCalendar)

export * from './commands.ts'
export * from './events.ts'
export { accountabilityFold, type AccountabilityFacts } from './needs.ts'
export { AccountabilityRejection } from './rejections.ts'
export {
  MatterAbout,
  MatterClaim,
  MatterOutcome,
  matterOutcomes,
  MatterSource,
  WithdrawalBasis,
} from './shapes.ts'
export { type AccountabilityState, isDecidedOn, type Matter } from './state.ts'
