/**
 * Events from the draft to what follows a conclusion.
 */
import { CivilDate, event } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { Demand, Recommendation } from '../../vocabulary/demand.ts'
import { Due } from '../../vocabulary/due.ts'
import {
  ExplanationId,
  FindingId,
  InspectionId,
  PersonId,
  RecommendationId,
} from '../../vocabulary/ids.ts'
import { occurrence } from '../../vocabulary/occurrence.ts'
import { OfficialDocument } from '../../vocabulary/official-document.ts'
import { PlanContent } from '../../vocabulary/plan-content.ts'
import { ReformArea } from '../../vocabulary/reform-area.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import { ContentConclusion, DecideReview, DemandCorrection } from '../commands/conclusion.ts'
import { StandingFinding } from '../shapes.ts'

const about = { inspectionId: InspectionId, ...occurrence } as const

/** The draft went to the subject: the findings in it, suspected crimes withheld (R18), and until when to explain. */
export const DraftCirculated = t.strict({
  ...about,
  reference: Text,
  findings: t.readonlyArray(FindingId),
  explanations: Due,
})

/** An explanation came in; `late` if after the window's end (R14). */
export const ExplanationSubmitted = t.strict({
  ...about,
  explanationId: ExplanationId,
  findings: t.readonlyArray(FindingId),
  text: RemarkText,
  late: t.boolean,
})

/** The subject waived its right to explain (R14). */
export const ExplanationWaived = t.strict(about)

const decided = {
  ...about,
  explanationId: ExplanationId,
  deciderId: PersonId,
  reason: RemarkText,
} as const

/** What became of a finding; an amended one as it stands from now on. */
export const TakenEffect = t.union([
  t.strict({ kind: t.literal('withdrawn'), findingId: FindingId }),
  t.strict({ kind: t.literal('amended'), findingId: FindingId, finding: StandingFinding }),
  t.strict({ kind: t.literal('noted'), findingId: FindingId, note: RemarkText }),
])
export type TakenEffect = t.TypeOf<typeof TakenEffect>

/** Each finding that the explanation is about, and that still stood, is withdrawn, amended, or kept with a note. */
export const ExplanationAccepted = t.strict({
  ...decided,
  effects: t.readonlyArray(TakenEffect),
})

/** An explanation was answered with no, and why (R14). */
export const ExplanationRejected = t.strict(decided)

/** A member's differing opinion, kept with the conclusion (R16). */
export const DissentRecorded = t.strict({ ...about, memberId: PersonId, opinion: RemarkText })

/** Violations or suspected crimes went to the competent authority (R18). */
export const ViolationReferred = t.strict({
  ...about,
  findings: t.readonlyArray(FindingId),
  to: Text,
  document: OfficialDocument,
})

/** The conclusion; `late` if after its due date, and then shown late for ever (R17). */
export const ConclusionIssued = t.strict({
  ...about,
  document: OfficialDocument,
  contents: t.readonlyArray(ContentConclusion),
  demands: t.readonlyArray(Demand),
  recommendations: t.readonlyArray(Recommendation),
  publication: Due,
  late: t.boolean,
})

/** The conclusion was published; `late` if after its due date. */
export const ConclusionPublished = t.strict({ ...about, channel: Text, late: t.boolean })

/** The conclusion was corrected by a document of its own; every demand is named (R17). */
export const ConclusionCorrected = t.strict({
  ...about,
  document: OfficialDocument,
  reason: RemarkText,
  /** Every demand of the conclusion, kept ones included, and what was added. */
  demands: t.readonlyArray(DemandCorrection),
})

/** The subject asked for a review of the conclusion (R17). */
export const ReviewRequested = t.strict({
  ...about,
  reason: RemarkText,
  document: OfficialDocument,
})

/** The review was decided; what is to be corrected or revoked still has to be (R17). */
export const ReviewDecided = t.strict({
  ...about,
  outcome: DecideReview.type.props.outcome,
  document: OfficialDocument,
  reason: RemarkText,
})

/** The conclusion was revoked by a new document (R17). */
export const ConclusionRevoked = t.strict({
  ...about,
  document: OfficialDocument,
  reason: RemarkText,
})

/** An addressee answered a recommendation; `late` if after its due date. */
export const RecommendationAnswered = t.strict({
  ...about,
  recommendationId: RecommendationId,
  document: OfficialDocument,
  text: RemarkText,
  late: t.boolean,
})

/** Another delegation's results were taken over, for the contents and areas that they cover. */
export const ResultImported = t.strict({
  ...about,
  source: OfficialDocument,
  contents: t.readonlyArray(PlanContent),
  areas: t.readonlyArray(ReformArea),
  summary: RemarkText,
  resultOn: CivilDate,
})

/** Definitions of the events from the draft on. */
export const conclusionEvents = [
  event('DraftCirculated', DraftCirculated),
  event('ExplanationSubmitted', ExplanationSubmitted),
  event('ExplanationWaived', ExplanationWaived),
  event('ExplanationAccepted', ExplanationAccepted),
  event('ExplanationRejected', ExplanationRejected),
  event('DissentRecorded', DissentRecorded),
  event('ViolationReferred', ViolationReferred),
  event('ConclusionIssued', ConclusionIssued),
  event('ConclusionPublished', ConclusionPublished),
  event('ConclusionCorrected', ConclusionCorrected),
  event('ReviewRequested', ReviewRequested),
  event('ReviewDecided', ReviewDecided),
  event('ConclusionRevoked', ConclusionRevoked),
  event('RecommendationAnswered', RecommendationAnswered),
  event('ResultImported', ResultImported),
] as const
