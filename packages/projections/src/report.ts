/**
 * annualReport: a plan's result report, in Vietnamese or English, as Markdown and as one HTML page.
 *
 * Pure: rows of the read models in, texts out. Of findings it says what published conclusions say and
 * no more, and of inspections what a delegation may know: so it tells of no secret visit, no finding
 * before its publication and no suspected crime (R9, R17, R18), and may be published itself.
 */
import { htmlOf } from './report/html.ts'
import { markdownOf } from './report/markdown.ts'
import type { Report } from './report/model.ts'
import type { ReportRows } from './report/rows.ts'
import { ageing } from './report/sections/ageing.ts'
import { conclusions } from './report/sections/conclusions.ts'
import { coverage } from './report/sections/coverage.ts'
import { districts } from './report/sections/districts.ts'
import { findings } from './report/sections/findings.ts'
import { initiatives } from './report/sections/initiatives.ts'
import { lastYear } from './report/sections/last-year.ts'
import { notice } from './report/sections/notice.ts'
import { day, type Lang, say } from './report/words.ts'

export type { Cell, Chart, Report, Section, Table } from './report/model.ts'
export type { ReportRows } from './report/rows.ts'
export type { Lang } from './report/words.ts'

/** A plan's report: as data, and as texts. */
export interface AnnualReport {
  readonly data: Report
  /** Sentences and tables. */
  readonly markdown: (lang: Lang) => string
  /** One page that needs nothing else, with charts. */
  readonly html: (lang: Lang) => string
}

/** The report of a plan, of the rows that speak of it. */
export const annualReport = (rows: ReportRows): AnnualReport => {
  const { plan, nameOf, asOf } = rows
  const document = plan.documentNumber ?? plan.planId
  const data: Report = {
    title: {
      vi: `Báo cáo kết quả thực hiện Kế hoạch ${document} năm ${String(plan.year)}`,
      en: `Results of plan ${document}, ${String(plan.year)}`,
    },
    subtitle: say(
      (of) =>
        `${plan.nameVi}. Cơ quan chủ trì: ${of(nameOf(plan.leadAgencyId))}. Số liệu đến ngày ${of(day(asOf))}.`,
      (of) =>
        `${plan.nameVi}. Lead agency: ${of(nameOf(plan.leadAgencyId))}. As of ${of(day(asOf))}.`,
    ),
    sections: [
      coverage(rows),
      notice(rows),
      lastYear(rows),
      findings(rows),
      conclusions(rows),
      ageing(rows),
      districts(rows),
      initiatives(rows),
    ],
  }
  return {
    data,
    markdown: (lang) => markdownOf(data, lang),
    html: (lang) => htmlOf(data, lang),
  }
}
