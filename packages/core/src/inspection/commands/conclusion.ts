/**
 * Commands from the draft to what follows a conclusion: explanations, conclusion, publication,
 * correction, review, revocation, replies; and results imported instead of a visit.
 */
import { CivilDate, command } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinctBy, someOf } from '../../vocabulary/collections.ts'
import { Demand, Recommendation } from '../../vocabulary/demand.ts'
import {
  DemandId,
  ExplanationId,
  FindingId,
  InspectionId,
  PersonId,
  RecommendationId,
} from '../../vocabulary/ids.ts'
import { OfficialDocument } from '../../vocabulary/official-document.ts'
import { PlanContent } from '../../vocabulary/plan-content.ts'
import { ReformArea } from '../../vocabulary/reform-area.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import { FindingStatement } from '../shapes.ts'

const about = { inspectionId: InspectionId, happenedOn: CivilDate } as const

/** Circulates the draft to the subject; suspected crimes are withheld from it (R18). */
export const CirculateDraft = t.strict({ ...about, reference: Text })

/** The subject explains itself on findings of the draft (R14). */
export const SubmitExplanation = t.strict({
  ...about,
  explanationId: ExplanationId,
  findings: someOf(FindingId),
  text: RemarkText,
})

/** The subject waives its right to explain. */
export const WaiveExplanation = t.strict(about)

/** What an accepted explanation does to a finding. */
export const ExplanationEffect = t.union([
  t.strict({ kind: t.literal('withdrawn'), findingId: FindingId }),
  t.strict({ kind: t.literal('amended'), findingId: FindingId, statement: FindingStatement }),
  t.strict({ kind: t.literal('noted'), findingId: FindingId, note: RemarkText }),
])
export type ExplanationEffect = t.TypeOf<typeof ExplanationEffect>

/** Answers an explanation with a reason; never whoever raised a finding that it is about (R13). */
export const DecideExplanation = t.strict({
  ...about,
  explanationId: ExplanationId,
  deciderId: PersonId,
  reason: RemarkText,
  decision: t.union([
    t.strict({
      kind: t.literal('accepted'),
      effects: distinctBy(ExplanationEffect, (effect) => effect.findingId),
    }),
    t.strict({ kind: t.literal('rejected') }),
  ]),
})

/** A member's differing opinion, kept with the conclusion (R16). */
export const RecordDissent = t.strict({ ...about, memberId: PersonId, opinion: RemarkText })

/** Refers a violation or suspected crime to the competent authority (R18). */
export const ReferViolation = t.strict({
  ...about,
  findings: someOf(FindingId),
  to: Text,
  document: OfficialDocument,
})

/** What the conclusion says of one content of the scope. */
export const ContentConclusion = t.strict({ content: PlanContent, text: RemarkText })

/** Issues the conclusion. It never changes: it is corrected, reviewed or revoked (R17). */
export const IssueConclusion = t.strict({
  ...about,
  document: OfficialDocument,
  contents: distinctBy(ContentConclusion, (answer) => answer.content),
  demands: distinctBy(Demand, (demand) => demand.demandId),
  recommendations: distinctBy(Recommendation, (given) => given.recommendationId),
})

/** Publishes the conclusion. */
export const PublishConclusion = t.strict({ ...about, channel: Text })

/** What a correction does to a demand; a demand that it doesn't mention is kept. */
export const DemandCorrection = t.union([
  t.strict({ kind: t.literal('kept'), demandId: DemandId }),
  t.strict({ kind: t.literal('changed'), demandId: DemandId, demand: Demand }),
  t.strict({ kind: t.literal('annulled'), demandId: DemandId, reason: Text }),
  t.strict({ kind: t.literal('added'), demandId: DemandId, demand: Demand }),
])
export type DemandCorrection = t.TypeOf<typeof DemandCorrection>

/** Corrects the conclusion by a document of its own. */
export const CorrectConclusion = t.strict({
  ...about,
  document: OfficialDocument,
  reason: RemarkText,
  demands: distinctBy(DemandCorrection, (correction) => correction.demandId),
})

/** The subject asks for a review of the conclusion. */
export const RequestReview = t.strict({ ...about, reason: RemarkText, document: OfficialDocument })

/** Decides the review: the conclusion stands, or is to be corrected or revoked. */
export const DecideReview = t.strict({
  ...about,
  outcome: t.keyof({ upheld: null, 'to-correct': null, 'to-revoke': null }),
  document: OfficialDocument,
  reason: RemarkText,
})

/** Revokes the conclusion. */
export const RevokeConclusion = t.strict({
  ...about,
  document: OfficialDocument,
  reason: RemarkText,
})

/** An addressee answered a recommendation. */
export const RecordReply = t.strict({
  ...about,
  recommendationId: RecommendationId,
  document: OfficialDocument,
  text: RemarkText,
})

/** Takes over results of another delegation, for the contents and areas that they cover. */
export const ImportResult = t.strict({
  ...about,
  source: OfficialDocument,
  contents: someOf(PlanContent),
  areas: someOf(ReformArea),
  summary: RemarkText,
  resultOn: CivilDate,
})

/** Definitions of the commands from the draft on. */
export const conclusionCommands = [
  command('CirculateDraft', CirculateDraft),
  command('SubmitExplanation', SubmitExplanation),
  command('WaiveExplanation', WaiveExplanation),
  command('DecideExplanation', DecideExplanation),
  command('RecordDissent', RecordDissent),
  command('ReferViolation', ReferViolation),
  command('IssueConclusion', IssueConclusion),
  command('PublishConclusion', PublishConclusion),
  command('CorrectConclusion', CorrectConclusion),
  command('RequestReview', RequestReview),
  command('DecideReview', DecideReview),
  command('RevokeConclusion', RevokeConclusion),
  command('RecordReply', RecordReply),
  command('ImportResult', ImportResult),
] as const
