/**
 * Moves from the draft to the conclusion: explanations, dissent, referrals, flagged acts.
 */
import { addDays, type CivilDate } from '@kiemtra/kernel'
import type { Finding } from '../../inspection/state.ts'
import { explaining } from './explaining.ts'
import { ask, type Here, type InspectionOffer, later } from './asking.ts'
import { sampleDocumentOf } from './sample.ts'

/** What may be referred, by id. */
const referable = ({ found }: Here): ReadonlyArray<string> => {
  const ids = found
    .filter(
      ({ statement, withdrawn, referred }) =>
        !withdrawn &&
        !referred &&
        (statement.kind === 'violation' || statement.kind === 'suspected-crime'),
    )
    .map(({ findingId }) => findingId)
  return ids.length === 0 ? ['f1'] : ids
}

/** What a conclusion must ask to be put right. */
const demanded = ({ found }: Here): ReadonlyArray<Finding> =>
  found.filter(
    ({ statement, withdrawn }) =>
      !withdrawn &&
      !statement.correctedOnSpot &&
      (statement.kind === 'shortcoming' || statement.kind === 'violation'),
  )

/** The first day on which nobody may explain any more. */
const issuing = ({ state, today }: Here): CivilDate =>
  later(today, state.status === 'drafted' && !state.waived ? addDays(state.explainUntil, 1) : today)

/** What may be asked then. */
export const concluding: ReadonlyArray<InspectionOffer> = [
  ask('CirculateDraft')(() => ({ reference: 'Dự thảo 1' })),
  ...explaining,
  ask('RecordDissent')(() => ({ memberId: 'tt-1', opinion: 'Synthetic' })),
  ask('RecordDissent')(() => ({ memberId: 'stranger', opinion: 'Synthetic' })),
  ask('ReferViolation')((here) => ({
    findings: referable(here),
    to: 'Cơ quan điều tra',
    document: sampleDocumentOf('so-noi-vu', '77/CV-SNV', here.today),
  })),
  ask('FlagAct')(() => ({ actId: 'f1', reason: 'roster' })),
  ask('FlagAct')(() => ({ actId: 'e1', reason: 'term' })),
  ...['f1', 'e1'].map((actId) => ask('RatifyAct')(() => ({ actId, reason: 'Synthetic' }))),
  ask('IssueConclusion', { day: issuing })((here) => {
    const day = issuing(here)
    const issuer = 'concludedBy' in here.state ? here.state.concludedBy : 'so-noi-vu'
    return {
      document: sampleDocumentOf(issuer, '90/TB-SNV', day),
      contents: (['own-reform-plan', 'prior-shortcomings'] as const).map((content) => ({
        content,
        text: 'Synthetic',
      })),
      demands: demanded(here).map(({ findingId, statement }) => ({
        demandId: `d-${findingId}`,
        findingId,
        area: statement.area,
        text: 'Khắc phục',
        responsiblePostId: 'deputy',
        dueOn: addDays(day, 30),
        acceptanceTest: 'Không còn hồ sơ quá hạn',
      })),
      recommendations: [
        {
          recommendationId: 'r1',
          kind: 'policy',
          addresseeId: 'ubnd-thanh-pho',
          text: 'Synthetic',
          replyDueOn: addDays(day, 30),
        },
      ],
    }
  }),
]
