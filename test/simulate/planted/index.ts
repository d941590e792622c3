/**
 * Faults planted in the domain's system, one at a time, and how many seeds it takes to find each.
 */
import { simulate, type SimulationReport } from '@kiemtra/testing'
import { domainWith } from '../domain.ts'
import { aggregatePlants } from './aggregates.ts'
import { inspectionPlants } from './inspections.ts'
import { partPlants } from './parts.ts'
import type { Plant, Plants } from './plant.ts'
import { policyPlants } from './policies.ts'
import { projectionPlants } from './projections.ts'
import { silencePlants } from './silences.ts'

/** Every planted fault, by what is wrong. */
export const planted: Plants = {
  ...policyPlants,
  ...silencePlants,
  ...aggregatePlants,
  ...inspectionPlants,
  ...projectionPlants,
  ...partPlants,
}

/** How a search for a planted fault has ended. */
export interface Search {
  /** Seeds that it took. */
  readonly seeds: number
  /** The seed that found it; `undefined`: none did. */
  readonly found: number | undefined
  /** What it found, by the law's name first. */
  readonly why: string
}

/** Looks for a planted fault under one seed after the other. */
export const search = async ({ make }: Plant, seed: number, most: number): Promise<Search> => {
  const system = domainWith(make())
  let runs = 0
  const onRun = (): void => {
    runs += 1
  }
  let report: SimulationReport
  try {
    report = await simulate({ ...system, seed, runs: most, shrink: false, onRun })
  } catch (thrown) {
    // So broken that not even what must be there can be sent.
    return { seeds: runs, found: seed + runs - 1, why: String(thrown) }
  }
  const refuted = report.laws.find(({ verdict }) => verdict === 'refuted')
  return {
    seeds: report.runs,
    found: refuted === undefined ? undefined : seed + report.runs - 1,
    why: refuted === undefined ? '' : `${refuted.law}: ${refuted.counterexample?.message ?? ''}`,
  }
}

/** Whether a search has found what it was for, and not something else. */
export const isFound = ({ by = '' }: Plant, { found, why }: Search): boolean =>
  found !== undefined && why.includes(by)
