/**
 * Demands on the subject, and recommendations to others. Two things: a demand is an obligation with
 * one responsible post, one due date and one acceptance test (R16); a recommendation asks for a
 * reply, also from above.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, DemandId, FindingId, PostId, RecommendationId } from './ids.ts'
import type { Labels } from './label.ts'
import { ReformArea } from './reform-area.ts'
import { RemarkText, Text } from './text.ts'

/** A demand on the subject. */
export const Demand = t.strict({
  demandId: DemandId,
  findingId: FindingId,
  area: ReformArea,
  text: Text,
  responsiblePostId: PostId,
  dueOn: CivilDate,
  acceptanceTest: Text,
})
export type Demand = t.TypeOf<typeof Demand>

/** Labels of what a recommendation is about. */
export const recommendationKinds = {
  policy: { vi: 'Kiến nghị về cơ chế, chính sách', en: 'On rules and policies' },
  handling: { vi: 'Kiến nghị xem xét trách nhiệm', en: 'On the responsibility of persons' },
  recognition: { vi: 'Kiến nghị khen thưởng, nhân rộng', en: 'On recognition and replication' },
} as const satisfies Labels<string>

/** What a recommendation is about. */
export type RecommendationKind = keyof typeof recommendationKinds

/** Codec of {@link RecommendationKind}. */
export const RecommendationKind: t.Type<RecommendationKind, unknown> = t.keyof(
  recommendationKinds,
  'kind of recommendation',
)

/** A recommendation to an agency, a superior one included. The delegation recommends on persons, never decides (R23). */
export const Recommendation = t.exact(
  t.intersection([
    t.type({
      recommendationId: RecommendationId,
      kind: RecommendationKind,
      addresseeId: AgencyId,
      text: RemarkText,
      replyDueOn: CivilDate,
    }),
    t.partial({ findingId: FindingId }),
  ]),
)
export type Recommendation = t.TypeOf<typeof Recommendation>
