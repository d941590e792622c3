/** The rows of a plan's report, as a city's log leads to them. */
import {
  initiativeCatalogue,
  inspectionRegister,
  planComparison,
  planProgress,
  publicRegister,
  remediationTracker,
} from '../../src/index.ts'
import type { ReportRows } from '../../src/report.ts'
import { type City, openReadModels, project, rowsIn } from './city.ts'

export const reportRowsOf = async (
  { events }: City,
  planId: string,
  asOf: string,
): Promise<ReportRows> => {
  const store = await project(events, openReadModels)
  const plan = (await rowsIn(store, planProgress))[planId]
  if (plan === undefined) throw new Error(`no plan ${planId}`)
  const ofPlan = <Row extends { readonly planId: string | null }>(
    rows: Readonly<Record<string, Row>>,
  ): ReadonlyArray<Row> => Object.values(rows).filter((row) => row.planId === planId)
  return {
    plan,
    years: (await rowsIn(store, planComparison))[
      `${plan.issuerId}.${plan.kind}.${String(plan.year)}`
    ],
    inspections: ofPlan(await rowsIn(store, inspectionRegister)),
    published: ofPlan(await rowsIn(store, publicRegister)),
    remediations: ofPlan(await rowsIn(store, remediationTracker)),
    initiatives: Object.values(await rowsIn(store, initiativeCatalogue)),
    nameOf: (id) => ({ vi: `Cơ quan ${id}`, en: `Agency ${id}` }),
    asOf,
  }
}
