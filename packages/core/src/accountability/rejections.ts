/**
 * Why a matter of responsibility says no. Nothing in it tells what a finding was, or who a person is.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { OutsideCalendar } from '../vocabulary/due.ts'
import {
  AgencyId,
  FindingId,
  InspectionId,
  MatterId,
  ObligationId,
  PostId,
  RecommendationId,
} from '../vocabulary/ids.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { NotWhoTransfers } from '../vocabulary/transfer.ts'
import { MatterOutcome } from './shapes.ts'

const about = { matterId: MatterId } as const

/** Codec of every rejection by a matter. */
export const AccountabilityRejection = t.union([
  // The order of things.
  rejection('MatterAlreadyOpened', 'lifecycle', about),
  rejection('MatterNotOpened', 'lifecycle', about),
  rejection('MatterIsOver', 'lifecycle', about),
  rejection('ExplanationAlreadyRequested', 'lifecycle', about),
  rejection('NoExplanationRequested', 'lifecycle', about),
  rejection('ApologyNotDecided', 'lifecycle', about),
  rejection('ApologyAlreadyRecorded', 'lifecycle', about),
  rejection('BeforeTheActBefore', 'lifecycle', { ...about, earliest: CivilDate }),
  OutsideCalendar,
  NotYetHappened,
  DocumentNotSigned,
  // What raises it, and whose it is.
  rejection('ConclusionNotThere', 'R23', { inspectionId: InspectionId }),
  rejection('NoHandlingRecommended', 'R23', {
    inspectionId: InspectionId,
    recommendationId: RecommendationId,
  }),
  rejection('NothingToAnswerFor', 'R23', { inspectionId: InspectionId, findingId: FindingId }),
  rejection('RemedyNotEscalated', 'R22', { remediationId: ObligationId }),
  rejection('AgencyDoesNotAnswer', 'R15', { agencyId: AgencyId }),
  rejection('PostDoesNotExist', 'R15', { agencyId: AgencyId, postId: PostId }),
  rejection('SourceStillThere', 'R17', about),
  // Who acts, and when.
  rejection('NoCompetentAuthority', 'R23', { agencyId: AgencyId }),
  rejection('NotWhoRaisesIt', 'R23', { agencies: t.readonlyArray(AgencyId) }),
  rejection('NotTheCompetentAuthority', 'R23', { competentId: AgencyId }),
  rejection('NotWhoAnswers', 'R23', { agencyId: AgencyId }),
  rejection('NoTimeToExplain', 'R23', { until: CivilDate }),
  rejection('ExplanationNotRequested', 'R23', about),
  rejection('ExplanationTimeOpen', 'R23', { until: CivilDate }),
  rejection('OutcomeForPersonsOnly', 'R23', { outcome: MatterOutcome }),
  rejection('NeitherTookOver', 'R26', { toId: AgencyId }),
  NotWhoTransfers,
])

/** Why a matter says no. */
export type AccountabilityRejection = t.TypeOf<typeof AccountabilityRejection>
