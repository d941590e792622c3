/**
 * @kiemtra/runtime: ports and drivers. Knows no inspection.
 */
export * from './ports/event-store.ts'
export * from './ports/read-model-store.ts'
