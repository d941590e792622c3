/**
 * Policies: what happens in one aggregate leads to commands to another. Pure; a policy runner drives
 * them.
 */
export * from './closing.ts'
export * from './combinations.ts'
export * from './escalation.ts'
export * from './follow-up.ts'
export * from './mandate.ts'
export * from './own-inspecting.ts'
export * from './prior-shortcomings.ts'
export * from './results.ts'
export * from './scheduling.ts'
export * from './standing-tasks.ts'
export * from './succession.ts'
export * from './target-succession.ts'
export * from './windows.ts'
