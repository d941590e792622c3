/**
 * @kiemtra/projections: the read models of inspections. Pure; a store and a projector run them.
 */
export * from './accountability-ledger.ts'
export * from './agency-register.ts'
export * from './agency-scorecard/index.ts'
export * from './assignment-board.ts'
export * from './audit-trail.ts'
export * from './deadlines/index.ts'
export * from './finding-register.ts'
export * from './initiative-catalogue.ts'
export * from './inspection-register/index.ts'
export * from './plan-progress/index.ts'
export * from './public-register.ts'
export * from './subject-portal/index.ts'
export * from './remediation-tracker.ts'
export { ShownDemand, ShownFinding } from './outcome-memory.ts'
export * from './visit-calendar.ts'
export * from './read-models.ts'
