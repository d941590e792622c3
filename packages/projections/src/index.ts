/**
 * @kiemtra/projections: the read models of inspections. Pure; a store and a projector run them.
 */
export * from './audit-trail.ts'
export * from './plan-progress.ts'
export * from './visit-calendar.ts'
