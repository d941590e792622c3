/**
 * Accountability: the responsibility of an organisation or of who held a post, the head's first.
 */
export * from './commands.ts'
export * from './events.ts'
export {
  accountabilityFold,
  needs as accountabilityNeeds,
  type AccountabilityFacts,
} from './needs.ts'
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
