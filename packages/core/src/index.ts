/**
 * @kiemtra/core: the inspection of public administration as an event-sourced domain.
 */
export * from './accountability/index.ts'
export * from './agency/index.ts'
export * from './domain.ts'
export * from './plan/index.ts'
export * from './delegation/index.ts'
export * from './inspection/index.ts'
export * from './remediation/index.ts'
export * from './visits/index.ts'
export * from './labels/agency.ts'
export * from './labels/delegation.ts'
export * from './labels/inspection.ts'
export * from './labels/plan.ts'
export * from './labels/visits.ts'
export * from './policies/index.ts'
export * from './vocabulary/index.ts'
