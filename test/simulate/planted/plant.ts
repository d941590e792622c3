/**
 * A planted fault: what stands in for a sound part of the domain, and which law or rule must say so.
 */
import type { Instead } from '../domain.ts'

/** See the module. */
export interface Plant {
  /** The law that finds it, or, of the law `rules`, the rule that does; by default any. */
  readonly by?: string
  /** Made anew for every search: some keep a memory. */
  readonly make: () => Instead
}

/** Faults by what is wrong. */
export type Plants = Readonly<Record<string, Plant>>
