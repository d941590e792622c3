/**
 * @kiemtra/core/testing: realistic agencies and plans, and commands at random, for property-based
 * tests of what is built on the domain. Needs fast-check.
 */
export * from './testing/accountability.ts'
export * from './testing/agency.ts'
export * from './testing/assignment.ts'
export * from './testing/delegation.ts'
export * from './testing/initiative.ts'
export * from './testing/inspection.ts'
export * from './testing/obligations-sample.ts'
export * from './testing/plan-commands.ts'
export * from './testing/plan.ts'
export * from './testing/pools.ts'
export * from './testing/remediation.ts'
export * from './testing/visits.ts'
