/**
 * What commands and events of a matter of responsibility have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import {
  AgencyId,
  FindingId,
  InspectionId,
  ObligationId,
  PersonId,
  PostId,
  RecommendationId,
} from '../vocabulary/ids.ts'
import type { Labels } from '../vocabulary/label.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { PostRank } from '../vocabulary/post.ts'
import { RemarkText } from '../vocabulary/text.ts'

// ------------------------------------------------------------------ source

/** What raises the question: a recommendation, a finding, or a remedy that had to be escalated. */
export const MatterSource = t.union([
  t.strict({
    kind: t.literal('recommendation'),
    inspectionId: InspectionId,
    recommendationId: RecommendationId,
  }),
  t.strict({ kind: t.literal('finding'), inspectionId: InspectionId, findingId: FindingId }),
  t.strict({ kind: t.literal('escalation'), remediationId: ObligationId }),
])
export type MatterSource = t.TypeOf<typeof MatterSource>

// ----------------------------------------------------------- whose it is

/** Whose responsibility is asked about, as stated: an organisation's, or that of a post in it. */
export const MatterClaim = t.union([
  t.strict({ kind: t.literal('organisation'), agencyId: AgencyId }),
  t.strict({ kind: t.literal('post'), agencyId: AgencyId, postId: PostId }),
])
export type MatterClaim = t.TypeOf<typeof MatterClaim>

/** Whose responsibility it is; for the head's post, who was head on the day of the condition (R15, R23). */
export const MatterAbout = t.union([
  t.strict({ kind: t.literal('organisation') }),
  t.exact(
    t.intersection([
      t.type({ kind: t.literal('post'), postId: PostId, rank: PostRank }),
      t.partial({ head: t.strict({ personId: PersonId, acting: t.boolean }) }),
    ]),
  ),
])
export type MatterAbout = t.TypeOf<typeof MatterAbout>

/** What a matter freezes when it is opened: the day that is asked about, and who decides (R23). */
export const competence = {
  conditionOn: CivilDate,
  /** For a head or an organisation its superior; for another post the agency itself. */
  competentId: AgencyId,
  planIssuerId: AgencyId,
} as const

// ----------------------------------------------------------------- outcome

/** Labels of what may come of a matter. */
export const matterOutcomes = {
  none: { vi: 'Không xem xét trách nhiệm', en: 'No responsibility found' },
  lessons: { vi: 'Rút kinh nghiệm', en: 'Lessons drawn' },
  review: { vi: 'Kiểm điểm', en: 'Review of conduct' },
  criticism: { vi: 'Phê bình', en: 'Criticism' },
  apology: { vi: 'Xin lỗi người dân, tổ chức', en: 'Apology to citizens' },
  'referred-for-discipline': {
    vi: 'Chuyển xem xét kỷ luật theo thẩm quyền',
    en: 'Referred for discipline',
  },
} as const satisfies Labels<string>

/** What may come of a matter. */
export type MatterOutcome = keyof typeof matterOutcomes

/** Codec of {@link MatterOutcome}. */
export const MatterOutcome: t.Type<MatterOutcome, unknown> = t.keyof(
  matterOutcomes,
  'outcome of a matter',
)

/** By what a matter is withdrawn: a document, or because what raised it is gone. */
export const WithdrawalBasis = t.union([
  t.strict({ kind: t.literal('document'), document: OfficialDocument, reason: RemarkText }),
  t.strict({ kind: t.literal('source-gone') }),
])
export type WithdrawalBasis = t.TypeOf<typeof WithdrawalBasis>
