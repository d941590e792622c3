/**
 * From data files to the year's steps, in the order in which they were recorded.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { streamOf } from '@kiemtra/kernel'
import { DEFAULT_NAMESPACE, eventIdOf } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import {
  AgenciesFile,
  IndexFile,
  InspectionsFile,
  ObligationsFile,
  PlanFile,
  PostsFile,
  VisitsFile,
} from './data.ts'
import { type DataFault, type Origin, readData } from './data-files.ts'
import type { Step } from './step.ts'
import { agencySteps, indexSteps } from './steps/agencies.ts'
import { delegationSteps, inspectionSteps } from './steps/inspections.ts'
import { obligationSteps } from './steps/obligations.ts'
import { planSteps, type SourcedPlan } from './steps/plans.ts'
import { actSteps, windowSteps } from './steps/visits.ts'

/** The year: its steps, and what the report needs to name agencies. */
export interface Year {
  readonly steps: ReadonlyArray<Step>
  readonly names: ReadonlyMap<string, { readonly vi: string; readonly en: string }>
  /** The day of the last step, `YYYY-MM-DD`: what the reports speak of. */
  readonly until: string
}

/** Reads a folder of data files. */
export const loadYear = async (folder: string): Promise<Either<DataFault, Year>> => {
  const agencies = await readData(folder, 'agencies.json', AgenciesFile)
  if (isLeft(agencies)) return agencies
  const posts = await readData(folder, 'posts.json', PostsFile)
  if (isLeft(posts)) return posts
  const index = await readData(folder, 'index-results.json', IndexFile)
  if (isLeft(index)) return index
  const visits = await readData(folder, 'visits.json', VisitsFile)
  if (isLeft(visits)) return visits

  const inspections = await readData(folder, 'inspections.json', InspectionsFile)
  if (isLeft(inspections)) return inspections
  const obligations = await readData(folder, 'obligations.json', ObligationsFile)
  if (isLeft(obligations)) return obligations

  const superiors = new Map(agencies.right.agencies.map(({ id, superior }) => [id, superior]))
  const plans = await readPlans(folder, (id) => lineFrom(id, superiors))
  if (isLeft(plans)) return plans

  const faults: DataFault[] = []
  const unknown = (origin: Origin, reason: string): void => void faults.push({ ...origin, reason })
  const year = inspectionSteps(inspections.right, plans.right, unknown)
  const windowOf = windowsOf(year)
  const acts = actSteps(visits.right, plans.right, windowOf, unknown)
  const after = obligationSteps(obligations.right, inspections.right, year, unknown)
  const [fault] = faults
  if (fault !== undefined) return left(fault)

  const steps = [
    ...agencySteps(agencies.right, posts.right),
    ...indexSteps(index.right),
    ...plans.right.flatMap(planSteps),
    ...delegationSteps(inspections.right),
    ...plans.right.flatMap((plan) => windowSteps(plan, new Set(windowOf.keys()))),
    ...acts,
    ...year,
    ...after,
  ]
  // Stable: steps of one day stay in the order of the files.
  const inOrder = steps.toSorted((a, b) =>
    a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0,
  )
  const names = new Map(agencies.right.agencies.map(({ id, vi, en }) => [id, { vi, en }]))
  const until = inOrder.at(-1)?.recordedAt.slice(0, 10) ?? ''
  return right({ steps: inOrder, names, until })
}

/** The window that each inspection asks for: its id is the first event's. */
const windowsOf = (steps: ReadonlyArray<Step>): ReadonlyMap<string, string> =>
  new Map(
    steps
      .filter(({ commandType }) => commandType === 'ProposeInspection')
      .map(({ objectId, commandId }) => [
        objectId,
        eventIdOf(streamOf(DEFAULT_NAMESPACE, 'inspection', objectId), commandId, 0),
      ]),
  )

const readPlans = async (
  folder: string,
  lineOf: SourcedPlan['lineOf'],
): Promise<Either<DataFault, ReadonlyArray<SourcedPlan>>> => {
  let files: ReadonlyArray<string>
  try {
    files = (await readdir(join(folder, 'plans'))).filter((name) => name.endsWith('.json')).sort()
  } catch {
    return left({ file: 'plans', path: '', reason: 'is no folder that can be read' })
  }
  const plans: SourcedPlan[] = []
  for (const name of files) {
    const file = `plans/${name}`
    const plan = await readData(folder, file, PlanFile)
    if (isLeft(plan)) return plan
    plans.push({ file, plan: plan.right, lineOf })
  }
  return right(plans)
}

/** The agencies between one and the top, its own superior first; the top itself is the issuer's. */
const lineFrom = (
  id: string,
  superiors: ReadonlyMap<string, string | undefined>,
): ReadonlyArray<string> => {
  const line: string[] = []
  for (let at = superiors.get(id); at !== undefined && !line.includes(at); at = superiors.get(at)) {
    if (superiors.get(at) !== undefined) line.push(at)
  }
  return line
}
