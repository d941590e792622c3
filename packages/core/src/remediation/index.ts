/**
 * Remediations: an obligation to remedy something, from the demand to its verification from outside.
 */
export * from './commands.ts'
export * from './events.ts'
export { needs as remediationNeeds, remediationFold, type RemediationFacts } from './needs.ts'
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
