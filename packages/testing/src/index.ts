/**
 * @kiemtra/testing: given/when/then, arbitraries, laws and store contracts for event-sourced code.
 */
export type * from './given/decision.ts'
export { stateAfter } from './given/fold.ts'
export * from './given/given.ts'
export { defaultMeta, type TestCommand } from './message.ts'
export { arbitraryOf, type ArbitraryOptions } from './arbitrary/of-codec.ts'
export { type Override, override } from './arbitrary/override.ts'
export { UnsupportedCodec } from './arbitrary/unsupported.ts'
