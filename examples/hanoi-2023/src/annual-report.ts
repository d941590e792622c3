/**
 * The plans' result reports, as files beside the database: one page and one Markdown text for each
 * plan that was issued, in the language asked for.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  initiativeCatalogue,
  inspectionRegister,
  planComparison,
  planProgress,
  publicRegister,
  remediationTracker,
  type PlanProgressRow,
} from '@kiemtra/projections'
import { annualReport, type Lang, type ReportRows } from '@kiemtra/projections/report'
import { readModel, type ReadFailure, type ReadModelStore } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Year } from './load.ts'

/** What kept a report from being written. */
export type ReportFailure =
  | { readonly _tag: 'Rows'; readonly failure: ReadFailure }
  | { readonly _tag: 'File'; readonly file: string; readonly code: string }

/** More than a plan of a city has. */
const ALL = 10_000

/** Writes the reports into a folder; the files, in their order. */
export const writeReports = async (
  lang: Lang,
  year: Year,
  readModels: ReadModelStore,
  folder: string,
  prefix: string,
): Promise<Either<ReportFailure, ReadonlyArray<string>>> => {
  const plans = await readModel(readModels, planProgress).query({ orderBy: 'issuedOn' })()
  if (isLeft(plans)) return left({ _tag: 'Rows', failure: plans.left })
  const files: string[] = []
  for (const { row } of plans.right.rows) {
    const rows = await rowsOf(row, year, readModels)
    if (isLeft(rows)) return left({ _tag: 'Rows', failure: rows.left })
    const report = annualReport(rows.right)
    const texts = { html: report.html(lang), md: report.markdown(lang) }
    for (const [extension, text] of Object.entries(texts)) {
      const file = join(folder, `${prefix}.${row.planId}.${lang}.${extension}`)
      const written = await write(file, text)
      if (isLeft(written)) return written
      if (extension === 'html') files.push(file)
    }
  }
  return right(files)
}

const write = async (file: string, text: string): Promise<Either<ReportFailure, void>> => {
  try {
    await writeFile(file, text)
    return right(undefined)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
    return left({ _tag: 'File', file, code })
  }
}

/** The rows that speak of a plan. */
const rowsOf = async (
  plan: PlanProgressRow,
  { names, until }: Year,
  readModels: ReadModelStore,
): Promise<Either<ReadFailure, ReportRows>> => {
  const { issuerId, kind } = plan
  const years = await readModel(readModels, planComparison).get(
    `${issuerId}.${kind}.${String(plan.year)}`,
  )()
  if (isLeft(years)) return years
  const where = { column: 'planId', equals: plan.planId } as const
  const inspections = await readModel(readModels, inspectionRegister).query({ where, limit: ALL })()
  if (isLeft(inspections)) return inspections
  const published = await readModel(readModels, publicRegister).query({ where, limit: ALL })()
  if (isLeft(published)) return published
  const remediations = await readModel(readModels, remediationTracker).query({
    where,
    limit: ALL,
  })()
  if (isLeft(remediations)) return remediations
  const initiatives = await readModel(readModels, initiativeCatalogue).query({ limit: ALL })()
  if (isLeft(initiatives)) return initiatives
  const ofPlan = new Set(inspections.right.rows.map(({ key }) => key))
  return right({
    plan,
    years: years.right,
    inspections: inspections.right.rows.map(({ row }) => row),
    published: published.right.rows.map(({ row }) => row),
    remediations: remediations.right.rows.map(({ row }) => row),
    initiatives: initiatives.right.rows
      .map(({ row }) => row)
      .filter(({ inspectionId }) => inspectionId === null || ofPlan.has(inspectionId)),
    nameOf: (agencyId) => names.get(agencyId) ?? { vi: agencyId, en: agencyId },
    asOf: until,
  })
}
