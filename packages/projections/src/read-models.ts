/**
 * Every read model of the domain, for whoever runs them all.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import { accountabilityLedger } from './accountability-ledger.ts'
import { agencyRegister } from './agency-register.ts'
import { agencyScorecard } from './agency-scorecard/index.ts'
import { assignmentBoard } from './assignment-board.ts'
import { auditTrail } from './audit-trail.ts'
import { deadlines } from './deadlines/index.ts'
import { findingRegister } from './finding-register.ts'
import { initiativeCatalogue } from './initiative-catalogue.ts'
import { inspectionRegister } from './inspection-register/index.ts'
import { planComparison } from './plan-comparison/index.ts'
import { planProgress } from './plan-progress/index.ts'
import { publicRegister } from './public-register.ts'
import { remediationTracker } from './remediation-tracker.ts'
import { subjectPortal } from './subject-portal/index.ts'
import { visitCalendar } from './visit-calendar.ts'

/**
 * Every read model of the domain.
 *
 * @example
 * readModels.filter(({ audience }) => audience === 'public').map(({ name }) => name)
 * // => ['publicRegister', 'agencyRegister']
 */
export const readModels: ReadonlyArray<AnyProjection> = [
  planProgress,
  planComparison,
  visitCalendar,
  inspectionRegister,
  findingRegister,
  assignmentBoard,
  remediationTracker,
  accountabilityLedger,
  initiativeCatalogue,
  agencyScorecard,
  deadlines,
  subjectPortal,
  publicRegister,
  agencyRegister,
  auditTrail,
]
