/**
 * What people call the read models and their columns, for tables, forms and reports in both languages.
 */
import {
  accountabilityLedgerLabels,
  assignmentBoardLabels,
  deadlinesLabels,
  remediationTrackerLabels,
} from './obligations.ts'
import { findingRegisterLabels, publicRegisterLabels, subjectPortalLabels } from './outcomes.ts'
import { inspectionRegisterLabels } from './inspections.ts'
import { planComparisonLabels, planProgressLabels, visitCalendarLabels } from './plans.ts'
import {
  agencyRegisterLabels,
  agencyScorecardLabels,
  auditTrailLabels,
  initiativeCatalogueLabels,
} from './registers.ts'

export type { ReadModelLabels } from './label.ts'

/**
 * Labels of every read model, by its name. What a column's values are called, the labels of the terms
 * say: `severities`, `planLabels.statuses` and others of core.
 *
 * @example
 * readModelLabels.publicRegister.name // => { vi: 'Công khai kết luận kiểm tra', en: 'Published conclusions' }
 * readModelLabels.publicRegister.columns.conclusionNumber.vi // => 'Số thông báo kết luận kiểm tra'
 */
export const readModelLabels = {
  planProgress: planProgressLabels,
  planComparison: planComparisonLabels,
  visitCalendar: visitCalendarLabels,
  inspectionRegister: inspectionRegisterLabels,
  findingRegister: findingRegisterLabels,
  assignmentBoard: assignmentBoardLabels,
  remediationTracker: remediationTrackerLabels,
  accountabilityLedger: accountabilityLedgerLabels,
  initiativeCatalogue: initiativeCatalogueLabels,
  agencyScorecard: agencyScorecardLabels,
  deadlines: deadlinesLabels,
  subjectPortal: subjectPortalLabels,
  publicRegister: publicRegisterLabels,
  agencyRegister: agencyRegisterLabels,
  auditTrail: auditTrailLabels,
} as const
