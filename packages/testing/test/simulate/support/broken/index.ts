/**
 * Broken twins of the runtime's parts, each made by wrapping: what a simulation must find.
 */
import { eventStoreTwins } from './events.ts'
import { handlerTwins } from './handler.ts'
import { policyTwins } from './policies.ts'
import { projectorTwins } from './projector.ts'
import { readModelTwins } from './read-models.ts'
import { rebuildTwins } from './rebuild.ts'
import type { Twins } from './wrap.ts'

/** Every broken twin. */
export const brokenTwins: Twins = {
  ...eventStoreTwins,
  ...readModelTwins,
  ...projectorTwins,
  ...handlerTwins,
  ...policyTwins,
  ...rebuildTwins,
}
