/**
 * What a budget is: a promise about speed, as a ratio, and how to measure it.
 */
import type { Effort } from './measure.ts'

/** What a measurement found. */
export interface Measured {
  /** In the unit of the budget: a ratio, or operations a second. */
  readonly value: number
  /** What else a reader should know: the parts that make up the value, absolute times. */
  readonly notes: ReadonlyArray<string>
}

/** A budget of the design. */
export interface Budget {
  readonly name: string
  readonly what: string
  readonly atLeast: number
  readonly unit: 'times' | 'per second'
  readonly measure: (effort: Effort) => Promise<Measured>
}

/** Nanoseconds in words. */
export const duration = (ns: number): string =>
  ns < 1000
    ? `${ns.toFixed(0)} ns`
    : ns < 1e6
      ? `${(ns / 1000).toFixed(2)} µs`
      : `${(ns / 1e6).toFixed(2)} ms`
