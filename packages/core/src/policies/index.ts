/**
 * Policies: what happens in one aggregate leads to commands to another. Pure; a policy runner drives
 * them.
 */
export * from './closing.ts'
export * from './combinations.ts'
export * from './mandate.ts'
export * from './scheduling.ts'
export * from './windows.ts'
