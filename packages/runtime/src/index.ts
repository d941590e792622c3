/**
 * @kiemtra/runtime: ports and drivers. Knows no inspection.
 */
export * from './command-handler/command-handler.ts'
export type * from './command-handler/types.ts'
export * from './identity.ts'
export * from './in-memory/event-store.ts'
export * from './in-memory/json-copy.ts'
export * from './in-memory/read-models.ts'
export * from './namespace.ts'
export * from './pause.ts'
export * from './ports/event-store.ts'
export type * from './ports/read-model-store.ts'
export * from './projector/projector.ts'
export * from './projector/read-model.ts'
export * from './projector/table.ts'
export type * from './projector/types.ts'
