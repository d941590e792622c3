/**
 * What commands and events of a remediation have in common.
 */
import * as t from 'io-ts'
import { checked } from '../vocabulary/checked.ts'
import { distinctBy } from '../vocabulary/collections.ts'
import { Evidence } from '../vocabulary/evidence.ts'
import { FindingKind, Severity } from '../vocabulary/finding.ts'
import {
  AgencyId,
  DemandId,
  FindingId,
  InspectionId,
  PlanId,
  PostId,
  ShortcomingId,
} from '../vocabulary/ids.ts'
import type { Labels } from '../vocabulary/label.ts'
import { Year } from '../vocabulary/number.ts'
import { DocumentNumber, OfficialDocument } from '../vocabulary/official-document.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'

// ------------------------------------------------------------------ source

/** Labels of where an obligation to remedy comes from. */
export const remediationSources = {
  conclusion: { vi: 'Thông báo kết luận kiểm tra', en: 'Inspection conclusion' },
  index: { vi: 'Chỉ số cải cách hành chính', en: 'Reform index' },
  'civil-duty': { vi: 'Kiểm tra công vụ', en: 'Civil-duty inspection' },
  'opening-balance': { vi: 'Tồn tại chuyển từ kỳ trước', en: 'Opening balance' },
} as const satisfies Labels<string>

/** Where an obligation comes from, as its event keeps it. */
export const RemediationSource = t.union([
  t.strict({
    kind: t.literal('conclusion'),
    inspectionId: InspectionId,
    demandId: DemandId,
    findingId: FindingId,
    findingKind: FindingKind,
    /** Numbers of the conclusion's document and of its corrections so far. */
    documents: t.readonlyArray(DocumentNumber),
  }),
  t.strict({ kind: t.literal('index'), year: Year, shortcomingId: ShortcomingId }),
  t.strict({ kind: t.literal('civil-duty'), document: OfficialDocument }),
  t.strict({ kind: t.literal('opening-balance'), reference: Text }),
])
export type RemediationSource = t.TypeOf<typeof RemediationSource>

// ------------------------------------------------------------------ demand

/** What is demanded: one post, one acceptance test (R16); its due date stands beside it. */
export const demanded = {
  area: ReformArea,
  text: Text,
  responsiblePostId: PostId,
  acceptanceTest: Text,
} as const

/** What an obligation takes from the plan under whose standing order it is pursued, and keeps. */
export const standing = {
  planId: PlanId,
  planIssuerId: AgencyId,
  leadAgencyId: AgencyId,
  /** Who verifies unless the plan's issuer names another: the agency that concluded (R21). */
  verifierId: AgencyId,
  /** From the due date to the report to the superior (R22). */
  escalationAfter: DurationParameter,
} as const

/** What was found, and how grave it is. */
export const condition = { condition: RemarkText, severity: Severity } as const

/** Evidence of what was done: at least one piece. */
export const SomeEvidence = checked(
  distinctBy(Evidence, ({ evidenceId }) => evidenceId),
  (list) => list.length > 0,
  'one or more pieces of evidence',
)

// ---------------------------------------------------------------- pursuing

/** Labels of the steps of pursuit, in their order (R22). */
export const pursuitSteps = {
  none: { vi: 'Chưa quá hạn', en: 'Not overdue' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  urged: { vi: 'Đã đôn đốc', en: 'Urged' },
  escalated: { vi: 'Đã báo cáo cấp trên', en: 'Escalated to the superior' },
  owed: { vi: 'Chờ đưa vào kế hoạch phúc tra', en: 'Follow-up owed' },
  taken: { vi: 'Đã đưa vào kế hoạch phúc tra', en: 'Follow-up taken by a plan' },
} as const satisfies Labels<string>

/** How far an obligation is pursued. */
export type PursuitStep = keyof typeof pursuitSteps

/** Codec of {@link PursuitStep}. */
export const PursuitStep: t.Type<PursuitStep, unknown> = t.keyof(pursuitSteps, 'step of pursuit')

/** By what an agency is urged, or its superior told: a document, or the plan's standing order (R22). */
export const PursuitBasis = t.union([
  t.strict({ kind: t.literal('document'), document: OfficialDocument }),
  t.strict({ kind: t.literal('standing-order'), planId: PlanId }),
])
export type PursuitBasis = t.TypeOf<typeof PursuitBasis>

/** By what a demand was changed or annulled: as its conclusion now says, or by a document (R17). */
export const ChangeBasis = t.union([
  t.strict({ kind: t.literal('conclusion'), inspectionId: InspectionId }),
  t.strict({ kind: t.literal('document'), document: OfficialDocument, reason: RemarkText }),
])
export type ChangeBasis = t.TypeOf<typeof ChangeBasis>
